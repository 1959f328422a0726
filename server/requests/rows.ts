/** The request in the database: reading one for an actor, locking it, saving what an act changed. */
import type { Selectable, Updateable } from 'kysely';
import { type RawBuilder, sql } from 'kysely';
import type { AttachmentView } from '#contract/attachments.ts';
import type { Place, RequestState, UrgencyState } from '#contract/requests.ts';
import type { Requests } from '#database/tables.ts';
import { type ContactRow, contactOf, givenNamesOf, nameOf } from '#server/accounts/index.ts';
import { viewsSentWith } from '#server/attachments/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { Entry } from '#server/shared/history.ts';
import type { Actor, Allowed } from '#server/shared/policy.ts';
import { settledVersion } from '#server/shared/settled.ts';
import type { Reader, Work, Writer } from '#server/shared/store.ts';
import type { RequestAnswers } from './answers.ts';
import { type DuplicateColumns, duplicatesOf } from './duplicate-rows.ts';
import { type FormerMessage, formerMessagesOf } from './former-rows.ts';
import { type OutageColumns, outageColumns } from './outage-rows.ts';
import { type KeptPetition, petitionOf } from './petition-rows.ts';
import { type KeptRedaction, redactionsOf } from './redaction-rows.ts';

export type RequestRow = Omit<Selectable<Requests>, 'state' | 'place' | 'urgency' | 'answers'> & {
  answers: RequestAnswers;
  state: RequestState;
  urgency: UrgencyState;
  place: Place;
  /** The actor it was read for takes part in it. */
  takes_part: boolean;
  /** What it stands among is as of this (`surroundings.ts`). */
  settled_version: number;
};

/** Which one: by id, or by what a folio says. */
export type Which = { id: string } | { series: string; year: number; sequence: number };

export const NOBODY = '00000000-0000-0000-0000-000000000000';
const actorId = (actor: Actor): string => (actor.kind === 'person' ? actor.id : NOBODY);

type Sql = RawBuilder<unknown>;

const is = (which: Which): Sql =>
  'id' in which
    ? sql`r.id = ${which.id}`
    : sql`r.series = ${which.series} and r.year = ${which.year} and r.sequence = ${which.sequence}`;

/** Written as SQL: building it anew costs a third of what reading it does. `more`: further columns. */
const selection = (actor: Actor, which: Which, more: Sql = sql``): Sql => sql`
  select r.*, ${settledVersion} as settled_version, exists (select 1 from request_participants p
    where p.request_id = r.id and p.person_id = ${actorId(actor)}) as takes_part ${more}
  from requests r where ${is(which)}`;

/** What a line of a request says of people. */
export type Names = {
  requester_name: string;
  agent_name: string | null;
  /** First names of who moved it last, and of who did so last for the requester to know. */
  last_by_name: string | null;
  last_public_by_name: string | null;
};

export type ViewedRow = RequestRow &
  DuplicateColumns &
  OutageColumns &
  Names & {
    contact: ContactRow;
    files: AttachmentView[];
    read_through: number | null;
    /** Looked up only where urgency was asked for. */
    petition: KeptPetition | null;
    captured_by_name: string | null;
    filed_by_name: string | null;
    /** Null for a request of this desk. */
    former_messages: FormerMessage[] | null;
    /** Null where nothing was covered. */
    redactions: KeptRedaction[] | null;
  };

const column = (name: string): Sql => sql.raw(name);
const viewedBy = (readerId: string): Sql => sql`,
  ${nameOf(column('r.agent_id'))} as agent_name,
  ${givenNamesOf(column('r.last_by'))} as last_by_name,
  ${givenNamesOf(column('r.last_public_by'))} as last_public_by_name,
  ${contactOf(column('r.requester_id'))} as contact,
  ${nameOf(column('r.captured_by'))} as captured_by_name,
  ${nameOf(column('r.filed_by'))} as filed_by_name,
  ${viewsSentWith(column('r.id'))} as files,
  ${petitionOf(column('r'))} as petition,
  ${formerMessagesOf} as former_messages,
  ${redactionsOf} as redactions,
  ${duplicatesOf(readerId)},
  ${outageColumns},
  (select m.through from request_reads m where m.request_id = r.id and m.person_id = ${readerId}) as read_through`;

export async function findRequest(db: Reader, which: Which, actor: Actor): Promise<RequestRow | undefined> {
  return (await sql<RequestRow>`${selection(actor, which)}`.execute(db)).rows[0];
}

/** How it stands, and nothing else of it; null: no request has that id. */
export async function stateOf(db: Reader, id: string): Promise<RequestState | null> {
  const row = await db.selectFrom('requests').select('state').where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : (row.state as RequestState);
}

/** The request with the names a screen shows. */
export async function findForView(db: Reader, which: Which, actor: Actor): Promise<ViewedRow | undefined> {
  const viewed = selection(actor, which, viewedBy(actorId(actor)));
  const [row] = (await sql<Omit<ViewedRow, 'requester_name'>>`${viewed}`.execute(db)).rows;
  return row && { ...row, requester_name: row.contact.name };
}

/** The same, held until the transaction ends. */
export async function lockRequest(work: Work, id: string): Promise<RequestRow | undefined> {
  return (await sql<RequestRow>`${selection(work.actor, { id })} for update of r`.execute(work.db)).rows[0];
}

export type Registrant = { contact: ContactRow; settled_version: number };

/** Who files, and what that is to be understood by. */
export async function registrant(db: Reader, personId: string): Promise<Registrant> {
  const { rows } = await sql<Registrant>`
    select ${contactOf(sql`${personId}`)} as contact, ${settledVersion} as settled_version`.execute(db);
  const [row] = rows;
  if (!row?.contact) throw new Fault('session.required');
  return row;
}

export type NewRequest = Omit<
  Selectable<Requests>,
  | 'state'
  | 'place'
  | 'answers'
  | 'version'
  | 'reopened_count'
  | 'reminders'
  | 'first_response_stage'
  | 'resolution_stage'
  | 'next_response_stage'
  | 'read_only'
  | NullColumns
> & { place: Place; answers: RequestAnswers } & Partial<
    Pick<
      Selectable<Requests>,
      'agent_id' | 'captured_by' | 'capture_origin' | 'capture_number' | 'capture_date' | 'filed_by'
    >
  >;
type NullColumns = {
  [Name in keyof Selectable<Requests>]: null extends Selectable<Requests>[Name]
    ? Name extends
        | 'service_id'
        | 'service_version'
        | 'team_id'
        | 'calendar_id'
        | 'next_response_minutes'
        | 'first_response_risk_at'
        | 'resolution_risk_at'
        | 'alarm_at'
        | 'last_by'
        | 'last_public_by'
      ? never
      : Name
    : never;
}[keyof Selectable<Requests>];

export async function insertRequest(work: Work, row: NewRequest): Promise<void> {
  await work.db
    .insertInto('requests')
    .values({
      ...row,
      state: row.agent_id ? 'assigned' : 'registered',
      place: JSON.stringify(row.place),
      answers: JSON.stringify(row.answers),
    })
    .execute();
}

export type RequestPatch = Omit<Updateable<Requests>, 'id' | 'folio' | 'version'> & { state?: RequestState };

/** Saves what an act changed, with the mark of the last movement; only a request that was asked about gets here. */
export async function saveRequest<Right extends string>(
  work: Work,
  request: Allowed<Right, RequestRow>,
  change: { patch: RequestPatch; entry: Entry; isPublic: boolean },
): Promise<void> {
  const { patch, ...latest } = change;
  await work.db
    .updateTable('requests')
    .set((eb) => ({ ...patch, ...marksOf(work, latest), version: eb('version', '+', 1) }))
    .where('id', '=', request.id)
    .execute();
}

/** Something happened about a request, and nothing of it changed: whoever acts on what they see is not told that it did. */
export async function markLatest<Right extends string>(
  work: Work,
  request: Allowed<Right, RequestRow>,
  latest: { entry: Entry; isPublic: boolean },
): Promise<void> {
  await work.db.updateTable('requests').set(marksOf(work, latest)).where('id', '=', request.id).execute();
}

function marksOf({ actor }: Work, { entry, isPublic }: { entry: Entry; isPublic: boolean }) {
  const by = actor.kind === 'person' ? actor.id : null;
  return {
    ...{ last_fact: entry.fact, last_sequence: entry.sequence, last_at: entry.at, last_by: by },
    ...(isPublic
      ? {
          ...{ last_public_fact: entry.fact, last_public_sequence: entry.sequence },
          ...{ last_public_at: entry.at, last_public_by: by },
        }
      : {}),
  };
}

/** Of the request filed last; undefined when there is none. */
export async function newestId(db: Reader): Promise<string | undefined> {
  return (await db.selectFrom('requests').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst())?.id;
}

/** Of every request of that requester. Whoever filed on somebody's account was copied in by versions before 0054. */
export async function removeParticipant(work: Work, of: { personId: string; requesterId: string }): Promise<void> {
  await work.db
    .deleteFrom('request_participants')
    .where('person_id', '=', of.personId)
    .where('request_id', 'in', (query) =>
      query.selectFrom('requests').select('id').where('requester_id', '=', of.requesterId),
    )
    .execute();
}

export async function participantsOf(db: Reader, requestId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('request_participants')
    .select('person_id')
    .where('request_id', '=', requestId)
    .execute();
  return rows.map((row) => row.person_id);
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
