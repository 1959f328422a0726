import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { House } from './house.ts';
import { openWatches, type Watch } from './watches.ts';

const house = {} as House;
const silent = pino({ level: 'silent' });

test('a watch never looks twice at a time, goes on after a failure, and ends when it is closed', async () => {
  const seen = { begun: 0, at: 0, most: 0 };
  const watch: Watch = {
    name: 'slow',
    everyMs: 1,
    run: async () => {
      seen.begun += 1;
      seen.at += 1;
      seen.most = Math.max(seen.most, seen.at);
      await pause(5);
      seen.at -= 1;
      if (seen.begun === 1) throw new Error('once');
    },
  };
  const watches = openWatches([watch], silent);
  watches.work(house);
  while (seen.begun < 4) await pause(1);
  await watches.close();
  const { begun } = seen;
  expect([seen.at, seen.most]).toEqual([0, 1]);
  await pause(20);
  expect(seen.begun).toBe(begun);
});

test('looked at by hand, a failure is told to who looks', async () => {
  const failing: Watch = { name: 'failing', everyMs: 1, run: () => Promise.reject(new Error('told')) };
  const watches = openWatches([failing], silent);
  await expect(watches.once(house)).rejects.toThrow('told');
  await watches.close();
});
