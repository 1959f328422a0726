/** The recipes of reliability, each a short while; `npm run fault` runs them at length, `docs/reliability.md` has the figures. */
import { expect, it } from 'vitest';
import { r1 } from '../faults/r1.ts';
import { r2 } from '../faults/r2.ts';
import { r12 } from '../faults/r12.ts';
import { r19 } from '../faults/r19.ts';
import { missed, SHORT } from '../faults/report.ts';

it.concurrent('SIGKILL in the middle of writers loses nothing acknowledged, doubles nothing, leaves no gap in the folios (R1)', async () => {
  const report = await r1({ ...SHORT, cycles: 2, writers: 4 });
  expect(missed(report), JSON.stringify(report.figures)).toEqual([]);
});

it.concurrent('a stop under load cuts nobody off (R12)', async () => {
  const report = await r12({ ...SHORT, cycles: 2, writers: 4 });
  expect(missed(report), JSON.stringify(report.figures)).toEqual([]);
});

it.concurrent('folios stay unique and consecutive in races, on two nodes, over New Year (R19)', async () => {
  const report = await r19({ ...SHORT, count: 40, seconds: 2 });
  expect(missed(report), JSON.stringify(report.figures)).toEqual([]);
});

it.concurrent('SIGKILL of PostgreSQL: the program stays, says 503 meanwhile and goes on (R2)', async () => {
  const report = await r2({ ...SHORT, cycles: 1, writers: 4 });
  expect(missed(report), JSON.stringify(report.figures)).toEqual([]);
});
