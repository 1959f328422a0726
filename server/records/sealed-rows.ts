/** SQL of the tables `sealed_records` and `seal_keys`: rows are added and read, never changed. */
import { type Expression, sql } from 'kysely';
import type { SealedAct } from '#contract/records.ts';
import type { Reader, Work, Writer } from '#server/shared/store.ts';

export type { SealedAct };

export type SealedRecord = {
  readonly id: string;
  /** The request, enrolment or deactivation it is of. */
  readonly subjectId: string;
  readonly act: SealedAct;
  readonly folio: string;
  readonly actedAt: Date;
  /** Later than the act where it was sealed late. */
  readonly sealedAt: Date;
  /** RFC 8785. */
  readonly document: string;
  readonly sha256: Buffer;
  readonly cadena: string;
  readonly seal: Buffer;
  readonly keyId: string;
  /** Sixteen letters, without hyphens. */
  readonly code: string;
};

export async function insertSealed(work: Work, record: SealedRecord): Promise<void> {
  await work.db
    .insertInto('sealed_records')
    .values({
      id: record.id,
      subject_id: record.subjectId,
      act: record.act,
      folio: record.folio,
      acted_at: record.actedAt,
      sealed_at: record.sealedAt,
      document: record.document,
      sha256: record.sha256,
      cadena: record.cadena,
      seal: record.seal,
      key_id: record.keyId,
      code: record.code,
    })
    .execute();
}

type Row = {
  id: string;
  subject_id: string;
  act: string;
  folio: string;
  acted_at: Date;
  sealed_at: Date;
  document: string;
  sha256: Buffer;
  cadena: string;
  seal: Buffer;
  key_id: string;
  code: string;
};

const toRecord = (row: Row): SealedRecord => ({
  id: row.id,
  subjectId: row.subject_id,
  act: row.act as SealedAct,
  folio: row.folio,
  actedAt: row.acted_at,
  sealedAt: row.sealed_at,
  document: row.document,
  sha256: row.sha256,
  cadena: row.cadena,
  seal: row.seal,
  keyId: row.key_id,
  code: row.code,
});

/** Of one subject, in the order they were sealed. */
export async function recordsOf(db: Reader, subjectId: string): Promise<SealedRecord[]> {
  const rows = await db
    .selectFrom('sealed_records')
    .selectAll()
    .where('subject_id', '=', subjectId)
    .orderBy('sealed_at')
    .orderBy('id')
    .execute();
  return rows.map(toRecord);
}

/** `code` as `readCode` gives it. */
export async function recordByCode(db: Reader, code: string): Promise<SealedRecord | undefined> {
  const row = await db.selectFrom('sealed_records').selectAll().where('code', '=', code).executeTakeFirst();
  return row && toRecord(row);
}

/** What opened its folio: a request's registration, a form signed for the first time. */
export async function firstRecordOf(db: Reader, subjectId: string): Promise<SealedRecord | undefined> {
  const row = await db
    .selectFrom('sealed_records')
    .selectAll()
    .where('subject_id', '=', subjectId)
    .where('act', 'in', ['registration', 'enrolment', 'deactivation'])
    .orderBy('acted_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row && toRecord(row);
}

/** All of them after that id, in the order of their ids. */
export async function recordsAfter(db: Reader, after: string | null, limit: number): Promise<SealedRecord[]> {
  const rows = await db
    .selectFrom('sealed_records')
    .selectAll()
    .$if(after !== null, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toRecord);
}

export type SealKey = {
  readonly id: string;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Buffer;
  /** X.509, DER. */
  readonly certificate: Buffer | null;
  readonly registeredAt: Date;
  /** The key before it said `mesa-llave/1 <id> <sha256 of the public key>`. */
  readonly endorsedBy: string | null;
  readonly endorsement: Buffer | null;
};

/** Every key there ever was, the oldest first. */
export async function sealKeys(db: Reader): Promise<SealKey[]> {
  const rows = await db.selectFrom('seal_keys').selectAll().orderBy('registered_at').orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id,
    publicKey: row.public_key,
    certificate: row.certificate,
    registeredAt: row.registered_at,
    endorsedBy: row.endorsed_by,
    endorsement: row.endorsement,
  }));
}

export async function sealKeyOf(db: Reader, id: string): Promise<{ publicKey: Buffer } | undefined> {
  const row = await db.selectFrom('seal_keys').select('public_key').where('id', '=', id).executeTakeFirst();
  return row && { publicKey: row.public_key };
}

export async function isKnownKey(db: Reader, id: string): Promise<boolean> {
  return (await db.selectFrom('seal_keys').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

/** False when another node was first. */
export async function insertKey(db: Writer, key: SealKey): Promise<boolean> {
  const added = await db
    .insertInto('seal_keys')
    .values({
      id: key.id,
      public_key: key.publicKey,
      certificate: key.certificate,
      registered_at: key.registeredAt,
      endorsed_by: key.endorsedBy,
      endorsement: key.endorsement,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

export type Unsealed = { subjectId: string; folio: string; issuedAt: Date; document: string; sha256: Buffer };

/** Receipts of before there were seals, that have none yet; the oldest first. */
export async function unsealedReceipts(db: Reader, limit: number, subjectId: string | null): Promise<Unsealed[]> {
  const rows = await db
    .selectFrom('receipts')
    .selectAll()
    .where(({ not, exists }) => not(exists(sealedOf())))
    .$if(subjectId !== null, (query) => query.where('subject_id', '=', subjectId ?? ''))
    .orderBy('issued_at')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    subjectId: row.subject_id,
    folio: row.folio,
    issuedAt: row.issued_at,
    document: row.document,
    sha256: row.sha256,
  }));
}

const sealedOf = (): Expression<unknown> =>
  sql`(select from sealed_records s where s.subject_id = receipts.subject_id
    and s.act in ('registration', 'enrolment', 'deactivation'))`;
