/** SQL of sessions, pauses and the networks people are known from. */
import { type RawBuilder, sql } from 'kysely';
import type { SessionId } from '#contract/accounts.ts';
import type { AgencyId } from '#contract/agencies.ts';
import type { Role } from '#contract/permissions.ts';
import { exemptsPasswordless, passwordMaxAge, secondFactorRoles } from '../institution/index.ts';
import { later } from '../shared/clock.ts';
import { sha256 } from '../shared/ids.ts';
import type { Reader, Work, Writer } from '../shared/store.ts';
import { principalsOf } from './principals-rows.ts';
import type { Locale } from './rows.ts';
import { isConfirmedStaff } from './staff-sql.ts';

export type SessionOwner = {
  readonly sessionId: string;
  readonly personId: string;
  readonly lastUsedAt: Date;
  readonly roles: readonly Role[];
  readonly agencyId: AgencyId;
  readonly locale: Locale;
  readonly mustChangePassword: boolean;
  readonly responsibilitiesDue: boolean;
  readonly passwordChangedAt: Date | null;
  readonly passwordMaxAgeDays: number;
  readonly exemptsPasswordless: boolean;
  readonly awaitsSecondStep: boolean;
  /** A role of theirs needs a second factor, and they have none. */
  readonly mustEnrol: boolean;
  readonly confirmedAt: Date | null;
  readonly teamIds: readonly string[];
  readonly areaIds: readonly string[] | 'every';
  readonly principalIds: readonly string[];
  /** A directory let them in: the desk's own password has no say. */
  readonly vouched: boolean;
};

type OwnerRow = {
  session_id: string;
  person_id: string;
  last_used_at: Date;
  roles: string[];
  agency_id: string;
  locale: string;
  must_change_password: boolean;
  responsibilities_due: boolean;
  password_changed_at: Date | null;
  max_age: number;
  exempts: boolean;
  awaits_second_step: boolean;
  must_enrol: boolean;
  confirmed_at: Date | null;
  team_ids: string[];
  area_ids: string[];
  every_area: boolean;
  principal_ids: string[];
  vouched: boolean;
};

/** Teams and areas of the person `p` of a statement grouped by person, with the joins they come from. */
export const REACH = sql`coalesce(array_agg(t.id::text) filter (where t.id is not null), '{}') team_ids,
      coalesce(array_agg(distinct t.area_id::text) filter (where t.area_id is not null), '{}') area_ids,
      coalesce(bool_or(t.id is not null and t.area_id is null), false) every_area`;
export const TEAMS_OF_PERSON = sql`left join team_members m on m.person_id = p.id
    left join teams t on t.id = m.team_id`;

/** Whose sessions they are, in one query: person, roles and teams as they are now, not as they were at sign-in. */
const owners = (which: RawBuilder<unknown>, now: Date) => sql<OwnerRow>`
    select s.id session_id, p.id person_id, s.last_used_at, p.roles, p.agency_id, p.locale, p.must_change_password,
      p.responsibilities_due is not null responsibilities_due,
      p.password_changed_at, ${passwordMaxAge()} max_age, ${exemptsPasswordless()} exempts, s.awaits_second_step, s.confirmed_at,
      s.directory_id is not null vouched,
      not p.has_second_factor and not s.directory_strong and p.roles && ${secondFactorRoles()} must_enrol,
      ${principalsOf(now)} principal_ids, ${REACH}
    from sessions s
    join people p on p.id = s.person_id
    ${TEAMS_OF_PERSON}
    where ${which} and s.expires_at > ${now} and s.auth_epoch = p.auth_epoch and p.state = 'active'
      and ${isConfirmedStaff('p')}
    group by s.id, p.id`;

export async function ownerOfSession(db: Reader, tokenHash: Buffer, now: Date): Promise<SessionOwner | undefined> {
  const { rows } = await owners(sql`s.token_hash = ${tokenHash}`, now).execute(db);
  return rows[0] && toOwner(rows[0]);
}

/** Of these sessions, those still alive by the clock. */
export async function ownersOfSessions(db: Reader, ids: readonly string[], now: Date): Promise<SessionOwner[]> {
  const { rows } = await owners(sql`s.id = any(${ids})`, now).execute(db);
  return rows.map(toOwner);
}

function toOwner(row: OwnerRow): SessionOwner {
  return {
    sessionId: row.session_id,
    personId: row.person_id,
    lastUsedAt: row.last_used_at,
    roles: row.roles as Role[],
    agencyId: row.agency_id as AgencyId,
    locale: row.locale as Locale,
    mustChangePassword: row.must_change_password,
    responsibilitiesDue: row.responsibilities_due,
    passwordChangedAt: row.password_changed_at,
    passwordMaxAgeDays: row.max_age,
    exemptsPasswordless: row.exempts,
    awaitsSecondStep: row.awaits_second_step,
    mustEnrol: row.must_enrol,
    confirmedAt: row.confirmed_at,
    teamIds: row.team_ids,
    areaIds: row.every_area ? 'every' : row.area_ids,
    principalIds: row.principal_ids,
    vouched: row.vouched,
  };
}

export type NewSession = {
  readonly id: string;
  readonly tokenHash: Buffer;
  readonly personId: string;
  readonly authEpoch: number;
  readonly expiresAt: Date;
  readonly address: string;
  readonly userAgent: string;
  readonly awaitsSecondStep: boolean;
  readonly directoryId?: string | null;
  readonly directoryStrong?: boolean;
};

export async function insertSession(work: Work, session: NewSession): Promise<void> {
  await work.db
    .insertInto('sessions')
    .values({
      id: session.id,
      token_hash: session.tokenHash,
      person_id: session.personId,
      auth_epoch: session.authEpoch,
      started_at: work.now,
      last_used_at: work.now,
      expires_at: session.expiresAt,
      address: session.address,
      user_agent: session.userAgent,
      awaits_second_step: session.awaitsSecondStep,
      confirmed_at: session.awaitsSecondStep ? null : work.now,
      directory_id: session.directoryId ?? null,
      directory_strong: session.directoryStrong ?? false,
    })
    .execute();
}

export async function touchSession(db: Writer, id: string, now: Date): Promise<void> {
  await db.updateTable('sessions').set({ last_used_at: now }).where('id', '=', id).execute();
}

export type OpenSession = {
  readonly id: SessionId;
  readonly startedAt: Date;
  readonly lastUsedAt: Date;
  readonly address: string;
  readonly userAgent: string;
};

/** How many open sessions are shown. */
const SHOWN = 50;

/** Those that still open a door: the given one first, then the newest. */
export async function sessionsOf(
  db: Reader,
  personId: string,
  at: { now: Date; usedSince: Date; first: string },
): Promise<OpenSession[]> {
  const rows = await db
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.person_id')
    .select(['sessions.id', 'sessions.started_at', 'sessions.last_used_at', 'sessions.address', 'sessions.user_agent'])
    .where('sessions.person_id', '=', personId)
    .whereRef('sessions.auth_epoch', '=', 'people.auth_epoch')
    .where('sessions.expires_at', '>', at.now)
    .where('sessions.last_used_at', '>=', at.usedSince)
    .orderBy(sql`sessions.id <> ${at.first}`)
    .orderBy('sessions.started_at', 'desc')
    .limit(SHOWN)
    .execute();
  return rows.map((row) => ({
    id: row.id as SessionId,
    startedAt: row.started_at,
    lastUsedAt: row.last_used_at,
    address: row.address,
    userAgent: row.user_agent,
  }));
}

/** Ends one session of that person; false when there is none. */
export async function deleteSession(work: Work, personId: string, id: string): Promise<boolean> {
  const gone = await work.db
    .deleteFrom('sessions')
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .returning('id')
    .executeTakeFirst();
  return gone !== undefined;
}

export async function deleteSessionsOf(work: Work, personId: string): Promise<void> {
  await work.db.deleteFrom('sessions').where('person_id', '=', personId).execute();
}

/** Ends every session of the person but one; gives how many. */
export async function deleteOtherSessions(work: Work, personId: string, keptId: string): Promise<number> {
  const gone = await work.db
    .deleteFrom('sessions')
    .where('person_id', '=', personId)
    .where('id', '<>', keptId)
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}

/** Into the new epoch goes the person's session of this cookie, if it was open in the former one; all others end. */
export async function carryOneSession(
  work: Work,
  person: { readonly id: string; readonly authEpoch: number },
  to: { authEpoch: number; token: string | null },
): Promise<void> {
  const kept = await work.db
    .updateTable('sessions')
    .set({ auth_epoch: to.authEpoch })
    .where('token_hash', '=', sha256(to.token ?? ''))
    .where('person_id', '=', person.id)
    .where('auth_epoch', '=', person.authEpoch)
    .returning('id')
    .executeTakeFirst();
  if (kept) await deleteOtherSessions(work, person.id, kept.id);
  else await deleteSessionsOf(work, person.id);
}

/** Ends whatever session a cookie stood for before somebody signs in over it. */
export async function deleteSessionByToken(work: Work, token: string): Promise<void> {
  await work.db.deleteFrom('sessions').where('token_hash', '=', sha256(token)).execute();
}

/** Until when this address is paused, there or everywhere; null when it is not. An empty network is everywhere. */
export async function pauseOf(
  db: Reader,
  email: string,
  at: { networks: readonly string[]; now: Date },
): Promise<Date | null> {
  const row = await db
    .selectFrom('sign_in_pauses')
    .select('until')
    .where('email_hash', '=', sha256(email))
    .where('network', 'in', at.networks)
    .where('until', '>', at.now)
    .orderBy('until', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.until ?? null;
}

/** Which of these addresses are paused now, somewhere or everywhere. */
export async function pausedAmong(db: Reader, emails: readonly string[], now: Date): Promise<Set<string>> {
  if (emails.length === 0) return new Set();
  const byHash = new Map(emails.map((email) => [sha256(email).toString('hex'), email]));
  const rows = await db
    .selectFrom('sign_in_pauses')
    .select('email_hash')
    .distinct()
    .where('until', '>', now)
    .where(
      'email_hash',
      'in',
      emails.map((email) => sha256(email)),
    )
    .execute();
  return new Set(rows.flatMap((row) => byHash.get(row.email_hash.toString('hex')) ?? []));
}

export async function insertPause(db: Writer, email: string, at: { network: string; until: Date }): Promise<void> {
  await db
    .insertInto('sign_in_pauses')
    .values({ email_hash: sha256(email), network: at.network, until: at.until })
    .onConflict((conflict) => conflict.columns(['email_hash', 'network']).doUpdateSet({ until: at.until }))
    .execute();
}

export async function deletePauses(db: Writer, email: string): Promise<void> {
  await db.deleteFrom('sign_in_pauses').where('email_hash', '=', sha256(email)).execute();
}

const FORGET_NETWORK_AFTER = 90 * 24 * 3_600_000;

/** Takes away what time has made useless. */
export async function sweepSessions(db: Writer, now: Date): Promise<void> {
  await db.deleteFrom('sessions').where('expires_at', '<', now).execute();
  await db.deleteFrom('sign_in_pauses').where('until', '<', now).execute();
  await db.deleteFrom('known_networks').where('last_at', '<', later(now, -FORGET_NETWORK_AFTER)).execute();
}
