/** SQL of the runs of backups: from being asked for to the removal of the file. */

import { type Selectable, sql } from 'kysely';
import type { SignedProof } from '#contract/proof.ts';
import type { BackupKind, BackupPhase, BackupState, ProofState } from '#contract/safekeeping.ts';
import type { Backups } from '#database/tables.ts';
import { nameOf } from '../accounts/index.ts';
import type { Cursor } from '../shared/pages.ts';
import type { Reader, Work, Writer } from '../shared/store.ts';

/** A sentence by its key, with its values: kept so that each reader gets it in their language. */
export type Said = { readonly key: string; readonly values: Readonly<Record<string, string | number>> };
export type RunProgress = { readonly percent: number; readonly rows: number; readonly files: number };
export type Copy = {
  readonly where: string;
  readonly state: 'made' | 'failed';
  readonly at: string;
  readonly failure: Said | null;
};
/** What a proof leaves in its row; `restoreSeconds` is how long the restore took. */
export type ProofNote = {
  readonly restoreSeconds?: number;
  readonly at?: string;
  readonly failure?: Said;
  readonly signed?: SignedProof;
};

export type Run = Omit<
  Selectable<Backups>,
  'kind' | 'state' | 'phase' | 'progress' | 'failure' | 'proof_state' | 'proof' | 'copies' | 'removed_why'
> & {
  readonly kind: BackupKind;
  readonly state: BackupState;
  readonly phase: BackupPhase | null;
  readonly progress: RunProgress | null;
  readonly failure: Said | null;
  readonly proof_state: ProofState | null;
  readonly proof: ProofNote | null;
  readonly copies: readonly Copy[];
  readonly removed_why: 'retention' | 'missing' | null;
  /** Name of who asked; null: the desk itself or its command line. */
  readonly by: string | null;
};

const toRun = (row: object): Run => row as Run;

const runs = (db: Reader) =>
  db
    .selectFrom('backups')
    .selectAll('backups')
    .select(nameOf(sql.ref('backups.asked_by')).as('by'));

/** The one that waits, runs, is proven or copied; there is no more than one. */
export async function openRun(db: Reader): Promise<Run | undefined> {
  const row = await runs(db)
    .where(sql<boolean>`(state in ('waiting', 'running') or phase is not null)`)
    .executeTakeFirst();
  return row && toRun(row);
}

export async function runById(db: Reader, id: string): Promise<Run | undefined> {
  const row = await runs(db).where('id', '=', id).executeTakeFirst();
  return row && toRun(row);
}

export async function lockRun(db: Writer, id: string): Promise<Run | undefined> {
  const row = await runs(db).where('id', '=', id).forUpdate('backups').executeTakeFirst();
  return row && toRun(row);
}

/** Newest first. */
export async function pageOfRuns(db: Reader, page: { cursor: Cursor | null; limit: number }): Promise<Run[]> {
  const { cursor, limit } = page;
  const rows = await runs(db)
    .$if(cursor !== null, (query) =>
      query.where(sql<boolean>`(asked_at, id) < (${cursor?.[0]}::timestamptz, ${cursor?.[1]}::uuid)`),
    )
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toRun);
}

/** Asked for since then, newest first. */
export async function runsSince(db: Reader, since: Date): Promise<Run[]> {
  const rows = await runs(db).where('asked_at', '>=', since).orderBy('asked_at', 'desc').execute();
  return rows.map(toRun);
}

/** The newest that ended, whatever became of it. */
export async function lastRun(db: Reader): Promise<Run | undefined> {
  const row = await runs(db)
    .where('ended_at', 'is not', null)
    .where('phase', 'is', null)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toRun(row);
}

/** Whether one failed for the same reason since then: whoever looks after it knows already. */
export async function failedSoSince(db: Reader, given: { key: string; since: Date }): Promise<boolean> {
  const row = await db
    .selectFrom('backups')
    .select('id')
    .where('state', '=', 'failed')
    .where('ended_at', '>=', given.since)
    .where(sql<boolean>`failure ->> 'key' = ${given.key}`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Made and not known to be gone, newest first. */
export async function goodRuns(db: Reader): Promise<Run[]> {
  const rows = await runs(db)
    .where('state', '=', 'made')
    .where('removed_at', 'is', null)
    .orderBy('seen_at', 'desc')
    .execute();
  return rows.map(toRun);
}

/** The newest that was proven, its file there or not. */
export async function lastProven(db: Reader): Promise<Run | undefined> {
  const row = await runs(db).where('proof_state', '=', 'proven').orderBy('seen_at', 'desc').limit(1).executeTakeFirst();
  return row && toRun(row);
}

export type NewRun = {
  readonly id: string;
  readonly kind: BackupKind;
  readonly askedBy: string | null;
  readonly folder: string;
};

/** False: another is under way. `begins`: whoever writes the row does the work itself. */
export async function insertRun(db: Writer, run: NewRun & { now: Date; begins: boolean }): Promise<boolean> {
  const { id, kind, askedBy, folder, now, begins } = run;
  const row = await db
    .insertInto('backups')
    .values({
      ...{ id, kind, folder, asked_by: askedBy, asked_at: now },
      ...(begins ? { state: 'running', phase: 'writing', began_at: now } : { state: 'waiting' }),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

const update = (db: Writer, id: string) => db.updateTable('backups').where('id', '=', id);

/** The one that waits, now running; undefined: none waits. */
export async function takeWaiting(db: Writer, given: { now: Date; folder: string }): Promise<Run | undefined> {
  const taken = await db
    .updateTable('backups')
    .set({ state: 'running', phase: 'writing', began_at: given.now, folder: given.folder })
    .where('state', '=', 'waiting')
    .returning('id')
    .executeTakeFirst();
  return taken && runById(db, taken.id);
}

/**
 * Those that a program that was killed left under way. The caller holds the lock under which backups are made, so nobody works
 * at them. Gives their folders: half an archive may lie there.
 */
export async function settleDead(db: Writer, now: Date): Promise<string[]> {
  const written = await db
    .updateTable('backups')
    .set({ state: 'interrupted', phase: null, progress: null, ended_at: now })
    .where('state', '=', 'running')
    .returning('folder')
    .execute();
  await db
    .updateTable('backups')
    .set({
      phase: null,
      progress: null,
      proof_state: sql<string>`case when proof_state in ('waiting', 'running') then 'interrupted' else proof_state end`,
    })
    .where('state', '=', 'made')
    .where('phase', 'is not', null)
    .execute();
  return written.map(({ folder }) => folder);
}

/** Keeps how far it has come; true when somebody cancelled it. */
export async function saveProgress(db: Writer, id: string, progress: RunProgress | null): Promise<boolean> {
  const row = await update(db, id)
    .set({ progress: progress === null ? null : JSON.stringify(progress) })
    .returning('cancel_asked_at')
    .executeTakeFirst();
  return row?.cancel_asked_at != null;
}

/** What is done for a whole archive now; null: nothing more. */
export async function savePhase(db: Writer, id: string, phase: BackupPhase | null): Promise<void> {
  await update(db, id).set({ phase, progress: null }).execute();
}

export type MadeArchive = {
  readonly name: string;
  readonly at: Date;
  readonly bytes: number;
  readonly sha256: string;
  readonly rows: number;
  readonly files: number;
  readonly gone: number;
};

const columnsOf = (made: MadeArchive, now: Date) => ({
  ...{ state: 'made', phase: null, progress: null, ended_at: now },
  ...{ seen_at: made.at, name: made.name, bytes: made.bytes, sha256: Buffer.from(made.sha256, 'hex') },
  ...{ row_count: made.rows, file_count: made.files, gone_count: made.gone },
});

/** The archive is whole; it is proven next, or nothing follows. */
export async function saveMade(
  work: Work,
  id: string,
  made: MadeArchive & { readonly isToProve: boolean },
): Promise<void> {
  const follows = made.isToProve ? { phase: 'proving', proof_state: 'running' } : {};
  await update(work.db, id)
    .set({ ...columnsOf(made, work.now), ...follows })
    .execute();
}

/** One that was made before there was a row to write it into. */
export async function insertMade(work: Work, run: NewRun & { made: MadeArchive }): Promise<void> {
  const { id, kind, askedBy, folder, made } = run;
  const asked = { id, kind, folder, asked_by: askedBy, asked_at: made.at, began_at: made.at };
  await work.db
    .insertInto('backups')
    .values({ ...asked, ...columnsOf(made, work.now) })
    .execute();
}

const OVER = { phase: null, progress: null } as const;

export async function saveFailed(db: Writer, id: string, given: { failure: Said; now: Date }): Promise<void> {
  const failure = JSON.stringify(given.failure);
  await update(db, id)
    .set({ ...OVER, state: 'failed', failure, ended_at: given.now })
    .execute();
}

export async function saveCancelled(db: Writer, id: string, now: Date): Promise<void> {
  await update(db, id)
    .set({ ...OVER, state: 'cancelled', ended_at: now })
    .execute();
}

/** Stopped with the program: it is begun again, here or by another node. */
export async function putBack(db: Writer, id: string): Promise<void> {
  await update(db, id)
    .set({ ...OVER, state: 'waiting', began_at: null })
    .execute();
}

export async function askCancel(db: Writer, id: string, now: Date): Promise<void> {
  await update(db, id).set({ cancel_asked_at: now }).execute();
}

export async function saveRemoved(
  work: Work,
  ids: readonly string[],
  why: NonNullable<Run['removed_why']>,
): Promise<void> {
  await work.db
    .updateTable('backups')
    .set({ removed_at: work.now, removed_why: why })
    .where('id', 'in', [...ids])
    .execute();
}

/** Whether somebody holds the advisory lock of that number in this database, in whichever program. */
export async function isHeld(db: Reader, lock: number): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select exists (
      select from pg_locks
      where locktype = 'advisory' and granted and objsubid = 1
        and database = (select oid from pg_database where datname = current_database())
        and (classid::bigint << 32 | objid::bigint) = ${lock}) as held`.execute(db);
  return rows[0]?.held === true;
}
