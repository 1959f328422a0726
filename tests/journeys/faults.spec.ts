/** The recipes of reliability, each a short while; `npm run fault` runs them at length, `docs/reliability.md` has the figures. */
import { expect, it } from 'vitest';
import { r1 } from '../faults/r1.ts';
import { r2 } from '../faults/r2.ts';
import { r12 } from '../faults/r12.ts';
import { r19 } from '../faults/r19.ts';
import { missed, type Report, SHORT } from '../faults/report.ts';
import { AT_LENGTH } from '../kit/at-length.ts';

const holds = (report: Report) => expect(missed(report), JSON.stringify(report.figures)).toEqual([]);

it('SIGKILL in the middle of writers loses nothing acknowledged, doubles nothing, leaves no gap in the folios (R1)', async () => {
  holds(await r1({ ...SHORT, cycles: 1, writers: 3 }));
});

it('a stop under load cuts nobody off (R12)', async () => {
  holds(await r12({ ...SHORT, cycles: 1, writers: 3 }));
});

it('folios stay unique and consecutive in races, on two nodes, over New Year (R19)', async () => {
  holds(await r19({ ...SHORT, count: 20, seconds: 2 }));
});

it.runIf(AT_LENGTH)('SIGKILL of PostgreSQL: the program stays, says 503 meanwhile and goes on (R2)', async () => {
  holds(await r2({ ...SHORT, cycles: 1, writers: 3 }));
});
