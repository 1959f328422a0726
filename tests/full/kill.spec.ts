/** R1 in full: ten SIGKILLs of the program in the middle of eight writers. */
import { expect, it } from 'vitest';
import { isClean, runR1 } from '../faults/r1.ts';

it('loses nothing acknowledged in ten SIGKILLs in the middle of eight writers (R1)', async () => {
  const report = await runR1({ cycles: 10, writers: 8, say: () => undefined });
  expect(report).toMatchObject({
    lost: { requests: 0, messages: 0, files: 0 },
    duplicateFolios: 0,
    duplicateRequests: 0,
    gaps: 0,
    brokenChains: 0,
  });
  expect(isClean(report)).toBe(true);
}, 300_000);
