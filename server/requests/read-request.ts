/** Reading: one request, the own list, the desk's list, how far one got, a file. */
import type { QueryOf } from '#contract/operation.ts';
import {
  type listMyRequests,
  type listQueue,
  QUEUE_COUNT_CAP,
  QUEUE_VIEWS,
  type QueueFilters,
  type RequestView,
} from '#contract/requests.ts';
import { openAttachment, openPicture, sentWith } from '#server/attachments/index.ts';
import { parseFolioQuery } from '#server/records/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { Made } from '#server/shared/files.ts';
import type { House } from '#server/shared/house.ts';
import type { FileAnswer, PictureAnswer } from '#server/shared/http/answer.ts';
import { cutPage, fromCursor, PAGE_SIZE } from '#server/shared/pages.ts';
import { type Actor, allow, personOf } from '#server/shared/policy.ts';
import { noteReading } from './audited.ts';
import { aboveMine, type ListedRow, listMine } from './list-rows.ts';
import { messageById } from './message-rows.ts';
import { queueReach, requestPolicy } from './policy.ts';
import { countFilters, countViews, listQueueRows, orderOf, type QueueScope, type ViewCounts } from './queue-rows.ts';
import { findForView, findRequest, saveReadMark, type Which } from './rows.ts';
import { surroundings } from './surroundings.ts';
import { type Around, deskLine, summarise, viewRequest } from './view.ts';

const COUNT_CAP = 1000;
const WAITING_SHOWN = 6;

/** A uuid, or SS-2026-000123. */
export function whichOf(ref: string): Which {
  const folio = parseFolioQuery(ref);
  if (folio?.series && folio.year !== null) return { series: folio.series, year: folio.year, sequence: folio.sequence };
  return { id: ref };
}

/** `what`: as what it counts among the readings; null where nothing of what it says goes out. */
export async function readRequest(
  house: House,
  actor: Actor,
  which: Which,
  what: 'page' | 'dossier' | null = 'page',
): Promise<RequestView> {
  const row = await findForView(house.store.read, which, actor);
  const request = allow(requestPolicy, 'see-summary', { actor, thing: row });
  if (what !== null) noteReading(house, actor, request, { what });
  return viewRequest(house, actor, request);
}

/** Lines as this reader may know them. */
async function linesOf<Line>(
  house: House,
  rows: readonly ListedRow[],
  line: (row: ListedRow, context: Around) => Line,
): Promise<Line[]> {
  const [first] = rows;
  if (first === undefined) return [];
  const among = await surroundings(house.store.settled, first.settled_version);
  const context = { ...among, now: house.clock.now() };
  return rows.map((row) => line(row, context));
}

export async function listOwn(house: House, actor: Actor, query: QueryOf<typeof listMyRequests>) {
  const { id: personId, principalIds = [] } = personOf(actor);
  const mine = { personId, principalIds, whose: query.whose };
  const db = house.store.read;
  const [rows, above] = await Promise.all([
    listMine(db, mine, { filter: query, after: fromCursor(query.cursor), limit: PAGE_SIZE + 1 }),
    query.cursor === undefined ? aboveMine(db, mine, { waiting: WAITING_SHOWN, cap: COUNT_CAP }) : null,
  ]);
  const page = cutPage(rows, PAGE_SIZE, (row: ListedRow) => [row.last_public_at, row.id]);
  const waiting = above?.waiting ?? [];
  const line = (row: ListedRow, context: Around) => summarise(row, context, actor);
  const [items, waitingItems] = await Promise.all([linesOf(house, page.items, line), linesOf(house, waiting, line)]);
  return {
    items,
    next: page.next,
    waiting: waitingItems.map((request, index) => ({ request, question: waiting[index]?.question ?? '' })),
    counts: above?.counts ?? null,
  };
}

export async function listDesk(house: House, actor: Actor, query: QueryOf<typeof listQueue>) {
  const { cursor, ...filters } = query;
  const asked = { ...filters, state: filters.state ?? 'open' };
  const rows = await listQueueRows(house.store.read, {
    scope: scopeOf(house, actor),
    filters: asked,
    after: fromCursor(cursor),
    limit: PAGE_SIZE + 1,
  });
  const page = cutPage(rows, PAGE_SIZE, orderOf(asked).key);
  const items = await linesOf(house, page.items, (row, context) => deskLine(row, context, actor));
  return { items, next: page.next };
}

export const scopeOf = (house: House, actor: Actor): QueueScope => {
  const { id, teamIds } = personOf(actor);
  return { reach: queueReach(actor), personId: id, teamIds, now: house.clock.now() };
};

/** Open requests of each built-in view, as this person sees them; capped. */
export async function countDesk(house: House, actor: Actor): Promise<ViewCounts> {
  const counts = await countViews(house.store.read, scopeOf(house, actor));
  const capped = QUEUE_VIEWS.map((view) => [view, Math.min(counts[view], QUEUE_COUNT_CAP)]);
  return Object.fromEntries(capped) as ViewCounts;
}

/** Open requests that each of these filters finds; capped. Filters that find others too are not for counting. */
export const countFiltered = (house: House, actor: Actor, filters: readonly QueueFilters[]): Promise<number[]> =>
  countFilters(house.store.read, scopeOf(house, actor), {
    filters: filters.map((each) => ({ ...each, state: each.state ?? 'open' })),
    cap: QUEUE_COUNT_CAP,
  });

export async function markThrough(
  house: House,
  actor: Actor,
  mark: { id: string; through: number },
): Promise<{ done: true }> {
  const row = await findRequest(house.store.read, { id: mark.id }, actor);
  const request = allow(requestPolicy, 'see-summary', { actor, thing: row });
  const through = Math.min(mark.through, request.last_sequence);
  await house.store.aside('read-mark', (db, now) =>
    saveReadMark(db, { requestId: request.id, personId: personOf(actor).id, through, now }),
  );
  return { done: true };
}

type OneFile = { id: string; attachmentId: string };

/** V11, V12: a file opens only through the request it was sent with, and one of a note only to those who may read notes. */
async function allowFile(house: House, actor: Actor, file: OneFile): Promise<void> {
  const db = house.store.read;
  const request = allow(requestPolicy, 'see-thread', { actor, thing: await findRequest(db, { id: file.id }, actor) });
  const carrier = await sentWith(db, file.attachmentId);
  if (carrier !== request.id) {
    const message = carrier === undefined ? undefined : await messageById(db, carrier);
    const visible = message?.visibility === 'public' || requestPolicy.may('see-internal', actor, request);
    if (!message || message.request_id !== request.id || !visible) throw new Fault('not-found');
  }
  noteReading(house, actor, request, { what: 'file', detailId: file.attachmentId });
}

export async function download(house: House, actor: Actor, file: OneFile): Promise<FileAnswer> {
  await allowFile(house, actor, file);
  return openAttachment(house, file.attachmentId);
}

/** Who may download it may see it. */
export async function showFile(house: House, actor: Actor, file: OneFile & { made: Made }): Promise<PictureAnswer> {
  await allowFile(house, actor, file);
  return openPicture(house, file.attachmentId, file.made);
}
