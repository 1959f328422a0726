/** How safekeeping stands, and the runs there were. */

import type { QueryOf, ReplyOf } from '#contract/operation.ts';
import type { BackupView, listBackups, SafekeepingView } from '#contract/safekeeping.ts';
import { readInstitutionRow } from '../institution/index.ts';
import { copyPlace } from '../shared/copy-target.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { cutPage, fromCursor, PAGE_SIZE } from '../shared/pages.ts';
import { type Actor, hasRight } from '../shared/policy.ts';
import type { Reader } from '../shared/store.ts';
import { copiedTo } from './copy-rows.ts';
import { recipientIn } from './key.ts';
import { goodOnes, placeOf } from './place.ts';
import { isOverdue, nextHour } from './plan.ts';
import { readPlan } from './plan-rows.ts';
import { lastRun, openRun, pageOfRuns, type Run, runById } from './rows.ts';
import { toBackupView } from './view.ts';

/** What notices, letters, figures and the page are told from. */
export type Standing = {
  readonly hasKey: boolean;
  readonly keySince: Date | null;
  readonly lastGood: Run | null;
  readonly lastProven: Run | null;
  /** Where copies go, without secrets; null: nowhere. */
  readonly copiesTo: string | null;
  /** The instant that the newest copy there is of. */
  readonly lastCopiedAt: Date | null;
  /** False without a key: then the key is what is missing. */
  readonly overdue: boolean;
};

export async function standingNow(house: Pick<House, 'settings' | 'secrets' | 'clock'>, db: Reader): Promise<Standing> {
  const copiesTo = house.settings.backupCopy && copyPlace(house.settings.backupCopy);
  const [{ keySince }, good, copied] = await Promise.all([
    readPlan(db),
    goodOnes(db),
    copiesTo === null ? [] : copiedTo(db, copiesTo),
  ]);
  const hasKey = recipientIn(house.secrets) !== null;
  const lastGoodAt = good.newest?.seen_at ?? null;
  const overdue = hasKey && isOverdue(house.clock.now(), { lastGoodAt, keySince });
  return {
    hasKey,
    keySince,
    lastGood: good.newest,
    lastProven: good.proven,
    copiesTo,
    lastCopiedAt: copied[0]?.seen_at ?? null,
    overdue,
  };
}

export async function readSafekeeping(house: House, actor: Actor): Promise<SafekeepingView> {
  const { lastGood, lastProven, ...standing } = await standingNow(house, house.store.read);
  const proven = lastProven && toBackupView(lastProven);
  return {
    at: house.clock.now().toISOString(),
    lastGoodAt: lastGood?.seen_at?.toISOString() ?? null,
    lastProvenAt: proven?.seenAt ?? null,
    restoreSeconds: proven?.proof?.seconds ?? null,
    overdue: standing.overdue,
    hasKey: standing.hasKey,
    details: hasRight(actor, 'safekeeping.administer') ? await details(house) : null,
  };
}

async function details(house: House): Promise<NonNullable<SafekeepingView['details']>> {
  const db = house.store.read;
  const [{ keySince, alarmToldAt: _told, ...plan }, { timeZone }, underWay, last, place] = await Promise.all([
    readPlan(db),
    readInstitutionRow(db),
    openRun(db),
    lastRun(db),
    placeOf(house),
  ]);
  const recipient = recipientIn(house.secrets);
  const isOn = plan.enabled && recipient !== null;
  return {
    key: recipient === null ? null : { recipient, since: keySince?.toISOString() ?? null },
    plan,
    nextAt: isOn ? nextHour(house.clock.now(), plan, timeZone).toISOString() : null,
    underWay: underWay ? toBackupView(underWay) : null,
    last: last ? toBackupView(last) : null,
    place,
    copiesTo: house.settings.backupCopy && copyPlace(house.settings.backupCopy),
  };
}

export async function listRuns(house: House, query: QueryOf<typeof listBackups>): Promise<ReplyOf<typeof listBackups>> {
  const rows = await pageOfRuns(house.store.read, { cursor: fromCursor(query.cursor), limit: PAGE_SIZE + 1 });
  const { items, next } = cutPage(rows, PAGE_SIZE, (run) => [run.asked_at, run.id]);
  return { items: items.map(toBackupView), next };
}

export async function readRun(house: House, id: string): Promise<BackupView> {
  const run = await runById(house.store.read, id);
  if (!run) throw new Fault('not-found');
  return toBackupView(run);
}
