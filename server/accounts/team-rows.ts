/** SQL of teams and who is in them. */
import { type RawBuilder, sql } from 'kysely';
import type { LocalText } from '#contract/shapes.ts';
import type { Allowed } from '../shared/policy.ts';
import type { Reader, Work } from '../shared/store.ts';

export type Team = {
  readonly id: string;
  readonly key: string;
  readonly name: LocalText;
  /** Null: first contact, attends every area. */
  readonly areaId: string | null;
  readonly tier: number;
  /** One of its members; null: nobody was named. */
  readonly leadId: string | null;
  /** True: attends nothing any more; what names it keeps it. */
  readonly retired: boolean;
  readonly version: number;
};

const TEAM = ['id', 'key', 'name', 'area_id', 'tier', 'lead_id', 'retired_at', 'version'] as const;

const select = (db: Reader) => db.selectFrom('teams').select(TEAM);
type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

const toTeam = (row: Row): Team => ({
  id: row.id,
  key: row.key,
  name: row.name as LocalText,
  areaId: row.area_id,
  tier: row.tier,
  leadId: row.lead_id,
  retired: row.retired_at !== null,
  version: row.version,
});

export type NewTeam = Pick<Team, 'id' | 'key' | 'name' | 'areaId' | 'tier'>;

export async function insertTeam(work: Work, team: NewTeam): Promise<void> {
  await work.db
    .insertInto('teams')
    .values({ id: team.id, key: team.key, name: JSON.stringify(team.name), area_id: team.areaId, tier: team.tier })
    .execute();
}

/** First contact first, then by name; the retired ones too, for what still names them. */
export async function allTeams(db: Reader): Promise<Team[]> {
  const rows = await select(db)
    .orderBy('tier')
    .orderBy(sql`name ->> 'es' collate "es-MX-x-icu"`)
    .orderBy('id')
    .execute();
  return rows.map(toTeam);
}

export async function teamById(db: Reader, id: string): Promise<Team | undefined> {
  const row = await select(db).where('id', '=', id).executeTakeFirst();
  return row && toTeam(row);
}

/** Person → ids of their teams, for those who are in any. */
export async function teamIdsOf(db: Reader, personIds: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  if (personIds.length === 0) return found;
  const rows = await db
    .selectFrom('team_members')
    .select(['person_id', 'team_id'])
    .where('person_id', 'in', personIds)
    .orderBy('team_id')
    .execute();
  for (const row of rows) found.set(row.person_id, [...(found.get(row.person_id) ?? []), row.team_id]);
  return found;
}

/** Ids of the active people of each team, by name. */
export async function memberIds(db: Reader, teamId?: string): Promise<{ teamId: string; personId: string }[]> {
  let query = db
    .selectFrom('team_members')
    .innerJoin('people', 'people.id', 'team_members.person_id')
    .select(['team_members.team_id', 'team_members.person_id'])
    .where('people.state', '=', 'active')
    .orderBy(sql`people.first_surname collate "es-MX-x-icu"`)
    .orderBy(sql`people.given_names collate "es-MX-x-icu"`)
    .orderBy('people.id');
  if (teamId !== undefined) query = query.where('team_members.team_id', '=', teamId);
  return (await query.execute()).map((row) => ({ teamId: row.team_id, personId: row.person_id }));
}

export type Membership = { readonly teamId: string; readonly personId: string };

/** Ids of everybody in it, active or not. */
export async function everyMemberOf(db: Reader, teamId: string): Promise<string[]> {
  const rows = await db.selectFrom('team_members').select('person_id').where('team_id', '=', teamId).execute();
  return rows.map((row) => row.person_id);
}

/** Those that were not there yet. */
export async function insertMembers(work: Work, wanted: readonly Membership[]): Promise<Membership[]> {
  if (wanted.length === 0) return [];
  const rows = await work.db
    .insertInto('team_members')
    .values(wanted.map(({ teamId, personId }) => ({ team_id: teamId, person_id: personId })))
    .onConflict((conflict) => conflict.doNothing())
    .returning(['team_id', 'person_id'])
    .execute();
  return rows.map((row) => ({ teamId: row.team_id, personId: row.person_id }));
}

/** Those that were there. Whoever led the team leads it no longer: the foreign key sees to it. */
export async function deleteMembers(work: Work, unwanted: readonly Membership[]): Promise<Membership[]> {
  if (unwanted.length === 0) return [];
  const rows = await work.db
    .deleteFrom('team_members')
    .where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('team_id', 'person_id'),
        'in',
        unwanted.map(({ teamId, personId }) => tuple(teamId, personId)),
      ),
    )
    .returning(['team_id', 'person_id'])
    .execute();
  return rows.map((row) => ({ teamId: row.team_id, personId: row.person_id }));
}

/** Whoever has a team open sees that it is no longer as it was. */
export async function touchTeams(work: Work, teamIds: readonly string[]): Promise<void> {
  if (teamIds.length === 0) return;
  await work.db
    .updateTable('teams')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', 'in', [...teamIds])
    .execute();
}

/** The team, held until the act ends; nobody gives it a request or a member meanwhile. */
export async function lockTeam(work: Work, id: string): Promise<Team | undefined> {
  const row = await select(work.db).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toTeam(row);
}

/** The team, held so that nobody retires it until the act ends. */
export async function standingTeam(work: Work, id: string): Promise<Team | undefined> {
  const row = await select(work.db)
    .where('id', '=', id)
    .where('retired_at', 'is', null)
    .forKeyShare()
    .executeTakeFirst();
  return row && toTeam(row);
}

export async function saveTeam(
  work: Work,
  team: Allowed<'change', Team>,
  to: Pick<Team, 'name' | 'areaId' | 'tier' | 'leadId'>,
): Promise<void> {
  await work.db
    .updateTable('teams')
    .set((eb) => ({
      name: JSON.stringify(to.name),
      area_id: to.areaId,
      tier: to.tier,
      lead_id: to.leadId,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', team.id)
    .execute();
}

export async function saveRetirement(
  work: Work,
  team: Allowed<'retire', Team> | Allowed<'restore', Team>,
  retired: boolean,
): Promise<void> {
  await work.db
    .updateTable('teams')
    .set((eb) => ({ retired_at: retired ? work.now : null, version: eb('version', '+', 1) }))
    .where('id', '=', team.id)
    .execute();
}

/** Who of a team may be given a request on that day (`todayAt`), as part of somebody else's statement: `id` and `full_name`. */
export const attendingIn = (teamId: string, day: string): RawBuilder<unknown> => sql`(
  select p.id, p.full_name from team_members m join people p on p.id = m.person_id
  where m.team_id = ${teamId} and p.state = 'active' and 'agent' = any(p.roles) and not exists (
    select from absences a where a.person_id = p.id and a.cancelled_at is null
      and ${day}::date between a.from_day and a.to_day))`;
