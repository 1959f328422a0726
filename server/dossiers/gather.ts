/** What a dossier is made of, as much of it as whoever asks may know. */
import type { AttachmentView } from '#contract/attachments.ts';
import type { RequestView } from '#contract/requests.ts';
import { anchorsOf } from '../anchors/index.ts';
import { openAttachment } from '../attachments/index.ts';
import { type Institution, readInstitutionRow } from '../institution/index.ts';
import { openingRecord, recordsOf, type SealedRecord, type SealKey, sealKeys } from '../records/index.ts';
import { coveredIn, isPublicFact, mayReadThread, readRequest, type Which } from '../requests/index.ts';
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
};

export async function gather(house: House, actor: Actor, which: Which): Promise<Gathered> {
  const request = await readRequest(house, actor, which, 'dossier');
  const db = house.store.read;
  if (!(await mayReadThread(db, request.id, actor))) throw new Fault('not-found');
  await openingRecord(house, request.id);
  const [institution, says, all, keys] = await Promise.all([
    readInstitutionRow(db),
    coveredIn(db, request.id),
    recordsOf(db, request.id),
    sealKeys(db),
  ]);
  const records = all.filter(({ document }) => !says(document));
  return {
    ...{ request, institution, records, keys, covered: all.length - records.length },
    madeAt: house.clock.now(),
    files: filesOf(request),
  };
}

function filesOf({ attachments, timeline }: RequestView): AttachmentView[] {
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
export async function historyJson({ store }: House, request: RequestView): Promise<{ [key: string]: Json }> {
  const stream = `request:${request.id}`;
  const seesAll = request.timeline.some(({ fact }) => !isPublicFact(fact)) || request.requester !== null;
  const entries = (await historyOf(store.read, stream)).map((row) => told(row, seesAll || isPublicFact(row.fact)));
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
