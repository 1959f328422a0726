/** SQL of the second factor but for passkeys. A sealed secret and a hash leave only to be compared. */
import { sql } from 'kysely';
import { later, MINUTE } from '../../shared/clock.ts';
import type { Allowed } from '../../shared/policy.ts';
import type { Reader, Work } from '../../shared/store.ts';
import type { Person } from '../rows.ts';
import type { NewRecoveryCode } from './recovery.ts';

/** A secret shown waits so long for its first code. */
const BEGUN_LIFE = 15 * MINUTE;

export type Totp = { readonly sealed: Buffer; readonly addedAt: Date; readonly lastUsedAt: Date | null };

export async function totpOf(db: Reader, personId: string): Promise<Totp | undefined> {
  const row = await db
    .selectFrom('totp_factors')
    .select(['secret', 'added_at', 'last_used_at'])
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (!row?.secret || row.added_at === null) return undefined;
  return { sealed: row.secret, addedAt: row.added_at, lastUsedAt: row.last_used_at };
}

/** Uses the code of that step up; false when it, or one after it, was used already, or there is no such factor any more. */
export async function spendTotpStep(work: Work, personId: string, step: number): Promise<boolean> {
  const row = await work.db
    .updateTable('totp_factors')
    .set({ last_step: step, last_used_at: work.now })
    .where('person_id', '=', personId)
    .where('secret', 'is not', null)
    .where((on) => on.or([on('last_step', 'is', null), on('last_step', '<', step)]))
    .returning('person_id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function keepBegunTotp(work: Work, personId: string, sealed: Buffer): Promise<void> {
  const begun = { begun_secret: sealed, begun_at: work.now };
  await work.db
    .insertInto('totp_factors')
    .values({ person_id: personId, ...begun })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(begun))
    .execute();
}

/** The secret shown last, if it still waits for its first code. */
export async function begunTotp(db: Reader, personId: string, now: Date): Promise<Buffer | null> {
  const row = await db
    .selectFrom('totp_factors')
    .select('begun_secret')
    .where('person_id', '=', personId)
    .where('begun_at', '>', later(now, -BEGUN_LIFE))
    .executeTakeFirst();
  return row?.begun_secret ?? null;
}

/** The begun secret becomes the factor, its first code used up; false when another was begun meanwhile. */
export async function adoptTotp(
  work: Work,
  personId: string,
  given: { sealed: Buffer; step: number },
): Promise<boolean> {
  const row = await work.db
    .updateTable('totp_factors')
    .set({
      ...{ secret: given.sealed, added_at: work.now, last_used_at: null, last_step: given.step },
      ...{ begun_secret: null, begun_at: null },
    })
    .where('person_id', '=', personId)
    .where('begun_secret', '=', given.sealed)
    .returning('person_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** False when there was none. */
export async function deleteTotp(work: Work, personId: string): Promise<boolean> {
  const row = await work.db
    .deleteFrom('totp_factors')
    .where('person_id', '=', personId)
    .returning('secret')
    .executeTakeFirst();
  return row !== undefined && row.secret !== null;
}

/** The hash of the unused code of that mark. */
export async function recoveryHash(db: Reader, personId: string, mark: string): Promise<string | null> {
  const row = await db
    .selectFrom('recovery_codes')
    .select('code_hash')
    .where('person_id', '=', personId)
    .where('mark', '=', mark)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return row?.code_hash ?? null;
}

/** Uses the code up; false when somebody else did. */
export async function spendRecoveryCode(work: Work, personId: string, hash: string): Promise<boolean> {
  const row = await work.db
    .updateTable('recovery_codes')
    .set({ used_at: work.now })
    .where('person_id', '=', personId)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .returning('mark')
    .executeTakeFirst();
  return row !== undefined;
}

export async function replaceRecoveryCodes(
  work: Work,
  personId: string,
  codes: readonly NewRecoveryCode[],
): Promise<void> {
  await deleteRecoveryCodes(work, personId);
  await work.db
    .insertInto('recovery_codes')
    .values(codes.map(({ mark, hash }) => ({ person_id: personId, mark, code_hash: hash, made_at: work.now })))
    .execute();
}

export async function deleteRecoveryCodes(work: Work, personId: string): Promise<void> {
  await work.db.deleteFrom('recovery_codes').where('person_id', '=', personId).execute();
}

export async function countRecoveryCodes(db: Reader, personId: string): Promise<number> {
  const row = await db
    .selectFrom('recovery_codes')
    .select((on) => on.fn.countAll<number>().as('left'))
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.left);
}

export type FactorKind = 'totp' | 'passkey';

/** What each of these people has; nobody who has none. */
export async function factorKinds(db: Reader, personIds: readonly string[]): Promise<Map<string, FactorKind[]>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await sql<{ person_id: string; kinds: FactorKind[] }>`
    select p.id person_id, array_remove(array[
      case when exists (select from totp_factors t where t.person_id = p.id and t.secret is not null) then 'totp' end,
      case when exists (select from passkeys k where k.person_id = p.id) then 'passkey' end], null) kinds
    from people p where p.id = any(${personIds}::uuid[]) and p.has_second_factor`.execute(db);
  return new Map(rows.map(({ person_id, kinds }) => [person_id, kinds]));
}

/**
 * After a change of the person's factors: whether there is one, and a new epoch, so that sessions, links and codes of before
 * are over. Gives the epoch.
 */
export async function noteFactors(work: Work, personId: string): Promise<number> {
  const kinds = await factorKindsOf(work.db, personId);
  const row = await work.db
    .updateTable('people')
    .set({
      has_second_factor: kinds.length > 0,
      auth_epoch: sql<number>`auth_epoch + 1`,
      version: sql<number>`version + 1`,
    })
    .where('id', '=', personId)
    .returning('auth_epoch')
    .executeTakeFirstOrThrow();
  return row.auth_epoch;
}

/** Of one person, as the tables have it at this moment. */
export async function factorKindsOf(db: Reader, personId: string): Promise<FactorKind[]> {
  const { rows } = await sql<{ kind: FactorKind }>`
    select 'totp' kind from totp_factors where person_id = ${personId} and secret is not null
    union select 'passkey' from passkeys where person_id = ${personId}`.execute(db);
  return rows.map(({ kind }) => kind);
}

export type Removal = {
  readonly id: string;
  /** Null: the terminal. */
  readonly removedBy: string | null;
  readonly proof: string;
  readonly note: string;
};

/** Takes everything the person has beside the password, and keeps upon what proof. */
export async function takeFactors(
  work: Work,
  person: Allowed<'removeFactors', Person>,
  removal: Removal,
): Promise<void> {
  await work.db.deleteFrom('totp_factors').where('person_id', '=', person.id).execute();
  await work.db.deleteFrom('passkeys').where('person_id', '=', person.id).execute();
  await deleteRecoveryCodes(work, person.id);
  await work.db
    .insertInto('factor_removals')
    .values({
      ...{ id: removal.id, person_id: person.id, removed_by: removal.removedBy },
      ...{ proof: removal.proof, note: removal.note, at: work.now },
    })
    .execute();
}
