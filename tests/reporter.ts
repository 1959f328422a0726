import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

export type Counts = { passed: number; failed: number };

/**
 * Counts what a run proved. Beside tests that failed, these count as failures too, for each
 * would otherwise let a broken suite look whole: a file that could not be loaded or whose
 * hooks failed, an error that nobody caught, and a run without a single test.
 */
export function countRun(modules: readonly Countable[], uncaught: number): Counts {
  let passed = 0;
  let failed = uncaught;
  for (const module of modules) {
    let failedHere = 0;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') passed += 1;
      else if (state !== 'skipped') failedHere += 1;
    }
    if (failedHere === 0 && module.state() === 'failed') failedHere = 1;
    failed += failedHere;
  }
  if (passed + failed === 0) failed = 1;
  return { passed, failed };
}

/** What `countRun` needs of a test file. */
export type Countable = {
  state(): string;
  children: { allTests(): Iterable<{ result(): { state: string } }> };
};

/** Leaves the counts in the file MESA_TEST_COUNTS names, or prints them when it names none. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const counts = countRun(modules, errors.length);
    if (counts.failed > 0) process.exitCode = 1;
    const file = process.env.MESA_TEST_COUNTS;
    if (file) writeFileSync(file, JSON.stringify(counts));
    else console.log(`${counts.passed} passed, ${counts.failed} failed`);
  }
}
