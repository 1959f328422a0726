/** Where papers are drawn: beside the desk, in a process of its own, one at a time, so that no answer waits for a long one. */
import { fileURLToPath } from 'node:url';
import { throughApart } from '../apart.ts';
import { Fault } from '../fault.ts';
import type { Paper } from './document.ts';

const PRESSING = fileURLToPath(new URL('./pressing.ts', import.meta.url));

export type Press = {
  /** The PDF. `workshop.busy` when too many wait: it should be asked again. */
  print(paper: Paper): Promise<Buffer>;
};

/** Papers in line, the one being drawn included. */
const LINE = 20;

export function openPress(): Press {
  let line = 0;
  let last: Promise<unknown> = Promise.resolve();
  return {
    print: (paper) => {
      if (line >= LINE) return Promise.reject(new Fault('workshop.busy', {}, { retryAfter: 5 }));
      line += 1;
      const turn = last
        .then(() => drawn(paper))
        .finally(() => {
          line -= 1;
        });
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

async function drawn(paper: Paper): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of throughApart(PRESSING, [])(told(paper))) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* told(paper: Paper): AsyncGenerator<Uint8Array> {
  yield Buffer.from(JSON.stringify(paper));
}
