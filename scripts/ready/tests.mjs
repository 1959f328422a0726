import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { MODULES, NODE } from './paths.mjs';
import { run } from './run.mjs';
import { step } from './say.mjs';

/** Checks over the whole code; each counts as one test. */
const CHECKS = [
  ['Revisar los tipos', 'check the types', ['typescript/bin/tsc', '--noEmit', '-p', '.']],
  ['Revisar las reglas', 'check the rules', ['@biomejs/biome/bin/biome', 'check']],
];

/**
 * Runs every check and the suites of `projects`. The last line printed holds the counts over
 * all of them; the answer is the exit code.
 */
export async function runTests(projects, args) {
  const total = { passed: 0, failed: 0 };
  for (const [es, en, [script, ...rest]] of CHECKS) {
    const code = await step(es, en, () => run(NODE, [path.join(MODULES, script), ...rest]));
    if (isInterruption(code)) return code;
    total[code === 0 ? 'passed' : 'failed'] += 1;
  }
  const suites = await runSuites(projects, args);
  console.log(`${total.passed + suites.passed} passed, ${total.failed + suites.failed} failed`);
  return total.failed + suites.failed === 0 ? 0 : 1;
}

async function runSuites(projects, args) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'mesa-counts-'));
  const file = path.join(folder, 'counts.json');
  try {
    const chosen = projects.flatMap((name) => ['--project', name]);
    const vitest = [path.join(MODULES, 'vitest/vitest.mjs'), 'run', ...chosen, ...args];
    const whole = args.length === 0 ? '1' : '';
    const full = projects.includes('full') ? '1' : '';
    const asked = { MESA_TEST_COUNTS: file, MESA_WHOLE_RUN: whole, MESA_FULL_RUN: full };
    const code = await run(NODE, vitest, asked);
    return settle(readCounts(file), code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A run that left no counts, or that failed without saying in what, is a failure all the same. */
function settle(counts, code) {
  if (counts === null) return { passed: 0, failed: 1 };
  if (code !== 0 && counts.failed === 0) return { ...counts, failed: 1 };
  return counts;
}

function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function isInterruption(code) {
  return code === 128 + os.constants.signals.SIGINT || code === 128 + os.constants.signals.SIGTERM;
}
