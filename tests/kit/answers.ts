/**
 * Remembers each (operation, status) really answered in a run, so that its end can say which were never seen:
 * an operation whose success nobody tried, or whose refusals nobody provoked, is not tested.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { FAULTS } from '#contract/faults.ts';
import { OPERATIONS } from '#contract/index.ts';
import type { Operation } from '#contract/operation.ts';

const file = (): string | undefined => process.env.MESA_ANSWERS_FILE;

export function recordAnswer(operation: string, status: number): void {
  const path = file();
  if (path) appendFileSync(path, `${operation} ${status}\n`);
}

/** What every operation must have been seen to answer. */
const expected = (operation: Operation): number[] => [
  operation.status,
  400,
  ...(operation.permission === 'public' ? [] : [401]),
  ...(operation.permission === 'public' || operation.permission === 'account.own' ? [] : [403]),
  ...(operation.path.includes('/:') ? [404] : []),
  ...(operation.refusals.some((code) => FAULTS[code] === 409) ? [409] : []),
];

/** `operation status` pairs never answered, of a whole run. */
export function neverAnswered(path: string): string[] {
  const seen = new Set(readFileSync(path, 'utf8').split('\n'));
  return OPERATIONS.filter((operation) => !operation.demoOnly)
    .flatMap((operation) => expected(operation).map((status) => `${operation.name} ${status}`))
    .filter((pair) => !seen.has(pair));
}
