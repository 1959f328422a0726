/** The files of a restored desk against the rows that name them. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { placeOf } from '#server/shared/files.ts';
import type { Pace } from '#server/shared/pace.ts';
import type { Postgres } from '#server/shared/postgres/postgres.ts';
import { openSession } from '#server/shared/postgres/session.ts';
import { filesKept, type KeptFile } from '#server/shared/postgres/whole-out.ts';
import { ProofFailed } from './refused.ts';

export type ToCompare = {
  readonly filesFolder: string;
  /** Statements of the slices: the files a backup keeps. */
  readonly keptFiles: readonly string[];
  /** As many may be missing: their owner took them away while the archive was made. */
  readonly gone: number;
  readonly signal: AbortSignal;
  readonly pace: Pace;
};

/**
 * Each file a row names, as it lies there now, against its row: the archive's own sums were held against it before.
 * Throws ProofFailed `file`.
 */
export async function compareFiles(postgres: Pick<Postgres, 'owner'>, given: ToCompare): Promise<void> {
  const session = await openSession(postgres.owner, 'mesa-proof');
  try {
    let missing = 0;
    for (const file of await filesKept(session, given.keptFiles)) {
      await given.pace.turn(given.signal);
      given.signal.throwIfAborted();
      const found = await measure(placeOf(given.filesFolder, file.id));
      if (found === null) missing += 1;
      else if (!isOf(file, found)) throw new ProofFailed('file', { id: file.id });
      if (missing > given.gone) throw new ProofFailed('file', { id: file.id });
    }
  } finally {
    await session.close();
  }
}

type Measured = { bytes: number; sha256: Buffer };

const isOf = (file: KeptFile, { bytes, sha256 }: Measured): boolean =>
  (file.bytes ?? bytes) === bytes && (file.sha256 === null || sha256.equals(file.sha256));

/** Null: there is no such file. */
async function measure(path: string): Promise<Measured | null> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  return { bytes, sha256: hash.digest() };
}
