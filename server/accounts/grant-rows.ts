/** SQL of the table `role_grants`: each role somebody holds or held. Whoever writes `people.roles` writes here in the same act. */
import { sql } from 'kysely';
import type { PersonId } from '#contract/accounts.ts';
import type { Role } from '#contract/permissions.ts';
import type { GrantEnd, GrantSource, RoleGrantId } from '#contract/role-grants.ts';
import { newId } from '../shared/ids.ts';
import type { Reader, Work } from '../shared/store.ts';
import { nameOf } from './person-sql.ts';

export type Granting = {
  readonly roles: readonly Role[];
  readonly source: GrantSource;
  /** How those end that are not among `roles` any more. */
  readonly endsAs: GrantEnd;
  /** Last days (`YYYY-MM-DD`) of the roles named; of one not named that is held already, its term stays. */
  readonly terms?: ReadonlyMap<Role, string | null>;
  readonly ground?: string;
};

const actorId = (work: Work): string | null => (work.actor.kind === 'person' ? work.actor.id : null);

async function endGrants(work: Work, ids: readonly string[], given: { how: GrantEnd; note: string }): Promise<void> {
  if (ids.length === 0) return;
  await work.db
    .updateTable('role_grants')
    .set({ ended_at: work.now, ended_by: actorId(work), ended_how: given.how, ended_note: given.note })
    .where('id', 'in', [...ids])
    .where('ended_at', 'is', null)
    .execute();
}

async function insertGrants(work: Work, personId: string, given: Granting): Promise<void> {
  if (given.roles.length === 0) return;
  await work.db
    .insertInto('role_grants')
    .values(
      given.roles.map((role) => ({
        id: newId(),
        person_id: personId,
        role,
        since: work.now,
        until_day: given.terms?.get(role) ?? null,
        ground: given.ground ?? '',
        source: given.source,
        granted_by: actorId(work),
      })),
    )
    .execute();
}

/** The first of somebody just made. */
export const openGrants = (work: Work, personId: string, given: Omit<Granting, 'endsAs'>): Promise<void> =>
  insertGrants(work, personId, { ...given, endsAs: 'withdrawn' });

/** What is held becomes exactly `roles`: what left ends, what came begins, what stays with another term begins anew. */
export async function saveGrants(work: Work, personId: string, given: Granting): Promise<void> {
  const { roles, terms, endsAs, ground = '' } = given;
  const held = await work.db
    .selectFrom('role_grants')
    .select(['id', 'role', 'until_day'])
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .forUpdate()
    .execute();
  const isOther = (grant: { role: string; until_day: string | null }): boolean => {
    const wanted = terms?.get(grant.role as Role);
    return wanted !== undefined && wanted !== grant.until_day;
  };
  const gone = held.filter(({ role }) => !roles.includes(role as Role));
  const renewed = held.filter((grant) => !gone.includes(grant) && isOther(grant));
  await endGrants(
    work,
    gone.map(({ id }) => id),
    { how: endsAs, note: ground },
  );
  await endGrants(
    work,
    renewed.map(({ id }) => id),
    { how: 'renewed', note: ground },
  );
  const kept = new Set(
    held.filter((grant) => !gone.includes(grant) && !renewed.includes(grant)).map(({ role }) => role),
  );
  await insertGrants(work, personId, { ...given, roles: roles.filter((role) => !kept.has(role)) });
}

/** Last day of each role held, those without one left out. */
export async function termsOf(db: Reader, personIds: readonly string[]): Promise<Map<string, Map<Role, string>>> {
  const terms = new Map<string, Map<Role, string>>();
  if (personIds.length === 0) return terms;
  const rows = await db
    .selectFrom('role_grants')
    .select(['person_id', 'role', 'until_day'])
    .where('person_id', 'in', [...personIds])
    .where('ended_at', 'is', null)
    .where('until_day', 'is not', null)
    .execute();
  for (const row of rows) {
    const own = terms.get(row.person_id) ?? new Map<Role, string>();
    terms.set(row.person_id, own.set(row.role as Role, row.until_day ?? ''));
  }
  return terms;
}

export type GrantRow = {
  readonly id: RoleGrantId;
  readonly role: Role;
  readonly since: Date;
  readonly until: string | null;
  readonly ground: string;
  readonly source: GrantSource;
  readonly grantedBy: string | null;
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
  readonly endedHow: GrantEnd | null;
  readonly endedNote: string;
};

/** All a person held, the newest first. */
export async function grantsOf(db: Reader, personId: string): Promise<GrantRow[]> {
  const rows = await db
    .selectFrom('role_grants as g')
    .select(['g.id', 'g.role', 'g.since', 'g.until_day', 'g.ground', 'g.source', 'g.ended_at', 'g.ended_how'])
    .select(['g.ended_note', nameOf(sql.ref('g.granted_by')).as('granted'), nameOf(sql.ref('g.ended_by')).as('ended')])
    .where('g.person_id', '=', personId)
    .orderBy(sql`g.ended_at is not null`)
    .orderBy('g.since', 'desc')
    .orderBy('g.id', 'desc')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    id: row.id as RoleGrantId,
    role: row.role as Role,
    since: row.since,
    until: row.until_day,
    ground: row.ground,
    source: row.source as GrantSource,
    grantedBy: row.granted,
    endedAt: row.ended_at,
    endedBy: row.ended,
    endedHow: row.ended_how as GrantEnd | null,
    endedNote: row.ended_note,
  }));
}

export type EndingGrant = {
  readonly id: string;
  readonly personId: PersonId;
  readonly role: Role;
  readonly until: string;
  /** Who gave it; null of who is not known, or of the desk itself. */
  readonly givenBy: string | null;
};

type EndingRow = Record<'id' | 'person_id' | 'role', string> & Record<'until_day' | 'granted_by', string | null>;

const toEnding = (row: EndingRow): EndingGrant => ({
  id: row.id,
  personId: row.person_id as PersonId,
  role: row.role as Role,
  until: row.until_day ?? '',
  givenBy: row.granted_by,
});

const inForce = (db: Reader) =>
  db
    .selectFrom('role_grants')
    .select(['id', 'person_id', 'role', 'until_day', 'granted_by'])
    .where('ended_at', 'is', null)
    .where('until_day', 'is not', null)
    .orderBy('until_day')
    .orderBy('id');

/** Whose last day was before `today`. */
export const grantsOver = async (db: Reader, today: string): Promise<EndingGrant[]> =>
  (await inForce(db).where('until_day', '<', today).execute()).map(toEnding);

/** Whose last day is from `today` to `last`, of which nobody was told. */
export const grantsEnding = async (db: Reader, days: { today: string; last: string }): Promise<EndingGrant[]> =>
  (
    await inForce(db)
      .where('until_day', '>=', days.today)
      .where('until_day', '<=', days.last)
      .where('warned_at', 'is', null)
      .execute()
  ).map(toEnding);

/** Is it held still, with that last day? Held until the act ends. */
export async function isHeld(work: Work, grant: EndingGrant): Promise<boolean> {
  const row = await work.db
    .selectFrom('role_grants')
    .select('id')
    .where('id', '=', grant.id)
    .where('ended_at', 'is', null)
    .where('until_day', '=', grant.until)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** False when somebody else was quicker. */
export async function saveGrantWarned(work: Work, id: string): Promise<boolean> {
  const row = await work.db
    .updateTable('role_grants')
    .set({ warned_at: work.now })
    .where('id', '=', id)
    .where('warned_at', 'is', null)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
