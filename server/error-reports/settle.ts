/** Reading what was reported, and saying that it is mended, or not after all. */
import type { listErrorReports as listOperation, readErrorReport as readOperation } from '#contract/error-reports.ts';
import type { QueryOf, ReplyOf } from '#contract/operation.ts';
import { outrun } from '#server/accounts/index.ts';
import { DAY, later } from '#server/shared/clock.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { cutPage, fromCursor, PAGE_SIZE } from '#server/shared/pages.ts';
import { type Actor, allow, personOf } from '#server/shared/policy.ts';
import { reportPolicy } from './policy.ts';
import { deleteBefore, lockReport, newReports, pageOfReports, reportById, saveSettled } from './rows.ts';
import { viewLine, viewReport } from './view.ts';

export async function listReports(
  house: House,
  query: QueryOf<typeof listOperation>,
): Promise<ReplyOf<typeof listOperation>> {
  const { state, code, cursor } = query;
  const db = house.store.read;
  const [rows, { count }] = await Promise.all([
    pageOfReports(db, { state, code, cursor: fromCursor(cursor), limit: PAGE_SIZE + 1 }),
    newReports(db),
  ]);
  const { items, next } = cutPage(rows, PAGE_SIZE, (row) => [row.at, row.id]);
  return { items: items.map(viewLine), next, counts: { new: count } };
}

export async function readReport(house: House, id: string): Promise<ReplyOf<typeof readOperation>> {
  const row = await reportById(house.store.read, id);
  if (row === undefined) throw new Fault('not-found');
  return viewReport(row);
}

type Settling = { id: string; version: number; note: string | null };

/** `note` null: it is new again. `version.stale` where somebody settled it since it was read. */
export async function settle(house: House, actor: Actor, given: Settling): Promise<{ done: true }> {
  const { id, version, note } = given;
  await house.store.change(actor, async (work) => {
    const report = allow(reportPolicy, 'settle', { actor, thing: await lockReport(work, id) });
    const stream = `error-report:${id}`;
    if (report.version !== version) throw await outrun(work.db, { stream, actor });
    await saveSettled(work, report, note === null ? null : { by: personOf(actor).id, note });
    const fact = note === null ? 'error-report.reopened' : 'error-report.mended';
    await work.record({ stream, fact, data: { reportId: id } });
  });
  return { done: true };
}

/** What nobody looked at in a year helps nobody any more, and words of people are not kept without need. */
const KEPT = 365 * DAY;

export const sweepReports = (house: House): Promise<void> =>
  house.store.aside('sweep', (db, now) => deleteBefore(db, later(now, -KEPT)));
