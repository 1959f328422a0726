import { expect, it } from 'vitest';
import { AT_ONCE, openPace, paced } from './pace.ts';

/** A clock that goes on by what is said, and counts the time that a rest really took. */
const steps = () => {
  let at = 0;
  return { elapsed: () => at, work: (milliseconds: number) => (at += milliseconds) };
};

it('lets short work pass, and rests after long work until it is told that nobody minds', async () => {
  const clock = steps();
  let asked = 0;
  const pace = openPace(clock, () => {
    asked += 1;
    return asked > 4 ? 0 : 100;
  });
  clock.work(3);
  await pace.turn();
  expect(asked).toBe(0);
  clock.work(100);
  // 30 seconds of rest are due: it ends at the next look once the desk is left alone.
  await pace.turn();
  expect(asked).toBeGreaterThan(4);
});

it('counts no rest as work', async () => {
  const clock = steps();
  let asked = 0;
  const pace = openPace(clock, () => {
    asked += 1;
    clock.work(1_000);
    return 0.001;
  });
  clock.work(300);
  await pace.turn();
  const once = asked;
  expect(pace.rested()).toBe(once * 1_000);
  clock.work(2);
  await pace.turn();
  expect(asked).toBe(once);
});

it('ends its rest when it is cancelled', async () => {
  const clock = steps();
  const cancelling = new AbortController();
  const pace = openPace(clock, () => 1_000);
  clock.work(300);
  const turn = pace.turn(cancelling.signal);
  cancelling.abort();
  await expect(turn).rejects.toThrow(/abort/);
});

it('takes a turn before each piece, and gives back what it reads from', async () => {
  const seen: string[] = [];
  async function* source(): AsyncGenerator<Buffer> {
    try {
      for (const letter of 'abc') yield Buffer.from(letter);
    } finally {
      seen.push('closed');
    }
  }
  const pace = { ...AT_ONCE, turn: async () => void seen.push('turn') };
  for await (const piece of paced(source(), { pace, signal: new AbortController().signal })) {
    seen.push(piece.toString());
    if (piece.toString() === 'b') break;
  }
  expect(seen).toEqual(['turn', 'a', 'turn', 'b', 'closed']);
});
