/**
 * The archive made before an upgrade changes the schema. No desk is open yet and the tables are those of an older program:
 * what is read here is read from what the database says of itself. Its entry in the history waits for the schema this
 * program writes to; until then a note beside the data tells of it.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { INSTITUTION_STREAM, readInstitutionRow } from '../institution/index.ts';
import type { Clock } from '../shared/clock.ts';
import type { House } from '../shared/house.ts';
import { AT_ONCE } from '../shared/pace.ts';
import { system } from '../shared/policy.ts';
import { alone } from '../shared/postgres/alone.ts';
import type { Postgres } from '../shared/postgres/postgres.ts';
import { openSession } from '../shared/postgres/session.ts';
import { readableFiles } from '../shared/postgres/whole-out.ts';
import type { Secrets } from '../shared/secrets.ts';
import { openStore } from '../shared/store.ts';
import { type BackedUp, makeArchive, type ToBackUp } from './back-up.ts';
import { recipientIn } from './key.ts';
import { sealKeys } from './keys.ts';
import { BackupFailed } from './refused.ts';
import { insertMade, runById } from './rows.ts';
import { clearHalves, RUN_LOCK } from './run.ts';

export type BeforeUpgrade = Pick<ToBackUp, 'keptFiles' | 'folder' | 'signal' | 'tell'> & {
  postgres: Pick<Postgres, 'owner'>;
  dataDir: string;
  secrets: Secrets;
  /** Seals the server's own keys; null leaves them out. */
  passphrase: string | null;
  clock: Clock;
  /** Called when there is something to keep, before it is. */
  begins(): void;
};

/**
 * `unused`: no act in the history yet, nothing to keep. `no-key`: nobody could open it. `again`: an upgrade that was cut
 * short left one, and nothing was done on the desk since.
 */
export type Kept = { kept: 'unused' } | { kept: 'no-key' } | { kept: 'made' | 'again'; archive: BackedUp };

/** Throws as `makeArchive` does. To be called while no other program can migrate. */
export async function backUpBefore(given: BeforeUpgrade): Promise<Kept> {
  const last = await lastAct(given.postgres);
  if (last === null) return { kept: 'unused' };
  const noted = noteIn(given.dataDir);
  if (noted?.lastAct === last && isThere(noted.archive)) return { kept: 'again', archive: noted.archive };
  const recipient = recipientIn(given.secrets);
  if (recipient === null) return { kept: 'no-key' };
  given.begins();
  // The program's own role may not see yet what a cut upgrade left: rights are given at its end.
  const postgres = { app: given.postgres.owner };
  const archive = await alone(postgres, RUN_LOCK, () => archiveOf(given, postgres, recipient));
  if (archive === null) throw new BackupFailed('running');
  writeNote(given.dataDir, { lastAct: last, archive });
  return { kept: 'made', archive };
}

async function archiveOf(given: BeforeUpgrade, postgres: Pick<Postgres, 'app'>, recipient: string): Promise<BackedUp> {
  await clearHalves(given.folder);
  return makeArchive({
    ...given,
    postgres,
    keptFiles: await readableFiles(given.postgres.owner, given.keptFiles),
    recipients: [recipient],
    keys: await sealKeys(given.secrets, given.passphrase),
    at: given.clock.now(),
    institution: await institutionOf(given),
    filesFolder: join(given.dataDir, 'files'),
    // Nobody is served until it is there.
    pace: AT_ONCE,
  });
}

/** Writes into the history what `backUpBefore` made, once. */
export async function recordBackupBefore(house: House): Promise<void> {
  const { dataDir } = house.settings;
  const noted = noteIn(dataDir);
  if (noted === null) return;
  const { path, at, ...rest } = noted.archive;
  const { id } = rest;
  if ((await runById(house.store.read, id)) === undefined) {
    await house.store.change(system('upgrade'), async (work) => {
      const made = { ...rest, name: basename(path), at };
      await insertMade(work, { id, kind: 'before_upgrade', askedBy: null, folder: dirname(path), made });
      const data = { kind: 'before_upgrade', of: at.toISOString(), ...rest };
      await work.record({ stream: INSTITUTION_STREAM, fact: 'backup.made', data });
    });
  }
  rmSync(noteOf(dataDir), { force: true });
}

/** The position of the newest entry of the history; null of a database that has none. */
async function lastAct({ owner }: Pick<Postgres, 'owner'>): Promise<number | null> {
  const session = await openSession(owner, 'mesa-upgrade');
  try {
    const [there] = await session.query<{ there: boolean }>(
      "select to_regclass('public.history') is not null as there",
    );
    if (!there?.there) return null;
    const [row] = await session.query<{ last: number | null }>('select max(position)::float8 as last from history');
    return row?.last ?? null;
  } finally {
    await session.close();
  }
}

/** All columns are asked for by a star, so that one which is not there yet is no fault. */
async function institutionOf({ postgres, clock }: BeforeUpgrade): Promise<string> {
  const store = openStore({ app: postgres.owner, reader: postgres.owner, clock, enqueue: async () => {}, poolSize: 1 });
  try {
    return (await readInstitutionRow(store.read)).governmentName;
  } finally {
    await store.close();
  }
}

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Note = v.object({
  lastAct: Count,
  archive: v.object({
    path: v.string(),
    id: v.pipe(v.string(), v.uuid()),
    at: v.pipe(
      v.string(),
      v.isoTimestamp(),
      v.transform((at) => new Date(at)),
    ),
    bytes: Count,
    sha256: v.string(),
    rows: Count,
    files: Count,
    gone: Count,
  }),
});
type Note = v.InferOutput<typeof Note>;

const noteOf = (dataDir: string): string => join(dataDir, 'backup-before-upgrade.json');

/** Null as well of one that cannot be read: the archive it told of is then made anew. */
function noteIn(dataDir: string): Note | null {
  try {
    return v.parse(Note, JSON.parse(readFileSync(noteOf(dataDir), 'utf8')));
  } catch {
    return null;
  }
}

function writeNote(dataDir: string, note: Note): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const half = `${noteOf(dataDir)}.half`;
  writeFileSync(half, JSON.stringify(note), { mode: 0o600, flush: true });
  renameSync(half, noteOf(dataDir));
}

function isThere({ path, bytes }: BackedUp): boolean {
  return statSync(path, { throwIfNoEntry: false })?.size === bytes;
}
