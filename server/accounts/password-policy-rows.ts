/** SQL of the versions of the password policy and of the notices before a password ends. */
import { type Selectable, sql } from 'kysely';
import type { PasswordPolicy } from '#contract/accounts.ts';
import type { PasswordPolicies } from '#database/tables.ts';
import type { Reader, Work } from '../shared/store.ts';
import { nameOf } from './person-sql.ts';

export type PolicyVersion = {
  readonly version: number;
  readonly since: Date;
  readonly by: string | null;
  readonly note: string;
  readonly policy: PasswordPolicy;
};

const toPolicy = (row: Selectable<PasswordPolicies>): PasswordPolicy => ({
  maxAgeDays: row.max_age_days,
  remembered: row.remembered,
  minLength: row.min_length,
  wrongHere: row.wrong_here,
  wrongAnywhere: row.wrong_anywhere,
  wrongFrom: row.wrong_from,
  pauseMinutes: row.pause_minutes,
  exemptsPasswordless: row.exempts_passwordless,
});

/** A page of history: beyond it lies what nobody asks for any more. */
const SHOWN = 50;

/** Newest first; the first holds. */
export async function policyVersions(db: Reader): Promise<PolicyVersion[]> {
  const rows = await db
    .selectFrom('password_policies')
    .selectAll()
    .select(nameOf(sql.ref('changed_by')).as('by'))
    .orderBy('version', 'desc')
    .limit(SHOWN)
    .execute();
  return rows.map((row) => ({
    version: row.version,
    since: row.since,
    by: row.by,
    note: row.note,
    policy: toPolicy(row),
  }));
}

/** What holds now. */
export async function policyInForce(db: Reader): Promise<PasswordPolicy & { version: number }> {
  const row = await db
    .selectFrom('password_policies')
    .selectAll()
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return { ...toPolicy(row), version: row.version };
}

export async function insertPolicy(
  work: Work,
  given: { version: number; by: string | null; note: string; policy: PasswordPolicy },
): Promise<void> {
  const { version, by, note, policy } = given;
  await work.db
    .insertInto('password_policies')
    .values({
      version,
      since: work.now,
      changed_by: by,
      note,
      max_age_days: policy.maxAgeDays,
      remembered: policy.remembered,
      min_length: policy.minLength,
      wrong_here: policy.wrongHere,
      wrong_anywhere: policy.wrongAnywhere,
      wrong_from: policy.wrongFrom,
      pause_minutes: policy.pauseMinutes,
      exempts_passwordless: policy.exemptsPasswordless,
    })
    .execute();
}

export type Expiring = {
  readonly personId: string;
  readonly changedAt: Date;
  readonly endsAt: Date;
  readonly stage: number;
};

/**
 * Active people whose password ends within a week and who were not told so at this stage: the last of 7, 3 and 1 days that
 * has come. Who has no password has none that ends. A few at a time.
 */
export async function expiringUntold(
  db: Reader,
  asked: { maxAgeDays: number; now: Date; most: number },
): Promise<Expiring[]> {
  const { maxAgeDays, now, most } = asked;
  const { rows } = await sql<Expiring>`
    select p.id as "personId", p.password_changed_at as "changedAt", e.ends_at as "endsAt", e.stage
    from people p
    cross join lateral (select p.password_changed_at + ${maxAgeDays}::integer * interval '24 hours' as ends_at) w
    cross join lateral (select w.ends_at, case
      when w.ends_at <= ${now}::timestamptz + interval '24 hours' then 1
      when w.ends_at <= ${now}::timestamptz + interval '72 hours' then 3 else 7 end as stage) e
    where p.state = 'active' and p.password_hash is not null and not p.must_change_password
      and e.ends_at > ${now} and e.ends_at <= ${now}::timestamptz + interval '168 hours' and e.stage < ${maxAgeDays}
      and not exists (select 1 from password_notices n
        where n.person_id = p.id and n.changed_at = p.password_changed_at and n.days_before = e.stage)
    order by e.ends_at, p.id limit ${most}`.execute(db);
  return rows;
}

/** False when it was told already, or the password is another by now. */
export async function keepPasswordNotice(work: Work, expiring: Expiring): Promise<boolean> {
  const { personId, changedAt, stage } = expiring;
  const { rows } = await sql<{ person_id: string }>`
    insert into password_notices (person_id, changed_at, days_before, told_at)
    select id, password_changed_at, ${stage}, ${work.now} from people
    where id = ${personId} and password_changed_at = ${changedAt} and state = 'active'
    on conflict do nothing returning person_id`.execute(work.db);
  return rows.length > 0;
}

/** Is this the password the person still has? A notice about one that was changed is no use. */
export async function isPasswordOf(db: Reader, personId: string, changedAt: Date): Promise<boolean> {
  const row = await db
    .selectFrom('people')
    .select('id')
    .where('id', '=', personId)
    .where('password_changed_at', '=', changedAt)
    .executeTakeFirst();
  return row !== undefined;
}
