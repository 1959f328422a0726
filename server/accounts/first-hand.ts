/**
 * Who was first: what a refusal says to whoever comes second to the same thing. Asked only once it is refused, in one statement.
 * Whoever asks has been allowed to see the thing, and its history with it.
 */
import { sql } from 'kysely';
import { Fault } from '../shared/fault.ts';
import type { Actor } from '../shared/policy.ts';
import type { Reader } from '../shared/store.ts';
import { nameOf } from './person-sql.ts';

/**
 * `who`: another person, or the reader elsewhere · `by`: their full name · `at`: ISO instant · `fact`: what they did, as the
 * history has it. Empty where no person did it, or nobody knows.
 */
export type FirstHand =
  | { readonly who: 'person' | 'me'; readonly by: string; readonly at: string; readonly fact: string }
  | Record<string, never>;

type Hand = { readonly personId: string | null; readonly at: Date; readonly fact: string };
type Told = { actor_id: string | null; by: string | null; at: Date; fact: string };

const tell = (row: Told | undefined, reader: Actor): FirstHand => {
  if (row === undefined || row.actor_id === null || row.by === null) return {};
  const mine = reader.kind === 'person' && reader.id === row.actor_id;
  return { who: mine ? 'me' : 'person', by: row.by, at: row.at.toISOString(), fact: row.fact };
};

/** `about`: of a stream that tells of several things, what an entry must carry to be of this one. */
type Of = { readonly stream: string; readonly about?: Readonly<Record<string, string>> };

/** Who did the last thing of a stream. */
export async function lastHand(db: Reader, { stream, about = {} }: Of, reader: Actor): Promise<FirstHand> {
  const { rows } = await sql<Told>`
    select h.actor_id, ${nameOf(sql.ref('h.actor_id'))} as by, h.at, h.fact
    from history h where h.stream = ${stream} and h.data @> ${JSON.stringify(about)}::jsonb
    order by h.sequence desc limit 1`.execute(db);
  return tell(rows[0], reader);
}

/** The same of something that leaves no line in the history: the caller knows whose hand it was. */
export async function handOf(db: Reader, hand: Hand, reader: Actor): Promise<FirstHand> {
  if (hand.personId === null) return {};
  const { rows } = await sql<{ by: string | null }>`select ${nameOf(sql`${hand.personId}::uuid`)} as by`.execute(db);
  return tell({ ...hand, actor_id: hand.personId, by: rows[0]?.by ?? null }, reader);
}

/** The refusal itself, `version.stale`, to be thrown. */
export const outrun = async (db: Reader, of: Of & { readonly actor: Actor }): Promise<Fault> =>
  new Fault('version.stale', await lastHand(db, of, of.actor));
