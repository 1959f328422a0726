/** What the program acknowledged, flushed to disk after the answer arrived: the oracle of every recipe. */
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

export type Line = {
  kind: 'request' | 'message' | 'file' | 'act';
  /** The idempotency key, or for an act the fact that must stand in the history. */
  key: string;
  id: string;
  folio?: string;
  sha256?: string;
};

export type Ledger = {
  /** Whatever dies next, this line stays. */
  write(line: Line): void;
  read(): Line[];
  count(): number;
  close(): void;
};

export function openLedger(path: string): Ledger {
  const file = openSync(path, 'a');
  let lines = 0;
  return {
    write: (line) => {
      writeSync(file, `${JSON.stringify(line)}\n`);
      fsyncSync(file);
      lines += 1;
    },
    read: () =>
      readFileSync(path, 'utf8')
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Line),
    count: () => lines,
    close: () => closeSync(file),
  };
}
