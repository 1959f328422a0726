/** A person as they may act at this moment, for what they asked for earlier. */
import { sql } from 'kysely';
import type { Role } from '#contract/permissions.ts';
import type { PersonActor } from '../shared/policy.ts';
import type { Reader } from '../shared/store.ts';
import { principalsOf } from './principals-rows.ts';
import type { Locale } from './rows.ts';
import { REACH, TEAMS_OF_PERSON } from './session-rows.ts';
import { isConfirmedStaff } from './staff-sql.ts';

type Row = {
  roles: Role[];
  agency_id: string;
  locale: Locale;
  team_ids: string[];
  area_ids: string[];
  every_area: boolean;
  principal_ids: string[];
};

/** With today's roles and teams, whatever became of the session; null when the account is no longer active. Acts on nobody's account without `now`. */
export async function actingPerson(
  db: Reader,
  who: { personId: string; sessionId: string; now?: Date },
): Promise<PersonActor | null> {
  const { rows } =
    await sql<Row>`select p.roles, p.agency_id, p.locale, ${who.now ? principalsOf(who.now) : sql`'{}'::text[]`} principal_ids, ${REACH} from people p ${TEAMS_OF_PERSON}
    where p.id = ${who.personId} and p.state = 'active' and ${isConfirmedStaff('p')} group by p.id`.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  return {
    kind: 'person',
    id: who.personId,
    sessionId: who.sessionId,
    roles: row.roles,
    agencyId: row.agency_id,
    teamIds: row.team_ids,
    areaIds: row.every_area ? 'every' : row.area_ids,
    principalIds: row.principal_ids,
    locale: row.locale,
  };
}
