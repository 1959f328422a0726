/** Where papers are drawn: beside the desk, in processes of their own, so that no answer waits for a paper and no receipt for a long one. */
import { fileURLToPath } from 'node:url';
import { type ChildProcess, stayingApart } from '../apart.ts';
import { Fault } from '../fault.ts';
import type { Paper } from './document.ts';

const PRESSING = fileURLToPath(new URL('./pressing.ts', import.meta.url));

export type Press = {
  /** The PDF. `workshop.busy` when too many wait: it should be asked again. */
  print(paper: Paper): Promise<Buffer>;
  close(): void;
};

/** What pressing is told, and what it answers. */
export type Ordered = { readonly paper: string };
export type Printed = { readonly pdf: Uint8Array } | { readonly failed: string };

type Bench = {
  /** Papers in line, the one being drawn included. */
  readonly line: number;
  readonly patienceMs: number;
  readonly heapMb: number;
  /** Without work for so long it goes: starting again takes a third of a second. */
  readonly idleMs: number;
};
/** A receipt of the longest request there can be takes less than this. */
const SHORT_LETTERS = 200_000;
const SHORT: Bench = { line: 40, patienceMs: 15_000, heapMb: 192, idleMs: 10 * 60_000 };
const LONG: Bench = { line: 12, patienceMs: 180_000, heapMb: 1_536, idleMs: 5_000 };

export function openPress(benches: { short?: Partial<Bench>; long?: Partial<Bench> } = {}): Press {
  const short = openBench({ ...SHORT, ...benches.short });
  const long = openBench({ ...LONG, ...benches.long });
  return {
    print: (paper) => {
      const told = JSON.stringify(paper);
      return (told.length > SHORT_LETTERS ? long : short).print(told);
    },
    close: () => {
      short.close();
      long.close();
    },
  };
}

function openBench(bench: Bench) {
  let line = 0;
  let last: Promise<unknown> = Promise.resolve();
  let child: ChildProcess | null = null;
  let idle: NodeJS.Timeout | undefined;
  const close = () => {
    clearTimeout(idle);
    child?.kill('SIGKILL');
    child = null;
  };
  const draw = async (paper: string): Promise<Buffer> => {
    clearTimeout(idle);
    if (child?.connected !== true) child = stayingApart(PRESSING, bench);
    try {
      return await drawn(child, paper, bench.patienceMs);
    } catch (error) {
      // One that failed may be out of memory, or still busy with what took too long: the next paper has a new one.
      close();
      throw error;
    } finally {
      idle = setTimeout(close, bench.idleMs).unref();
    }
  };
  return {
    close,
    print: (paper: string): Promise<Buffer> => {
      if (line >= bench.line) return Promise.reject(new Fault('workshop.busy', {}, { retryAfter: 5 }));
      line += 1;
      const turn = last
        .then(() => draw(paper))
        .finally(() => {
          line -= 1;
        });
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

function drawn(child: ChildProcess, paper: string, patienceMs: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let words = '';
    const hear = (piece: Buffer) => {
      words = (words + piece.toString('utf8')).slice(-2_000);
    };
    const settle = (how: () => void) => {
      clearTimeout(patience);
      child.off('message', answered).off('exit', ended).off('error', failed);
      child.stderr?.off('data', hear);
      how();
    };
    const answered = (answer: Printed) =>
      settle(() => ('pdf' in answer ? resolve(Buffer.from(answer.pdf)) : reject(new Error(answer.failed))));
    const ended = (code: number | null) => settle(() => reject(new Error(`the press ended with ${code}: ${words}`)));
    const failed = (error: Error) => settle(() => reject(error));
    const patience = setTimeout(() => failed(new Error('a paper took too long')), patienceMs);
    child.on('message', answered).once('exit', ended).once('error', failed);
    child.stderr?.on('data', hear);
    child.send({ paper } satisfies Ordered, (error) => error && failed(error));
  });
}
