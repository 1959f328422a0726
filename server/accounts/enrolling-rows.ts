/** SQL of accounts by a signed enrolment. */
import { sql } from 'kysely';
import type { Role } from '#contract/permissions.ts';
import type { Reader, Work } from '../shared/store.ts';

export type Enrolled = {
  readonly givenNames: string;
  readonly firstSurname: string;
  readonly secondSurname: string;
  readonly email: string;
  readonly employeeNumber: string;
  readonly agencyId: string;
  readonly positionId: string;
  /** E.164; the extension apart. */
  readonly phone: string;
  readonly extension: string;
  readonly roles: readonly Role[];
};

/** The same account, as if just invited: with today's data, without a password, and nothing of before opens it. */
export async function saveReturn(work: Work, personId: string, enrolled: Enrolled): Promise<void> {
  await work.db
    .updateTable('people')
    .set({
      given_names: enrolled.givenNames,
      first_surname: enrolled.firstSurname,
      second_surname: enrolled.secondSurname,
      email: enrolled.email,
      employee_number: enrolled.employeeNumber,
      agency_id: enrolled.agencyId,
      position_id: enrolled.positionId,
      phone: enrolled.phone,
      extension: enrolled.extension,
      roles: [...enrolled.roles],
      state: 'invited',
      password_hash: null,
      password_changed_at: null,
      unconfirmed_since: null,
      // They gave their data anew.
      blocked_at: null,
      auth_epoch: sql<number>`auth_epoch + 1`,
      version: sql<number>`version + 1`,
    })
    .where('id', '=', personId)
    .execute();
  await work.db
    .updateTable('account_closings')
    .set({ opened_at: work.now, opened_by: work.actor.kind === 'person' ? work.actor.id : null, opened_note: '' })
    .where('person_id', '=', personId)
    .where('opened_at', 'is', null)
    .execute();
}

/** The version they must accept before anything else; null: none. */
export async function saveDue(work: Work, personId: string, version: number | null): Promise<void> {
  await work.db.updateTable('people').set({ responsibilities_due: version }).where('id', '=', personId).execute();
}

/** Everybody with an account is asked. */
export async function saveDueOfAll(work: Work, version: number): Promise<void> {
  await work.db.updateTable('people').set({ responsibilities_due: version }).where('state', '<>', 'inactive').execute();
}

/** Whether a version waits for their yes. */
export async function dueOf(db: Reader, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom('people')
    .select('responsibilities_due')
    .where('id', '=', personId)
    .executeTakeFirst();
  return row !== undefined && row.responsibilities_due !== null;
}
