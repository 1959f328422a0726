/** Remembers each (operation, status) really answered in this run; `tests/contract.test.ts` reads them at the end. */
import { appendFileSync } from 'node:fs';

const file = process.env.MESA_ANSWERS_FILE;

export function recordAnswer(operation: string, status: number): void {
  if (file) appendFileSync(file, `${operation} ${status}\n`);
}
