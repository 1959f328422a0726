/** SQL of hand-over notes and of their drafts. */
import { sql } from 'kysely';
import type { Figures } from '#contract/handovers.ts';
import { nameOf } from '#server/accounts/index.ts';
import type { Cursor } from '#server/shared/pages.ts';
import type { Allowed } from '#server/shared/policy.ts';
import type { Reader, Work, Writer } from '#server/shared/store.ts';
import type { NoteReach } from './policy.ts';
import { ofRoster } from './rows.ts';

export type Note = {
  readonly id: string;
  readonly shiftId: string;
  readonly teamId: string | null;
  readonly authorId: string;
  readonly authorName: string;
  readonly from: Date;
  readonly to: Date;
  readonly body: string;
  readonly figures: Figures;
  readonly corrects: string | null;
  readonly correctedBy: readonly string[];
  readonly closedAt: Date;
  readonly nextId: string | null;
  readonly nextName: string | null;
  readonly confirmedAt: Date | null;
  readonly confirmedName: string | null;
  readonly version: number;
  readonly onDutyIds: readonly string[];
};

type Sql = ReturnType<typeof sql>;

/** Who is on call now where the note belongs. */
const onDuty = (now: Date): Sql => sql`array(select d.person_id::text from duty_shifts d
  where d.team_id is not distinct from h.team_id and d.removed_at is null and d.starts_at <= ${now} and d.ends_at > ${now})`;

const selection = (now: Date): Sql => sql`select h.id, h.shift_id "shiftId", h.team_id "teamId", h.author_id "authorId",
  ${nameOf(sql.ref('h.author_id'))} "authorName", s.starts_at "from", s.ends_at "to", h.body, h.figures, h.corrects,
  array(select c.id::text from handovers c where c.corrects = h.id order by c.closed_at, c.id) "correctedBy",
  h.closed_at "closedAt", h.next_id "nextId", ${nameOf(sql.ref('h.next_id'))} "nextName",
  h.confirmed_at "confirmedAt", ${nameOf(sql.ref('h.confirmed_by'))} "confirmedName", h.version,
  ${onDuty(now)} "onDutyIds"
  from handovers h join duty_shifts s on s.id = h.shift_id`;

/** `notePolicy.sees` as SQL. */
const within = (reach: NoteReach, now: Date): Sql =>
  reach === 'every'
    ? sql`true`
    : sql`(h.team_id = any(${[...reach.teamIds]}::uuid[]) or h.author_id = ${reach.personId}
        or h.next_id = ${reach.personId} or ${reach.personId} = any(${onDuty(now)}))`;

export async function noteById(db: Reader, id: string, now: Date): Promise<Note | undefined> {
  return (await sql<Note>`${selection(now)} where h.id = ${id}`.execute(db)).rows[0];
}

/** Held until the act ends. */
export async function lockNote(work: Work, id: string): Promise<Note | undefined> {
  return (await sql<Note>`${selection(work.now)} where h.id = ${id} for update of h`.execute(work.db)).rows[0];
}

/** Its note first, then what corrects it, in order. */
export async function notesOfShift(db: Reader, shiftId: string, now: Date): Promise<Note[]> {
  const { rows } = await sql<Note>`${selection(now)} where h.shift_id = ${shiftId}
    order by (h.corrects is not null), h.closed_at, h.id limit 100`.execute(db);
  return rows;
}

export type NotesAsked = {
  readonly reach: NoteReach;
  readonly now: Date;
  readonly from: Date | null;
  readonly to: Date | null;
  /** Undefined: of every team. */
  readonly roster: { readonly teamId: string | null } | undefined;
  readonly after: Cursor | null;
  readonly limit: number;
};

/** Newest first. */
export async function pageOfNotes(db: Reader, asked: NotesAsked): Promise<Note[]> {
  const { reach, now, from, to, roster, after, limit } = asked;
  const where = [
    within(reach, now),
    ...(from === null ? [] : [sql`h.closed_at >= ${from}`]),
    ...(to === null ? [] : [sql`h.closed_at < ${to}`]),
    ...(roster === undefined ? [] : [ofRoster('h.team_id', roster.teamId)]),
    ...(after === null ? [] : [sql`(h.closed_at, h.id) < (${after[0]}, ${after[1]}::uuid)`]),
  ];
  const { rows } = await sql<Note>`${selection(now)} where ${sql.join(where, sql` and `)}
    order by h.closed_at desc, h.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Notes left to this person that they have not confirmed, oldest first. */
export async function unreadBy(db: Reader, personId: string) {
  const { rows } = await sql<{ id: string; shiftId: string; authorName: string; closedAt: Date }>`select h.id,
    h.shift_id "shiftId", ${nameOf(sql.ref('h.author_id'))} "authorName", h.closed_at "closedAt"
    from handovers h where h.next_id = ${personId} and h.confirmed_at is null order by h.closed_at, h.id limit 10`.execute(
    db,
  );
  return rows;
}

export type NewNote = {
  readonly id: string;
  readonly shiftId: string;
  readonly teamId: string | null;
  readonly authorId: string;
  readonly body: string;
  readonly figures: Figures;
  readonly corrects: string | null;
  readonly nextId: string | null;
};

/** False where the shift has its note. */
export async function insertNote<Right extends string>(work: Work, note: Allowed<Right, NewNote>): Promise<boolean> {
  const kept = await work.db
    .insertInto('handovers')
    .values({
      id: note.id,
      shift_id: note.shiftId,
      team_id: note.teamId,
      author_id: note.authorId,
      body: note.body,
      figures: JSON.stringify(note.figures),
      corrects: note.corrects,
      next_id: note.nextId,
      closed_at: work.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return kept !== undefined;
}

export async function saveNote<Right extends string>(
  work: Work,
  note: Allowed<Right, Note>,
  to: { body: string } | { confirmedBy: string },
): Promise<void> {
  await work.db
    .updateTable('handovers')
    .set((eb) => ({
      ...('body' in to ? { body: to.body } : { confirmed_at: work.now, confirmed_by: to.confirmedBy }),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', note.id)
    .execute();
}

export async function draftOf(db: Reader, shiftId: string, personId: string) {
  return db
    .selectFrom('handover_drafts')
    .select(['body', 'saved_at'])
    .where('shift_id', '=', shiftId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
}

/** An empty one goes. */
export async function keepDraft(
  db: Writer,
  draft: { shiftId: string; personId: string; body: string },
  now: Date,
): Promise<void> {
  const { shiftId, personId, body } = draft;
  if (body === '') return dropDraft(db, shiftId, personId);
  await db
    .insertInto('handover_drafts')
    .values({ shift_id: shiftId, person_id: personId, body, saved_at: now })
    .onConflict((conflict) => conflict.columns(['shift_id', 'person_id']).doUpdateSet({ body, saved_at: now }))
    .execute();
}

export async function dropDraft(db: Writer, shiftId: string, personId: string): Promise<void> {
  await db.deleteFrom('handover_drafts').where('shift_id', '=', shiftId).where('person_id', '=', personId).execute();
}
