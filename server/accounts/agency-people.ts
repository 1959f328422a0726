/** SQL of the people of an agency: how many, who holds its offices, and their passing over to another. */
import { sql } from 'kysely';
import type { PersonId } from '#contract/accounts.ts';
import type { AgencyId } from '#contract/agencies.ts';
import type { Reader, Work } from '../shared/store.ts';

export type Office = {
  readonly agencyId: AgencyId;
  readonly role: 'agency_head' | 'agency_coordinator';
  readonly personId: PersonId;
  readonly name: string;
  /** Null: from before it was written down. */
  readonly since: Date | null;
  /** Last day, `YYYY-MM-DD`. */
  readonly until: string | null;
};

/** Who heads and who coordinates each agency, or that one: people with an account, or invited to one. */
export async function officesOf(db: Reader, agencyId: string | null): Promise<Office[]> {
  const { rows } = await sql<Office>`
    select p.agency_id as "agencyId", o.role, p.id as "personId", p.full_name as name,
      case when g.source = 'before' then null else g.since end as since, g.until_day as until
    from people p
    cross join lateral unnest(p.roles) o(role)
    left join role_grants g on g.person_id = p.id and g.role = o.role and g.ended_at is null
    where p.roles && array['agency_head', 'agency_coordinator'] and o.role in ('agency_head', 'agency_coordinator')
      and p.state in ('active', 'invited') and (${agencyId}::uuid is null or p.agency_id = ${agencyId})
    order by p.first_surname collate "es-MX-x-icu", p.second_surname collate "es-MX-x-icu", p.id`.execute(db);
  return rows;
}

/** Accounts that are not closed, by agency. */
export async function peopleByAgency(db: Reader): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('people')
    .select((eb) => ['agency_id', eb.fn.countAll<number>().as('people')])
    .where('state', '<>', 'inactive')
    .groupBy('agency_id')
    .execute();
  return new Map(rows.map((row) => [row.agency_id, row.people]));
}

/** At most `most` people of `from`, whatever the state of their account, are of `to` from now on; gives who. */
export async function movePeople(work: Work, of: { from: string; to: string; most: number }): Promise<string[]> {
  const rows = await work.db
    .updateTable('people')
    .set({ agency_id: of.to, version: sql<number>`version + 1` })
    .where('id', 'in', (db) =>
      db.selectFrom('people').select('id').where('agency_id', '=', of.from).orderBy('id').limit(of.most).forUpdate(),
    )
    .returning('id')
    .execute();
  return rows.map(({ id }) => id).sort();
}
