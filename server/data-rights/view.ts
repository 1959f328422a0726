/** A request about personal data as it is shown. */
import { type DataRightSummary, type DataRightView, WANTED_FIELDS, type Wanted } from '#contract/data-right-shapes.ts';
import type { listDataRights, listOwnDataRights } from '#contract/data-rights.ts';
import type { QueryOf, ReplyOf } from '#contract/operation.ts';
import type { LocalText } from '#contract/shapes.ts';
import { personById, writtenOfId } from '../accounts/index.ts';
import { agenciesByIds, positionsByIds } from '../agencies/index.ts';
import { leftByPerson } from '../requests/index.ts';
import type { House } from '../shared/house.ts';
import { cutPage, fromCursor, PAGE_SIZE } from '../shared/pages.ts';
import { type Actor, allow, personOf } from '../shared/policy.ts';
import type { Reader } from '../shared/store.ts';
import { dataRightPolicy } from './policy.ts';
import { changedAt, dataRightsAsked, dataRightsOf, type Listed, listedById } from './rows.ts';
import { nextDue } from './rules.ts';

const nameless: LocalText = { es: '', en: '' };
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
const same = (text: string): LocalText => ({ es: text, en: text });

async function toSummaries(db: Reader, rows: readonly Listed[], now: Date): Promise<DataRightSummary[]> {
  const agencies = await agenciesByIds(
    db,
    rows.map(({ agencyId }) => agencyId),
  );
  return rows.map((row) => {
    const due = nextDue(row);
    return {
      ...{ id: row.id, version: row.version, folio: row.folio, kind: row.kind, state: row.state },
      holder: { id: row.personId, name: row.holderName, agencyName: agencies.get(row.agencyId)?.name ?? nameless },
      receivedAt: row.receivedAt.toISOString(),
      dueAt: iso(due),
      isLate: due !== null && due < now,
    };
  });
}

async function changesOf(db: Reader, row: Listed): Promise<DataRightView['changes']> {
  const fields = WANTED_FIELDS.filter((field) => row.wanted[field] !== undefined);
  if (fields.length === 0) return [];
  // Once it is over, what stood there then; until then what stands there now.
  const present = row.state === 'effective' ? row.former : await writtenOfId(db, row.personId);
  const ids = [row.wanted.positionId, present.positionId].filter((id) => id !== undefined);
  const positions = await positionsByIds(db, ids);
  const shown = (field: keyof Wanted, value: string): LocalText =>
    field === 'positionId' ? (positions.get(value as never)?.name ?? nameless) : same(value);
  return fields.map((field) => {
    const before = present[field];
    return {
      field,
      before: before === undefined ? null : shown(field, before),
      after: shown(field, row.wanted[field] ?? ''),
    };
  });
}

async function obstaclesOf(db: Reader, row: Listed): Promise<DataRightView['obstacles']> {
  if (row.kind !== 'cancellation' || (row.state !== 'received' && row.state !== 'granted')) return [];
  const [left, person] = await Promise.all([leftByPerson(db, row.personId), personById(db, row.personId)]);
  const holds = person?.roles.some((role) => role !== 'requester') ?? false;
  return [...(left.follows + left.attends > 0 ? (['requests'] as const) : []), ...(holds ? (['roles'] as const) : [])];
}

function canOf(actor: Actor, row: Listed): DataRightView['can'] {
  const may = (right: Parameters<typeof dataRightPolicy.may>[0]) => dataRightPolicy.may(right, actor, row);
  const isOpen = row.state === 'received' || row.state === 'correcting' || row.state === 'granted';
  const waits = row.state === 'received' && may('attend');
  const decided = row.kind === 'cancellation' && actor.kind === 'person' && actor.id === row.answeredBy;
  return {
    correct: waits && row.correctionAt === null,
    complete: row.state === 'correcting' && may('complete'),
    extend: waits && row.extendedAt === null,
    answer: waits,
    effect: row.state === 'granted' && may('effect') && !decided,
    withdraw: isOpen && may('withdraw'),
  };
}

/** As whoever asks may see it; `not-found` when they may not know of it. */
export async function readDataRight(house: House, actor: Actor, id: string): Promise<DataRightView> {
  const db = house.store.read;
  const row = allow(dataRightPolicy, 'read', { actor, thing: await listedById(db, id) });
  const [summary] = await toSummaries(db, [row], house.clock.now());
  if (summary === undefined) throw new Error('a request without a line');
  const { correctionAt, correctionDueAt } = row;
  return {
    ...summary,
    ...{ words: row.words, way: row.way, representative: row.representative, identity: row.identity },
    changes: await changesOf(db, row),
    capturedBy: row.capturedByName,
    extension: row.extendedAt && { at: row.extendedAt.toISOString(), reason: row.extensionReason },
    correction:
      correctionAt === null || correctionDueAt === null
        ? null
        : {
            ...{ at: correctionAt.toISOString(), words: row.correctionWords, dueAt: correctionDueAt.toISOString() },
            ...{ answeredAt: iso(row.correctedAt), answer: row.correctedWords },
          },
    answer: row.answeredAt && { at: row.answeredAt.toISOString(), by: row.answeredByName, words: row.answer },
    effect: row.effectiveAt && { at: row.effectiveAt.toISOString(), by: row.effectedByName },
    anonymiseAt: iso(row.anonymiseAt),
    anonymisedAt: iso(row.anonymisedAt),
    obstacles: actor.kind === 'person' && actor.id === row.personId ? [] : await obstaclesOf(db, row),
    can: canOf(actor, row),
  };
}

export async function listOwn(house: House, actor: Actor): Promise<ReplyOf<typeof listOwnDataRights>> {
  const db = house.store.read;
  return { items: await toSummaries(db, await dataRightsOf(db, personOf(actor).id), house.clock.now()) };
}

export async function listRights(
  house: House,
  query: QueryOf<typeof listDataRights>,
): Promise<ReplyOf<typeof listDataRights>> {
  const db = house.store.read;
  const over = query.over === 'yes';
  const asked = { over, kind: query.kind, cursor: fromCursor(query.cursor), size: PAGE_SIZE };
  const rows = await dataRightsAsked(db, asked);
  const last = rows.length > PAGE_SIZE ? rows[PAGE_SIZE - 1] : undefined;
  const from = last === undefined ? null : over ? await changedAt(db, last.id) : nextDue(last);
  const { items, next } = cutPage(rows, PAGE_SIZE, (row) => [from ?? row.dueAt, row.id]);
  return { items: await toSummaries(db, items, house.clock.now()), next };
}
