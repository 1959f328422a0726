/** How many people there are, for who is about to tell them something. */
import { sql } from 'kysely';
import type { Role } from '#contract/permissions.ts';
import type { Reader } from '../shared/store.ts';

/** Active people; of these agencies where they are given, with any of these roles where they are. */
export async function countPeople(
  db: Reader,
  among: { readonly agencyIds?: readonly string[]; readonly roles?: readonly Role[] },
): Promise<number> {
  const { agencyIds, roles } = among;
  const { people } = await db
    .selectFrom('people')
    .select((eb) => eb.fn.countAll<number>().as('people'))
    .where('state', '=', 'active')
    .$if(agencyIds !== undefined, (query) => query.where('agency_id', '=', sql<string>`any(${agencyIds}::uuid[])`))
    .$if(roles !== undefined, (query) => query.where(sql<boolean>`roles && ${roles}::text[]`))
    .executeTakeFirstOrThrow();
  return people;
}
