/** SQL of codes to choose a password. Only their hashes are kept. */
import { sql } from 'kysely';
import type { PROOFS } from '#contract/accounts.ts';
import type { Allowed } from '../shared/policy.ts';
import type { Work, Writer } from '../shared/store.ts';
import type { Person } from './rows.ts';
import { CODE_TRIES } from './rules.ts';

export type NewCode = {
  readonly id: string;
  readonly givenBy: string;
  readonly proof: (typeof PROOFS)[number];
  readonly note: string;
  readonly hash: string;
  readonly expiresAt: Date;
};

/** Keeps the code; an earlier one of the person stops working. */
export async function insertCode(work: Work, person: Allowed<'giveCode', Person>, code: NewCode): Promise<void> {
  await revokeCodes(work, person.id);
  await work.db
    .insertInto('reset_codes')
    .values({
      id: code.id,
      person_id: person.id,
      given_by: code.givenBy,
      proof: code.proof,
      note: code.note,
      code_hash: code.hash,
      auth_epoch: person.authEpoch,
      made_at: work.now,
      expires_at: code.expiresAt,
    })
    .execute();
}

export async function revokeCodes(work: Work, personId: string): Promise<void> {
  await work.db
    .updateTable('reset_codes')
    .set({ revoked_at: work.now })
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
}

export type TriedCode = {
  readonly id: string;
  readonly personId: string;
  readonly authEpoch: number;
  readonly hash: string;
};

/**
 * The code that would work now for this address, with one try taken from it before anything is compared: a hundred at
 * the same time are not a hundred guesses.
 */
export async function takeTry(db: Writer, email: string, now: Date): Promise<TriedCode | undefined> {
  const { rows } = await sql<{ id: string; person_id: string; auth_epoch: number; code_hash: string }>`
    update reset_codes c set tries = c.tries + 1
    from people p
    where p.id = c.person_id and p.email = ${email} and p.state = 'active' and p.auth_epoch = c.auth_epoch
      and c.used_at is null and c.revoked_at is null and c.expires_at > ${now} and c.tries < ${CODE_TRIES}
    returning c.id, c.person_id, c.auth_epoch, c.code_hash`.execute(db);
  const [row] = rows;
  return row && { id: row.id, personId: row.person_id, authEpoch: row.auth_epoch, hash: row.code_hash };
}

/** The code was right: the try does not count. */
export async function giveTryBack(db: Writer, id: string): Promise<void> {
  await db
    .updateTable('reset_codes')
    .set((eb) => ({ tries: eb('tries', '-', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Uses the code up; false when somebody else did, or it stopped working meanwhile. */
export async function spendCode(work: Work, id: string): Promise<boolean> {
  const row = await work.db
    .updateTable('reset_codes')
    .set({ used_at: work.now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', work.now)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
