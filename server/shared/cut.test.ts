import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { again, within } from './cut.ts';

const cut = () => Object.assign(new Error('terminating connection'), { code: '57P01' });

it('what was cut before it was kept is done once more; what may have been kept, or failed otherwise, is not', async () => {
  const tries: string[] = [];
  const failing = (how: 'early' | 'late' | 'other') =>
    again(async (kept) => {
      tries.push(how);
      if (how === 'late') kept();
      if (tries.filter((each) => each === how).length === 1) throw how === 'other' ? new Error('a fault') : cut();
      return how;
    });
  await expect(failing('early')).resolves.toBe('early');
  await expect(failing('late')).rejects.toThrow('terminating');
  await expect(failing('other')).rejects.toThrow('a fault');
  expect(tries).toEqual(['early', 'early', 'late', 'other']);
});

it('an answer that does not come in time is a refusal to try again', async () => {
  await expect(within(1_000, Promise.resolve('in time'))).resolves.toBe('in time');
  await expect(within(20, sleep(200))).rejects.toMatchObject({ code: 'server.unavailable', retryAfter: 5 });
});
