/** What the page of integrity shows. */

import { Readable } from 'node:stream';
import type { AnchorView, compareAnchor, IntegrityCheckView, readIntegrity } from '#contract/integrity.ts';
import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import { peopleByIds, peopleWithRole } from '#server/accounts/index.ts';
import { anchorByNumber, anchorFile, anchorFileName, anchorsBefore, compareGiven } from '#server/anchors/index.ts';
import { sealKeys } from '#server/records/index.ts';
import { HOUR } from '#server/shared/clock.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { FileAnswer } from '#server/shared/http/answer.ts';
import { newId } from '#server/shared/ids.ts';
import { type Limit, spendWithin } from '#server/shared/limits.ts';
import { hasRight, type PersonActor } from '#server/shared/policy.ts';
import type { Reader } from '#server/shared/store.ts';
import { anchorAddresses, type CheckRow, insertCheck, lastCheck, openCheck } from './rows.ts';
import { integrityNow } from './standing.ts';
import { toAnchorView, toCheckView } from './view.ts';

const PAGE = 31;
const CHECKS: Limit = { name: 'integrity-checks', points: 20, windowMs: HOUR };

async function viewOf(db: Reader, row: CheckRow | undefined): Promise<IntegrityCheckView | null> {
  if (row === undefined) return null;
  const people = row.asked_by === null ? new Map() : await peopleByIds(db, [row.asked_by]);
  return toCheckView(row, row.asked_by === null ? null : (people.get(row.asked_by)?.fullName ?? null));
}

export async function read(house: House, actor: PersonActor): Promise<ReplyOf<typeof readIntegrity>> {
  const db = house.store.read;
  const [{ newest, late }, last, underWay, auditors, addresses] = await Promise.all([
    integrityNow(db, house.clock.now()),
    lastCheck(db),
    openCheck(db),
    peopleWithRole(db, 'auditor', null).then((ids) => peopleByIds(db, ids)),
    anchorAddresses(db),
  ]);
  return {
    ...{ newest: newest ? toAnchorView(newest) : null, late, addresses },
    ...{ last: await viewOf(db, last), underWay: await viewOf(db, underWay) },
    auditors: [...auditors.values()].map(({ fullName }) => fullName).sort((a, b) => a.localeCompare(b, 'es')),
    can: { administer: hasRight(actor, 'institution.administer') },
  };
}

export async function anchors(
  house: House,
  cursor: string | undefined,
): Promise<{ items: AnchorView[]; next: string | null }> {
  const rows = await anchorsBefore(house.store.read, fromNumber(cursor), PAGE + 1);
  const items = rows.slice(0, PAGE).map(toAnchorView);
  const last = items.at(-1);
  return { items, next: rows.length > PAGE && last ? Buffer.from(String(last.number)).toString('base64url') : null };
}

function fromNumber(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  const told = Buffer.from(cursor, 'base64url').toString('utf8');
  if (/^[1-9]\d{0,8}$/.test(told)) return Number(told);
  throw new Fault('input.invalid', {}, { fields: [{ path: 'cursor', message: 'field.cursor' }] });
}

export async function anchorToKeep(house: House, number: number): Promise<FileAnswer> {
  const anchor = await anchorByNumber(house.store.read, number);
  if (anchor === undefined) throw new Fault('not-found');
  const bytes = Buffer.from(anchorFile(anchor), 'utf8');
  return new FileAnswer({ name: anchorFileName(number), bytes: bytes.length, content: Readable.from([bytes]) });
}

/** The one under way where there is one: two looks at everything would tell nothing more. */
export async function ask(house: House, actor: PersonActor): Promise<IntegrityCheckView> {
  const id = newId();
  const before = await openCheck(house.store.read);
  if (before === undefined)
    await house.store
      .change(actor, async (work) => {
        await spendWithin(work, CHECKS, actor.id);
        if ((await insertCheck(work.db, { id, askedBy: actor.id, now: work.now })) === undefined) throw new Meanwhile();
        await work.record({ stream: `record-check:${id}`, fact: 'record-check.asked', data: { checkId: id } });
      })
      .catch((error: unknown) => {
        if (!(error instanceof Meanwhile)) throw error;
      });
  const row = before ?? (await openCheck(house.store.read)) ?? (await lastCheck(house.store.read));
  const view = await viewOf(house.store.read, row);
  if (view === null) throw new Error('a check that was asked for and is not there');
  return view;
}

/** Somebody else asked at the same moment. */
class Meanwhile extends Error {}

export async function compare(
  { store }: House,
  { text }: BodyOf<typeof compareAnchor>,
): Promise<ReplyOf<typeof compareAnchor>> {
  const keys = new Map((await sealKeys(store.read)).map(({ id, publicKey }) => [id, publicKey]));
  return compareGiven(store.read, keys, text);
}
