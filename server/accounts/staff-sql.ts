/** Staff of agencies as part of somebody else's statement. */
import { type RawBuilder, sql } from 'kysely';
import { NEVER_SUSPENDED } from './rules.ts';

/** The contrary of `isSuspended`, of the people called so in the statement. */
export const isConfirmedStaff = (people: string): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${people}.unconfirmed_since`)} is null
    or ${sql.ref(`${people}.roles`)} && ${[...NEVER_SUSPENDED]}::text[])`;

/** Does whom `id`, a column of the statement, refers to have an account that was not closed? */
export const hasOpenAccount = (id: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`exists (select from people where people.id = ${id} and people.state in ('active', 'invited'))`;

/** May they not sign in, because nobody confirmed them? */
export const isSuspendedStaff = (id: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`exists (select from people where people.id = ${id} and people.state <> 'inactive'
    and not ${isConfirmedStaff('people')})`;
