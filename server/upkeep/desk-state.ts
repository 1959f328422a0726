/** The page of whoever looks after the desk, in one answer. */
import type { DeskStateView } from '#contract/upkeep.ts';
import { isSweepLate, retentionOf } from '../data-rights/index.ts';
import { newReports } from '../error-reports/index.ts';
import { integrityNow } from '../integrity/index.ts';
import { lettersFigures } from '../notifications/index.ts';
import { isStartingNotice } from '../privacy/index.ts';
import { standingNow } from '../safekeeping/index.ts';
import { certificateOf, standingOf } from '../shared/certificate.ts';
import { DEAD } from '../shared/dead-letters.ts';
import type { House } from '../shared/house.ts';
import { queueFigures } from '../shared/queue-figures.ts';
import { isLow, roomsOf } from '../shared/room.ts';
import { programVersion } from '../shared/settings.ts';
import type { Reader } from '../shared/store.ts';
import { databaseVersion } from './rows.ts';

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

/** An address where nobody answers is told as such: the rest of the page stands all the same. */
async function certificate(house: House): Promise<DeskStateView['certificate']> {
  try {
    const found = await certificateOf(house.settings.publicUrl);
    if (found === null) return { state: 'none', validTo: null };
    return { state: standingOf(found, house.clock.now()), validTo: found.validTo.toISOString() };
  } catch {
    return { state: 'unseen', validTo: null };
  }
}

async function work(house: House, now: Date): Promise<Pick<DeskStateView, 'work' | 'queues'>> {
  const all = await queueFigures(house.store.read, now);
  const alive = all.filter(({ name }) => name !== DEAD);
  const sum = (of: 'waiting' | 'active') => alive.reduce((total, queue) => total + queue[of], 0);
  const queues = alive
    .filter(({ waiting }) => waiting > 0)
    .map(({ name, waiting, oldestDue }) => ({ name, waiting, oldestDueSince: instant(oldestDue) }));
  const [oldest = null] = queues.flatMap(({ oldestDueSince }) => oldestDueSince ?? []).sort();
  return {
    work: {
      waiting: sum('waiting'),
      active: sum('active'),
      oldestDueSince: oldest,
      dead: all.find(({ name }) => name === DEAD)?.waiting ?? 0,
    },
    queues,
  };
}

async function personalData(read: Reader, now: Date): Promise<Pick<DeskStateView, 'sweep' | 'privacyNotice'>> {
  const [retention, starting] = await Promise.all([retentionOf(read), isStartingNotice(read, now)]);
  const { sweptAt, swept } = retention;
  return {
    sweep: { at: instant(sweptAt), letters: swept?.letters ?? null, late: isSweepLate(retention, now) },
    privacyNotice: { starting },
  };
}

async function record(read: Reader, now: Date): Promise<Pick<DeskStateView, 'record'>> {
  const { newest, late, checkedAt, whole } = await integrityNow(read, now);
  const anchor = newest ? { number: newest.number, day: newest.day, sha256: newest.sha256.toString('hex') } : null;
  return { record: { anchor, late, checkedAt: instant(checkedAt), whole } };
}

export async function readDeskState(house: House): Promise<DeskStateView> {
  const now = house.clock.now();
  const { read } = house.store;
  const [{ oldestWaiting, ...letters }, rooms, database, seen, doing, reports, kept, forgotten, sealed] =
    await Promise.all([
      lettersFigures(read),
      roomsOf(house.settings.dataDir),
      databaseVersion(read),
      certificate(house),
      work(house, now),
      newReports(read),
      standingNow(house, read),
      personalData(read, now),
      record(read, now),
    ]);
  return {
    at: now.toISOString(),
    versions: { program: programVersion(), node: process.versions.node, database },
    ...doing,
    letters: { ...letters, oldestWaitingSince: instant(oldestWaiting) },
    disks: rooms.map(({ of, room }) => ({ of, ...room, low: isLow(room) })),
    backups: {
      hasKey: kept.hasKey,
      lastGoodAt: instant(kept.lastGood?.seen_at ?? null),
      lastProvenAt: instant(kept.lastProven?.seen_at ?? null),
      copiesTo: kept.copiesTo,
      lastCopiedAt: instant(kept.lastCopiedAt),
      overdue: kept.overdue,
    },
    certificate: seen,
    reportedErrors: { new: reports.count, oldestSince: instant(reports.oldest) },
    ...forgotten,
    ...sealed,
    livePages: house.live.figures().streams,
  };
}
