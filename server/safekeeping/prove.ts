/**
 * The proof of an archive: it is restored into a throwaway place, looked through there, and somebody signs in. What an
 * archive says of itself is not enough; a desk must come out of it.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PROOF_FORMAT, type Proof, type Tried } from '#contract/proof.ts';
import type { Clock } from '#server/shared/clock.ts';
import { missingMigrations } from '#server/shared/migrate.ts';
import type { Log, Postgres } from '#server/shared/postgres/postgres.ts';
import { scratchIn, sweepScratch } from '#server/shared/postgres/scratch.ts';
import type { ProofProgress, ProofStep } from '#server/shared/proving.ts';
import type { Room } from '#server/shared/room.ts';
import { programVersion } from '#server/shared/settings.ts';
import { compareFiles } from './compare-files.ts';
import type { Opening } from './read-archive.ts';
import { ProofFailed } from './refused.ts';
import { type Inspected, type Restored, restoreArchive, type ToRestore } from './restore.ts';

export type ToProve = Omit<Opening, 'tell'> & {
  /** Below it the throwaway place is made: as much room as a whole desk takes. */
  folder: string;
  clock: Clock;
  roomOf(folder: string): Promise<Room | null>;
  log: Log;
  /** Brings schema and queues up to this program: `prepareDatabase`. */
  prepare: ToRestore['prepare'];
  /** Statements of the slices: the files a backup keeps. */
  keptFiles: readonly string[];
  /** The desk on the restored place: somebody signs in and reads. Throws ProofFailed. */
  tryDesk(place: { postgres: Postgres; folder: string }): Promise<Tried>;
  tell(progress: ProofProgress): void;
};

/** Rows as text come to lie with their indexes; an empty cluster and its log of writing come on top. */
const TABLE_FACTOR = 4;
const CLUSTER_BYTES = 400 * 1024 * 1024;

/**
 * Throws ArchiveRefused and ProofFailed, each with its reason. Whatever happens, folder and server of the place are gone
 * afterwards; what a killed program left of an earlier one goes first.
 */
export async function proveArchive(given: ToProve): Promise<Proof> {
  await mkdir(given.folder, { recursive: true, mode: 0o700 });
  await sweepScratch(given.folder, given.log);
  const scratch = scratchIn(given.folder, given.log);
  // Its sessions end with it: what waits for an answer of the database fails at once.
  const giveUp = () => void scratch.remove().catch(() => undefined);
  given.signal.addEventListener('abort', giveUp, { once: true });
  try {
    given.signal.throwIfAborted();
    return await proveIn(given, scratch);
  } catch (error) {
    throw failureOf(error, given);
  } finally {
    given.signal.removeEventListener('abort', giveUp);
    await scratch.remove();
  }
}

type Place = ReturnType<typeof scratchIn>;

async function proveIn(given: ToProve, scratch: Place): Promise<Proof> {
  // What it rested for the sake of the desk is not what a restore takes.
  const worked = () => given.clock.elapsed() - given.pace.rested();
  const began = worked();
  const marks = { looked: began, started: began };
  let step: ProofStep = 'look';
  const filesFolder = join(scratch.folder, 'files');
  const restored = await restoreArchive({
    ...{ path: given.path, unseal: given.unseal, signal: given.signal, pace: given.pace, prepare: given.prepare },
    ...{ filesFolder, passphrase: null, secrets: null, durable: false },
    tell: (readBytes) => given.tell({ step, readBytes }),
    open: async (looked) => {
      marks.looked = worked();
      await requireRoom(given, looked);
      const postgres = await scratch.start();
      marks.started = worked();
      step = 'load';
      return postgres;
    },
  });
  const loaded = worked();
  given.tell({ step: 'check', readBytes: 0 });
  const postgres = await scratch.start();
  if ((await missingMigrations(postgres.owner)).length > 0) throw new ProofFailed('schema');
  await compareFiles(postgres, { ...given, filesFolder, gone: restored.gone });
  given.signal.throwIfAborted();
  const tried = await given.tryDesk({ postgres, folder: scratch.folder });
  const ended = worked();
  return {
    ...said(restored),
    at: given.clock.now().toISOString(),
    postgres: postgres.version,
    tried,
    seconds: {
      look: seconds(marks.looked - began),
      start: seconds(marks.started - marks.looked),
      load: seconds(loaded - marks.started),
      restore: seconds(loaded - began),
      check: seconds(ended - loaded),
      all: seconds(ended - began),
    },
  };
}

const seconds = (milliseconds: number): number => Math.round(milliseconds / 10) / 100;

const said = (restored: Restored): Pick<Proof, 'format' | 'archive' | 'program' | 'counts'> => {
  const { id, sha256, at, bytes, program, rows, streams, entries, receipts, files, fileBytes, gone } = restored;
  return {
    format: PROOF_FORMAT,
    archive: { id, sha256, at: at.toISOString(), bytes, program },
    program: programVersion(),
    counts: { rows, streams, entries, receipts, files, fileBytes, gone, migrated: restored.migrated.length },
  };
};

async function requireRoom({ folder, roomOf }: ToProve, { tableBytes, fileBytes }: Inspected): Promise<void> {
  const needed = fileBytes + TABLE_FACTOR * tableBytes + CLUSTER_BYTES;
  const room = await roomOf(folder);
  if (room !== null && room.freeBytes < needed) {
    throw new ProofFailed('no-room', { folder, needed: megabytes(needed), free: megabytes(room.freeBytes) });
  }
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 ** 2);

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** 53100: PostgreSQL's own word for a full disk. */
const FULL = new Set(['ENOSPC', 'EDQUOT', '53100']);

function failureOf(error: unknown, { folder, signal }: ToProve): unknown {
  if (signal.aborted) return new ProofFailed('cancelled');
  return FULL.has(codeOf(error)) ? new ProofFailed('full', { folder }) : error;
}
