/** The request in the database: reading one for an actor, locking it, saving what an act changed. */
import type { Selectable, Updateable } from 'kysely';
import { sql } from 'kysely';
import type { Place, RequestState } from '#contract/requests.ts';
import type { Requests } from '#database/tables.ts';
import type { Entry } from '#server/shared/history.ts';
import type { Actor, Allowed } from '#server/shared/policy.ts';
import type { Reader, Work, Writer } from '#server/shared/store.ts';

export type RequestRow = Omit<Selectable<Requests>, 'state' | 'place'> & {
  state: RequestState;
  place: Place;
  /** The actor it was read for takes part in it. */
  takes_part: boolean;
};

/** Which one: by id, or by what a folio says. */
export type Which = { id: string } | { series: string; year: number; sequence: number };

export const NOBODY = '00000000-0000-0000-0000-000000000000';
const actorId = (actor: Actor): string => (actor.kind === 'person' ? actor.id : NOBODY);

const selection = (db: Reader, actor: Actor) =>
  db
    .selectFrom('requests')
    .selectAll('requests')
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('request_participants')
            .select(sql.lit(1).as('one'))
            .whereRef('request_participants.request_id', '=', 'requests.id')
            .where('request_participants.person_id', '=', actorId(actor)),
        )
        .as('takes_part'),
    );

const toRow = (row: object | undefined): RequestRow | undefined => row as RequestRow | undefined;

export async function findRequest(db: Reader, which: Which, actor: Actor): Promise<RequestRow | undefined> {
  const query = selection(db, actor);
  const found =
    'id' in which
      ? query.where('id', '=', which.id)
      : query.where('series', '=', which.series).where('year', '=', which.year).where('sequence', '=', which.sequence);
  return toRow(await found.executeTakeFirst());
}

/** The same, held until the transaction ends. */
export async function lockRequest(work: Work, id: string): Promise<RequestRow | undefined> {
  return toRow(
    await selection(work.db, work.actor).where('requests.id', '=', id).forUpdate('requests').executeTakeFirst(),
  );
}

export type NewRequest = Omit<Selectable<Requests>, 'state' | 'place' | 'version' | 'reopened_count' | NullColumns> & {
  place: Place;
};
type NullColumns = {
  [Name in keyof Selectable<Requests>]: null extends Selectable<Requests>[Name]
    ? Name extends 'service_id' | 'team_id' | 'last_by' | 'last_public_by'
      ? never
      : Name
    : never;
}[keyof Selectable<Requests>];

export async function insertRequest(work: Work, row: NewRequest): Promise<void> {
  await work.db
    .insertInto('requests')
    .values({ ...row, state: 'registered', place: JSON.stringify(row.place) })
    .execute();
}

export type RequestPatch = Omit<Updateable<Requests>, 'id' | 'folio' | 'version'> & { state?: RequestState };

/** Saves what an act changed, with the mark of the last movement; only a request that was asked about gets here. */
export async function saveRequest<Right extends string>(
  work: Work,
  request: Allowed<Right, RequestRow>,
  change: { patch: RequestPatch; entry: Entry; isPublic: boolean },
): Promise<void> {
  const { patch, entry, isPublic } = change;
  const by = work.actor.kind === 'person' ? work.actor.id : null;
  const mark = { last_fact: entry.fact, last_sequence: entry.sequence, last_at: entry.at, last_by: by };
  const publicMark = {
    last_public_fact: entry.fact,
    last_public_sequence: entry.sequence,
    last_public_at: entry.at,
    last_public_by: by,
  };
  await work.db
    .updateTable('requests')
    .set((eb) => ({ ...patch, ...mark, ...(isPublic ? publicMark : {}), version: eb('version', '+', 1) }))
    .where('id', '=', request.id)
    .execute();
}

export async function addMessage(
  work: Work,
  message: {
    id: string;
    requestId: string;
    sequence: number;
    authorId: string;
    visibility: 'public' | 'internal';
    body: string;
  },
): Promise<void> {
  await work.db
    .insertInto('messages')
    .values({
      id: message.id,
      request_id: message.requestId,
      sequence: message.sequence,
      author_id: message.authorId,
      visibility: message.visibility,
      body: message.body,
      at: work.now,
    })
    .execute();
}

export type MessageRow = {
  id: string;
  request_id: string;
  sequence: number;
  author_id: string;
  visibility: 'public' | 'internal';
  body: string;
  at: Date;
};

/** Messages of a thread; without the desk's own where the reader may not have them: they never leave the database. */
export async function messagesOf(db: Reader, requestId: string, withInternal: boolean): Promise<MessageRow[]> {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('request_id', '=', requestId)
    .$if(!withInternal, (query) => query.where('visibility', '=', 'public'))
    .orderBy('sequence')
    .execute();
  return rows as MessageRow[];
}

export async function messageById(db: Reader, id: string): Promise<MessageRow | undefined> {
  return (await db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst()) as
    | MessageRow
    | undefined;
}

export async function participantsOf(db: Reader, requestId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('request_participants')
    .select('person_id')
    .where('request_id', '=', requestId)
    .execute();
  return rows.map((row) => row.person_id);
}

export async function readThrough(db: Reader, requestId: string, personId: string): Promise<number> {
  const row = await db
    .selectFrom('request_reads')
    .select('through')
    .where('request_id', '=', requestId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.through ?? 0;
}

export async function saveReadMark(
  db: Writer,
  mark: { requestId: string; personId: string; through: number; now: Date },
): Promise<void> {
  await db
    .insertInto('request_reads')
    .values({ request_id: mark.requestId, person_id: mark.personId, through: mark.through, at: mark.now })
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'request_id']).doUpdateSet((eb) => ({
        through: sql<number>`greatest(request_reads.through, ${mark.through})`,
        at: eb.val(mark.now),
      })),
    )
    .execute();
}

/** Requests whose time to close by themselves may have come: in this state since before. */
export async function restingSince(db: Reader, state: RequestState, before: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('requests')
    .select('id')
    .where('state', '=', state)
    .where('last_public_at', '<', before)
    .orderBy('last_public_at')
    .limit(500)
    .execute();
  return rows.map((row) => row.id);
}
