/** SQL of what stands around an account: its closing, its pauses, its open sessions. */
import { sql } from 'kysely';
import { sha256 } from '../shared/ids.ts';
import type { Reader } from '../shared/store.ts';
import { nameOf } from './person-sql.ts';
import type { Person } from './rows.ts';

export type Around = {
  readonly createdAt: Date;
  readonly openSessions: number;
  /** Somewhere or everywhere. */
  readonly pausedUntil: Date | null;
  /** The closing that stands; null of an account that is not closed. */
  readonly closed: {
    readonly at: Date;
    readonly by: string | null;
    readonly reason: string;
    readonly note: string;
  } | null;
};

type Row = {
  created_at: Date;
  open_sessions: number;
  paused_until: Date | null;
  closed_at: Date | null;
  closed_by: string | null;
  reason: string;
  note: string;
};

/** `usedSince`: sessions that lay unused since before are over. */
export async function aroundAccount(
  db: Reader,
  person: Pick<Person, 'id' | 'email' | 'authEpoch' | 'state'>,
  at: { now: Date; usedSince: Date },
): Promise<Around> {
  const { rows } = await sql<Row>`
    select p.created_at,
      (select count(*)::int from sessions s where s.person_id = p.id and s.auth_epoch = p.auth_epoch
        and p.state = 'active' and s.expires_at > ${at.now} and s.last_used_at >= ${at.usedSince}) as open_sessions,
      (select max(until) from sign_in_pauses where email_hash = ${sha256(person.email)} and until > ${at.now}) as paused_until,
      c.closed_at, ${nameOf(sql.ref('c.closed_by'))} as closed_by, c.reason, c.note
    from people p
    left join lateral (select * from account_closings where person_id = p.id and opened_at is null and p.state = 'inactive'
      order by closed_at desc limit 1) c on true
    where p.id = ${person.id}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('a person that is gone');
  const { closed_at, closed_by, reason, note } = row;
  return {
    createdAt: row.created_at,
    openSessions: row.open_sessions,
    pausedUntil: row.paused_until,
    closed: closed_at === null ? null : { at: closed_at, by: closed_by, reason, note },
  };
}
