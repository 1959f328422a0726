/** R1 at the size of issue 3: twenty SIGKILLs of the program in the middle of sixteen writers. */
import { expect, it } from 'vitest';
import { r1 } from '../faults/r1.ts';
import { missed, SHORT } from '../faults/report.ts';

it('loses nothing acknowledged in twenty SIGKILLs in the middle of sixteen writers (R1)', async () => {
  const report = await r1({ ...SHORT, cycles: 20, writers: 16 });
  expect(missed(report), JSON.stringify(report.figures)).toEqual([]);
}, 400_000);
