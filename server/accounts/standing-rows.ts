/** SQL of how people stand with what is asked of their passwords: of all of them at once, however many they are. */
import { type RawBuilder, sql } from 'kysely';
import type { PasswordStanding } from '#contract/password-report.ts';
import { exemptsPasswordless, passwordMaxAge } from '../institution/index.ts';
import type { Reader } from '../shared/store.ts';

type Fragment = RawBuilder<unknown>;

export type StandingAsked = {
  readonly now: Date;
  /**
   * Does a directory let that person in, so that no password of the desk does? As part of the statement: the person's id,
   * and whether they have no password here.
   */
  readonly vouched: (id: Fragment, passwordless: Fragment) => RawBuilder<boolean>;
};

const PASSWORDLESS = sql`(p.password_changed_at is null and not p.must_change_password)`;

/** Everybody with their one standing and the end of their password; as `isExempt` and `mustChange` have it for a session. */
const standings = ({ now, vouched }: StandingAsked): Fragment => sql`people p
  cross join lateral (
    select p.password_changed_at + ${passwordMaxAge()} * interval '24 hours' as ends_at) e
  cross join lateral (select case
    when p.state = 'inactive' then 'closed'
    when sha256(convert_to(p.email, 'UTF8')) in (select email_hash from sign_in_pauses where until > ${now}) then 'paused'
    when p.last_sign_in_at is null then 'never'
    when ${PASSWORDLESS} and ${exemptsPasswordless()} or ${vouched(sql`p.id`, PASSWORDLESS)} then 'exempt'
    when p.must_change_password or e.ends_at is null or e.ends_at <= ${now} then 'expired'
    when e.ends_at <= ${now}::timestamptz + interval '168 hours' then 'ending'
    else 'in_order' end as standing) s`;

export type StandingCount = {
  readonly agencyId: string;
  readonly standing: PasswordStanding;
  readonly people: number;
};

/** How many of each agency stand so. One statement that reads each person once. */
export async function countStandings(db: Reader, asked: StandingAsked): Promise<StandingCount[]> {
  const { rows } = await sql<StandingCount>`
    select p.agency_id as "agencyId", s.standing, count(*)::integer as people
    from ${standings(asked)} group by p.agency_id, s.standing`.execute(db);
  return rows;
}

export type PersonStanding = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly agencyId: string;
  readonly standing: PasswordStanding;
  readonly endsAt: Date | null;
  readonly lastSignInAt: Date | null;
};

export type StandingPage = {
  readonly standing: PasswordStanding | undefined;
  readonly agencyId: string | undefined;
  /** Id of the last person of the page before. */
  readonly after: string | null;
  readonly most: number;
};

const NAME = sql`p.first_surname collate "es-MX-x-icu", p.second_surname collate "es-MX-x-icu",
  p.given_names collate "es-MX-x-icu", p.id`;

/** Those people by surname. */
export async function peopleStanding(db: Reader, asked: StandingAsked, page: StandingPage): Promise<PersonStanding[]> {
  const { standing = null, agencyId = null, after, most } = page;
  const next = after === null ? sql`` : sql`and (${NAME}) > (select ${NAME} from people p where p.id = ${after})`;
  const { rows } = await sql<PersonStanding>`
    select p.id, p.full_name as name, p.email, p.agency_id as "agencyId", s.standing,
      case when s.standing in ('in_order', 'ending', 'expired') and not p.must_change_password
        then e.ends_at end as "endsAt",
      p.last_sign_in_at as "lastSignInAt"
    from ${standings(asked)}
    where (${standing}::text is null or s.standing = ${standing})
      and (${agencyId}::uuid is null or p.agency_id = ${agencyId}) ${next}
    order by ${NAME} limit ${most}`.execute(db);
  return rows;
}
