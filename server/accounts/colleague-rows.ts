/** People as one finds them by name: those with an open account, in one agency or in all. */
import { sql } from 'kysely';
import type { PersonId } from '#contract/accounts.ts';
import type { Role } from '#contract/permissions.ts';
import type { Reader } from '../shared/store.ts';

export type Colleague = {
  readonly id: PersonId;
  readonly name: string;
  readonly agencyId: string;
  readonly positionId: string;
};
/** `agencyId`: null for every agency. */
type Asked = { readonly words: readonly string[]; readonly agencyId: string | null; readonly most: number };

const NAME = sql<string>`plain_text(given_names || ' ' || first_surname || ' ' || second_surname)`;

/** Each word must begin one of the names; by surname. */
export async function colleaguesByName(db: Reader, asked: Asked): Promise<Colleague[]> {
  let query = choose(db)
    .where('state', '=', 'active')
    .orderBy(sql`first_surname collate "es-MX-x-icu", second_surname collate "es-MX-x-icu", given_names, id`)
    .limit(asked.most);
  if (asked.agencyId !== null) query = query.where('agency_id', '=', asked.agencyId);
  for (const word of asked.words) {
    const beginning = word.replace(/[\\%_]/g, '\\$&');
    query = query.where(sql<boolean>`' ' || ${NAME} like '% ' || plain_text(${beginning}) || '%'`);
  }
  return (await query.execute()).map(toColleague);
}

export type DeskColleague = Colleague & { readonly roles: readonly Role[] };

/** Active people who hold one of these roles, each word beginning one of their names, by surname; or those of these ids. */
export async function peopleOfDesk(
  db: Reader,
  asked: { roles: readonly Role[]; words?: readonly string[]; ids?: readonly string[]; most?: number },
): Promise<DeskColleague[]> {
  const { roles, words = [], ids, most } = asked;
  let query = choose(db)
    .select('roles')
    .where('state', '=', 'active')
    .where(sql<boolean>`roles && ${[...roles]}::text[]`)
    .orderBy(sql`first_surname collate "es-MX-x-icu", second_surname collate "es-MX-x-icu", given_names, id`);
  if (ids !== undefined) query = query.where('id', '=', sql<string>`any(${[...ids]}::uuid[])`);
  if (most !== undefined) query = query.limit(most);
  for (const word of words) {
    const beginning = word.replace(/[\\%_]/g, '\\$&');
    query = query.where(sql<boolean>`' ' || ${NAME} like '% ' || plain_text(${beginning}) || '%'`);
  }
  return (await query.execute()).map((row) => ({ ...toColleague(row), roles: row.roles as Role[] }));
}

/** Whatever their state: a name once given stays readable. */
export async function colleagueById(db: Reader, id: string): Promise<Colleague | undefined> {
  const row = await choose(db).where('id', '=', id).executeTakeFirst();
  return row && toColleague(row);
}

const choose = (db: Reader) => db.selectFrom('people').select(['id', 'full_name', 'agency_id', 'position_id']);

const toColleague = (row: {
  id: string;
  full_name: string | null;
  agency_id: string;
  position_id: string;
}): Colleague => ({
  id: row.id as PersonId,
  name: row.full_name ?? '',
  agencyId: row.agency_id,
  positionId: row.position_id,
});
