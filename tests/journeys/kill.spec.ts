/** R1, the short one: the program is killed in the middle of writers, and nothing acknowledged is missing. */
import { describe, expect, it } from 'vitest';
import { isClean, runR1 } from '../faults/r1.ts';

describe('SIGKILL in the middle of writers (R1)', () => {
  it('loses nothing acknowledged, doubles nothing, leaves no gap in the folios', async () => {
    const report = await runR1({ cycles: 3, writers: 4, say: () => undefined });
    expect(report).toMatchObject({
      lost: { requests: 0, messages: 0, files: 0 },
      duplicateFolios: 0,
      duplicateRequests: 0,
      gaps: 0,
      brokenChains: 0,
    });
    expect(isClean(report)).toBe(true);
  });
});
