/** What a dossier is made of, as much of it as whoever asks may know. */
import type { AttachmentView } from '#contract/attachments.ts';
import type { RequestView } from '#contract/requests.ts';
import { peopleByIds } from '../accounts/index.ts';
import { anchorsOf } from '../anchors/index.ts';
import { openAttachment } from '../attachments/index.ts';
import { type Institution, readInstitutionRow } from '../institution/index.ts';
import { openingRecord, recordsOf, type SealedRecord, type SealKey, sealKeys } from '../records/index.ts';
import { coveredIn, findRequest, isPublicFact, mayReadThread, readRequest, type Which } from '../requests/index.ts';
import type { Json } from '../shared/canonical.ts';
import { Fault } from '../shared/fault.ts';
import { type HistoryRow, historyOf } from '../shared/history.ts';
import type { House } from '../shared/house.ts';
import type { Actor } from '../shared/policy.ts';

export type Gathered = {
  readonly request: RequestView;
  readonly institution: Institution;
  readonly madeAt: Date;
  /** Those that say nothing that was covered since. */
  readonly records: readonly SealedRecord[];
  /** Records left out because of what they say. */
  readonly covered: number;
  /** Of the request and of its messages, in their order; covered ones too: their sums are told. */
  readonly files: readonly AttachmentView[];
  readonly keys: readonly SealKey[];
  readonly history: readonly HistoryRow[];
  /** The position of who asked, and of who did each entry, by its sequence: as they are now. */
  readonly offices: { readonly requester: string; readonly by: ReadonlyMap<number, string> };
};

export async function gather(house: House, actor: Actor, which: Which): Promise<Gathered> {
  const db = house.store.read;
  // Asked first: what is refused is no reading.
  const row = await findRequest(db, which, actor);
  if (row && !(await mayReadThread(db, row.id, actor))) throw new Fault('not-found');
  const request = await readRequest(house, actor, which, 'dossier');
  await openingRecord(house, request.id);
  const [institution, says, all, keys, history] = await Promise.all([
    readInstitutionRow(db),
    coveredIn(db, request.id),
    recordsOf(db, request.id),
    sealKeys(db),
    historyOf(db, `request:${request.id}`),
  ]);
  const records = all.filter(({ document }) => !says(document));
  return {
    ...{ request, institution, records, keys, history, covered: all.length - records.length },
    offices: await officesOf(house, { request, actor, history }),
    madeAt: house.clock.now(),
    files: filesOf(request),
  };
}

async function officesOf(
  { store }: House,
  { request, actor, history }: { request: RequestView; actor: Actor; history: readonly HistoryRow[] },
): Promise<Gathered['offices']> {
  const requesterId = (await findRequest(store.read, { id: request.id }, actor))?.requester_id ?? '';
  const did = history.flatMap((row) =>
    row.actor_kind === 'person' && row.actor_id !== null ? [[row.sequence, row.actor_id] as const] : [],
  );
  const people = await peopleByIds(store.read, new Set([requesterId, ...did.map(([, id]) => id)].filter((id) => id)));
  const officeOf = (id: string): string => people.get(id)?.positionName.es ?? '';
  return { requester: officeOf(requesterId), by: new Map(did.map(([sequence, id]) => [sequence, officeOf(id)])) };
}

export function filesOf({ attachments, timeline }: RequestView): AttachmentView[] {
  const all = [...attachments, ...timeline.flatMap(({ message }) => message?.attachments ?? [])];
  return [...new Map(all.map((file) => [file.id, file])).values()];
}

/** Null of a file nobody may open: covered, held back, infected. */
export async function opened(house: House, file: AttachmentView) {
  if (file.redacted) return null;
  try {
    return await openAttachment(house, file.id);
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

/** Facts of the desk alone go as their hash, where whoever asks attends nothing: the chain still holds. */
export function historyJson({ request, history }: Gathered): { [key: string]: Json } {
  const stream = `request:${request.id}`;
  const seesAll = request.timeline.some(({ fact }) => !isPublicFact(fact)) || request.requester !== null;
  const entries = history.map((row) => told(row, seesAll || isPublicFact(row.fact)));
  return { stream, entries };
}

function told(row: HistoryRow, isWhole: boolean): Json {
  const chain = {
    sequence: row.sequence,
    previousHash: row.previous_hash.toString('hex'),
    hash: row.hash.toString('hex'),
  };
  if (!isWhole) return chain;
  return {
    ...{ id: row.id, stream: row.stream, at: row.at.toISOString(), actorKind: row.actor_kind, actorId: row.actor_id },
    ...{ fact: row.fact, data: row.data as Json, ...chain },
  };
}

export const anchorsJson = ({ store }: House, request: RequestView): Promise<{ [key: string]: Json }> =>
  anchorsOf(store.read, `request:${request.id}`);
