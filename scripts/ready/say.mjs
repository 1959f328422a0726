import { performance } from 'node:perf_hooks';

/** What only the person at the terminal can put right. Shown as it is, without a stack. */
export class OperatorError extends Error {
  constructor(es, en) {
    super(`${es}\n${en}`);
    this.name = 'OperatorError';
  }
}

/** Runs one step and prints how long it took. The name is given in Spanish and English. */
export async function step(es, en, act) {
  console.log(`· ${es} / ${en} …`);
  const before = performance.now();
  const result = await act();
  console.log(`  ${((performance.now() - before) / 1000).toFixed(1)} s`);
  return result;
}
