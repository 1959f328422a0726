/** SQL of passkeys: public keys, which open nothing to who reads them. */
import type { PasskeyId } from '#contract/accounts.ts';
import type { Reader, Work } from '../../shared/store.ts';

export type Passkey = {
  readonly id: PasskeyId;
  /** As the authenticator names it, base64url. */
  readonly credentialId: string;
  /** COSE_Key (RFC 9052). */
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly name: string;
  readonly synced: boolean;
  readonly addedAt: Date;
  readonly lastUsedAt: Date | null;
};

const COLUMNS = [
  ...(['id', 'credential_id', 'public_key', 'counter', 'transports'] as const),
  ...(['name', 'synced', 'added_at', 'last_used_at'] as const),
] as const;

const select = (db: Reader, personId: string) =>
  db.selectFrom('passkeys').select(COLUMNS).where('person_id', '=', personId);
type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

const toPasskey = (row: Row): Passkey => ({
  id: row.id as PasskeyId,
  credentialId: row.credential_id,
  publicKey: row.public_key,
  counter: row.counter,
  transports: row.transports,
  name: row.name,
  synced: row.synced,
  addedAt: row.added_at,
  lastUsedAt: row.last_used_at,
});

/** The oldest first. */
export const passkeysOf = async (db: Reader, personId: string): Promise<Passkey[]> =>
  (await select(db, personId).orderBy('added_at').orderBy('id').execute()).map(toPasskey);

/** Undefined also where it is somebody else's. */
export async function passkeyOf(db: Reader, personId: string, credentialId: string): Promise<Passkey | undefined> {
  const row = await select(db, personId).where('credential_id', '=', credentialId).executeTakeFirst();
  return row && toPasskey(row);
}

/** Whose it is; undefined: nobody's. */
export async function passkeyKnownAs(
  db: Reader,
  credentialId: string,
): Promise<{ personId: string; passkey: Passkey } | undefined> {
  const row = await db
    .selectFrom('passkeys')
    .select([...COLUMNS, 'person_id'])
    .where('credential_id', '=', credentialId)
    .executeTakeFirst();
  return row && { personId: row.person_id, passkey: toPasskey(row) };
}

/** False when it is somebody's already. */
export async function insertPasskey(
  work: Work,
  personId: string,
  passkey: Omit<Passkey, 'addedAt' | 'lastUsedAt'>,
): Promise<boolean> {
  const row = await work.db
    .insertInto('passkeys')
    .values({
      id: passkey.id,
      person_id: personId,
      credential_id: passkey.credentialId,
      public_key: passkey.publicKey,
      counter: passkey.counter,
      transports: [...passkey.transports],
      name: passkey.name,
      synced: passkey.synced,
      added_at: work.now,
    })
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** False when it is gone, or was used meanwhile by who counts further: one of the two is a copy. */
export async function noteUse(
  work: Work,
  passkey: Pick<Passkey, 'id' | 'counter'>,
  used: { counter: number; synced: boolean },
): Promise<boolean> {
  const row = await work.db
    .updateTable('passkeys')
    .set({ counter: used.counter, synced: used.synced, last_used_at: work.now })
    .where('id', '=', passkey.id)
    .where('counter', '=', passkey.counter)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** False when there was none. */
export async function deletePasskey(work: Work, personId: string, id: PasskeyId): Promise<boolean> {
  const row = await work.db
    .deleteFrom('passkeys')
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
