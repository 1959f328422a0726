/** SQL of who somebody is in a directory, of the roles its groups gave, and of ways there that are under way. */
import { type RawBuilder, sql } from 'kysely';
import type { LINKED_HOW } from '#contract/directory-links.ts';
import type { Role } from '#contract/permissions.ts';
import { isPasswordless } from '../accounts/index.ts';
import type { Reader, Work, Writer } from '../shared/store.ts';

/** A person's name in a directory: never an address. */
export type Identity = { readonly issuer: string; readonly subject: string };

export async function personBehind(db: Reader, { issuer, subject }: Identity): Promise<string | null> {
  const row = await db
    .selectFrom('directory_identities')
    .select('person_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row?.person_id ?? null;
}

export type LinkedHow = (typeof LINKED_HOW)[number];

/** False when the identity is somebody's, or the person has another one there. */
export async function insertIdentity(
  work: Work,
  link: Identity & { directoryId: string; personId: string; how: LinkedHow },
): Promise<boolean> {
  const row = await work.db
    .insertInto('directory_identities')
    .values({
      issuer: link.issuer,
      subject: link.subject,
      directory_id: link.directoryId,
      person_id: link.personId,
      linked_how: link.how,
      linked_at: work.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('person_id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function noteUse(work: Work, { issuer, subject }: Identity): Promise<void> {
  await work.db
    .updateTable('directory_identities')
    .set({ last_used_at: work.now })
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .execute();
}

export type OwnIdentity = { readonly directoryId: string; readonly linkedAt: Date; readonly lastUsedAt: Date | null };

export async function identitiesOf(db: Reader, personId: string): Promise<OwnIdentity[]> {
  const rows = await db
    .selectFrom('directory_identities')
    .select(['directory_id', 'linked_at', 'last_used_at'])
    .where('person_id', '=', personId)
    .execute();
  return rows.map((row) => ({ directoryId: row.directory_id, linkedAt: row.linked_at, lastUsedAt: row.last_used_at }));
}

export async function deleteIdentity(work: Work, of: { personId: string; directoryId: string }): Promise<boolean> {
  const row = await work.db
    .deleteFrom('directory_identities')
    .where('person_id', '=', of.personId)
    .where('directory_id', '=', of.directoryId)
    .returning('subject')
    .executeTakeFirst();
  return row !== undefined;
}

export type DirectoryPeople = { readonly people: number; readonly onlyWay: number };

/** Of the statement's row `i`, an identity: does another directory in use let that person in, too? */
const otherWay = sql`exists (
  select from directory_identities o join directories d on d.id = o.directory_id
  where o.person_id = i.person_id and o.directory_id <> i.directory_id and d.enabled)`;

/** How many people each directory is linked to, and for how many of them it is the only way in. */
export async function peopleByDirectory(db: Reader): Promise<Map<string, DirectoryPeople>> {
  const { rows } = await sql<DirectoryPeople & { directoryId: string }>`
    select i.directory_id as "directoryId", count(*)::int as people,
      (count(*) filter (where ${isPasswordless(sql`i.person_id`)} and not ${otherWay}))::int as "onlyWay"
    from directory_identities i group by i.directory_id`.execute(db);
  return new Map(rows.map(({ directoryId, people, onlyWay }) => [directoryId, { people, onlyWay }]));
}

/** Has one of them a password of the desk, or a directory in use that lets them in? */
export async function mayAnyEnter(db: Reader, personIds: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`
    select exists (
      select from unnest(${[...personIds]}::uuid[]) a(id) where not ${isPasswordless(sql`a.id`)} or exists (
        select from directory_identities i join directories d on d.id = i.directory_id
        where i.person_id = a.id and d.enabled)) as some`.execute(db);
  return rows[0]?.some === true;
}

export type PersonLink = OwnIdentity & {
  readonly subject: string;
  readonly how: LinkedHow;
  /** Another directory in use lets them in, too. */
  readonly otherWay: boolean;
};

/** Who somebody is in each directory, in the order of linking. */
export async function linksOf(db: Reader, personId: string): Promise<PersonLink[]> {
  const { rows } = await sql<PersonLink>`
    select i.directory_id as "directoryId", i.linked_at as "linkedAt", i.last_used_at as "lastUsedAt", i.subject,
      i.linked_how as how, ${otherWay} as "otherWay"
    from directory_identities i where i.person_id = ${personId} order by i.linked_at, i.directory_id`.execute(db);
  return rows;
}

/** Do the desk's own ways let the person in? Not whom a directory in use vouches for that leaves them no say. */
export async function entersByDesk(db: Reader, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom('directory_identities')
    .innerJoin('directories', 'directories.id', 'directory_identities.directory_id')
    .select('directories.id')
    .where('directory_identities.person_id', '=', personId)
    .where('directories.enabled', '=', true)
    .where('directories.keeps_password', '=', false)
    .executeTakeFirst();
  return row === undefined;
}

/**
 * As part of somebody else's statement: does a directory let that person in, so that no password of the desk does? True of who
 * has only the directory, and of whoever has no password here beside it.
 */
export const vouchedFor = (personId: RawBuilder<unknown>, passwordless: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`exists (
    select from directory_identities i join directories d on d.id = i.directory_id
    where i.person_id = ${personId} and d.enabled and (${passwordless} or not d.keeps_password))`;

export type RoleGiven = { readonly directoryId: string; readonly role: Role };

export async function rolesGivenTo(db: Reader, personId: string): Promise<RoleGiven[]> {
  const rows = await db
    .selectFrom('directory_roles')
    .select(['directory_id', 'role'])
    .where('person_id', '=', personId)
    .execute();
  return rows.map((row) => ({ directoryId: row.directory_id, role: row.role as Role }));
}

/** What this directory gives the person becomes exactly this. */
export async function saveRolesGiven(
  work: Work,
  of: { personId: string; directoryId: string },
  roles: readonly Role[],
): Promise<void> {
  await work.db
    .deleteFrom('directory_roles')
    .where('person_id', '=', of.personId)
    .where('directory_id', '=', of.directoryId)
    .execute();
  if (roles.length === 0) return;
  await work.db
    .insertInto('directory_roles')
    .values(roles.map((role) => ({ person_id: of.personId, directory_id: of.directoryId, role })))
    .execute();
}

export type Flow = {
  readonly directoryId: string;
  /** Who links; null: somebody signs in. */
  readonly personId: string | null;
  readonly sessionId: string | null;
};

export async function insertFlow(db: Writer, flow: Flow & { tokenHash: Buffer; expiresAt: Date }): Promise<void> {
  await db
    .insertInto('directory_flows')
    .values({
      token_hash: flow.tokenHash,
      directory_id: flow.directoryId,
      person_id: flow.personId,
      session_id: flow.sessionId,
      expires_at: flow.expiresAt,
    })
    .execute();
}

/** The way under way, which is over by being asked for: a second answer finds nothing. */
export async function takeFlow(db: Writer, tokenHash: Buffer, now: Date): Promise<Flow | null> {
  const row = await db
    .deleteFrom('directory_flows')
    .where('token_hash', '=', tokenHash)
    .returning(['directory_id', 'person_id', 'session_id', sql<boolean>`expires_at > ${now}`.as('alive')])
    .executeTakeFirst();
  return row?.alive ? { directoryId: row.directory_id, personId: row.person_id, sessionId: row.session_id } : null;
}

export async function sweepFlows(db: Writer, now: Date): Promise<void> {
  await db.deleteFrom('directory_flows').where('expires_at', '<', now).execute();
}
