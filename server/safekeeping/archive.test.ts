/** A whole desk into an archive and out of it again, on a real PostgreSQL; and what an archive is refused for. */

import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadAttachment } from '#contract/attachments.ts';
import { prepareDatabase } from '#server/prepare.ts';
import { AT_ONCE } from '#server/shared/pace.ts';
import type { Postgres } from '#server/shared/postgres/postgres.ts';
import { openSession } from '#server/shared/postgres/session.ts';
import { BackupRunning, openSnapshot } from '#server/shared/postgres/whole-out.ts';
import { SLICES } from '#server/wiring.ts';
import { foreignDatabase, type TestDatabase, testDatabase } from '#tests/kit/database.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { FORMAT } from './manifest.ts';
import { ArchiveRefused } from './refused.ts';
import { inspectArchive, restoreArchive } from './restore.ts';
import { newRecoveryKey, sealFor, sealWithPassphrase, unsealWith } from './seal.ts';
import { FileUnfit, type Through, type ToWrite, writeArchive } from './write-archive.ts';

const KEPT = SLICES.flatMap((slice) => slice.keptFiles ?? []);
/** A seal is handed in; what is tried here is what stands below it. */
const unsealed: Through = (source) => source;
const PASSPHRASE = 'cinco palabras al azar bastan';
const KEYS = Buffer.from(JSON.stringify({ 'smtp-url': 'smtp://usuario:clave@correo.example' }));
const sealedKeys = buffer(sealWithPassphrase(PASSPHRASE)(Readable.from([KEYS])));
let desk: Settled;
let folder: string;
let archive: string;
let rows: Map<string, string>;

async function write(over: Partial<ToWrite> = {}, postgres: Pick<Postgres, 'app'> = desk.postgres) {
  const snapshot = await openSnapshot(postgres, KEPT);
  try {
    return await writeArchive({
      snapshot,
      manifest: {
        format: FORMAT,
        id: '01890000-0000-7000-8000-000000000001',
        program: '0.1.0',
        institution: 'Gobierno del Estado de Ejemplo',
        at: desk.clock.now().toISOString(),
        postgres: snapshot.postgres,
        migrations: snapshot.migrations,
        tables: snapshot.tables,
        jobs: snapshot.jobs,
        files: snapshot.files,
        hasKeys: true,
      },
      filesFolder: join(desk.dataDir, 'files'),
      seal: unsealed,
      keys: await sealedKeys,
      path: archive,
      signal: new AbortController().signal,
      pace: AT_ONCE,
      tell: () => undefined,
      ...over,
    });
  } finally {
    await snapshot.close();
  }
}

const opening = (path: string) => ({
  path,
  unseal: unsealed,
  signal: new AbortController().signal,
  pace: AT_ONCE,
  tell: () => undefined,
});

/** One hash per table, of its rows in one order, but for when each migration ran in the place: a second opinion that shares nothing with what copies them. */
async function rowHashes(postgres: Pick<Postgres, 'owner'>): Promise<Map<string, string>> {
  const session = await openSession(postgres.owner, 'mesa-test');
  const tables = await session.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'migrations' order by 1",
  );
  const hashes = new Map<string, string>();
  for (const { name } of tables) {
    const [row] = await session.query<{ hash: string }>(
      `select md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) || count(*) as hash from public.${name} t`,
    );
    hashes.set(name, row?.hash ?? '');
  }
  await session.close();
  return hashes;
}

async function fileHashes(root: string): Promise<Map<string, string>> {
  const names = await readdir(root, { recursive: true, withFileTypes: true });
  const hashes = new Map<string, string>();
  for (const each of names.filter((entry) => entry.isFile() && !/\.(preview|thumb)$/.test(entry.name))) {
    hashes.set(
      each.name,
      createHash('sha256')
        .update(await readFile(join(each.parentPath, each.name)))
        .digest('hex'),
    );
  }
  return hashes;
}

const refusal = async (promise: Promise<unknown>): Promise<string> => {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof ArchiveRefused ? error.reason : `no refusal: ${error}`;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mesa-archive-'));
  archive = join(folder, 'uno.mesa');
  desk = await settle();
  await desk.person({ email: 'rosa.canul@gobierno.example' });
  const rosa = await desk.enter('rosa.canul@gobierno.example');
  for (const size of [1, 512, 70_000]) {
    const upload = Buffer.from('á'.repeat(size));
    await desk.call(uploadAttachment, { session: rosa, query: { name: `nota ${size}.txt` }, upload });
  }
  await write();
  rows = await rowHashes(desk.postgres);
}, 60_000);
afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});

describe('an archive', () => {
  let elsewhere: TestDatabase;
  beforeAll(async () => {
    elsewhere = await testDatabase();
  });
  afterAll(() => elsewhere.drop());

  const restoring = (over: object = {}) => ({
    ...opening(archive),
    passphrase: null,
    open: async () => elsewhere.postgres,
    filesFolder: join(folder, 'files'),
    secrets: null,
    prepare: prepareDatabase,
    durable: false,
    ...over,
  });

  it('gives back every row, every file and the keys', async () => {
    const kept = new Map<string, string>();
    const secrets = {
      names: () => [],
      read: () => null,
      remove: () => undefined,
      write: (name: string, value: string) => void kept.set(name, value),
    };
    const restored = await restoreArchive(restoring({ secrets: () => secrets, passphrase: PASSPHRASE }));

    expect(await rowHashes(elsewhere.postgres)).toEqual(rows);
    expect(await fileHashes(join(folder, 'files'))).toEqual(await fileHashes(join(desk.dataDir, 'files')));
    expect(kept).toEqual(new Map([['smtp-url', 'smtp://usuario:clave@correo.example']]));
    expect(restored).toMatchObject({ files: 3, gone: 0, migrated: [] });
    expect(restored.entries).toBeGreaterThan(3);
  });

  it('goes over to a server that lets us own a database and nothing more, and back from there', async () => {
    const foreign = await foreignDatabase();
    const [there, back] = [join(folder, 'there'), join(folder, 'back')];
    const open = async () => foreign.postgres;
    await restoreArchive(restoring({ open, filesFolder: there }));
    expect(await rowHashes(foreign.postgres)).toEqual(rows);

    const path = join(folder, 'de-vuelta.mesa');
    await write({ path, filesFolder: there }, foreign.postgres);
    await foreign.drop();
    const home = await testDatabase();
    await restoreArchive(restoring({ path, open: async () => home.postgres, filesFolder: back }));
    expect(await rowHashes(home.postgres)).toEqual(rows);
    expect(await fileHashes(back)).toEqual(await fileHashes(join(desk.dataDir, 'files')));
    await home.drop();
  });

  it('is not restored over anything', async () => {
    expect(await refusal(restoreArchive(restoring()))).toBe('files-not-empty');
    expect(await refusal(restoreArchive(restoring({ filesFolder: join(folder, 'other') })))).toBe('not-empty');
  });

  it('is refused with a byte changed in what it carries, and with its end missing', async () => {
    // As it leaves the machine: zstd alone has bits that change nothing, under the seal there are none.
    const { identity, recipient } = await newRecoveryKey();
    const path = join(folder, 'roto.mesa');
    await write({ path, seal: sealFor([recipient]) });
    const whole = await readFile(path);
    const sealed = { ...opening(path), unseal: unsealWith([identity]) };
    expect(await inspectArchive(sealed)).toMatchObject({ files: 3 });
    for (let nth = 1; nth <= 20; nth += 1) {
      const place = Math.floor((whole.length * nth) / 21);
      const changed = Buffer.from(whole);
      changed[place] = (changed[place] ?? 0) ^ (1 << (nth % 8));
      await writeFile(path, changed);
      expect(await refusal(inspectArchive(sealed)), `byte ${place}`).toMatch(/^[a-z-]+$/);
    }
    for (const length of [0, 10, 300, Math.floor(whole.length / 2), whole.length - 1]) {
      await writeFile(path, whole.subarray(0, length));
      expect(await refusal(inspectArchive(sealed)), `${length} bytes`).toMatch(/^(altered|truncated|not-an-archive)$/);
    }
  });

  it('is left nowhere when it is cancelled, and when a file is not what its row says', async () => {
    const path = join(folder, 'no.mesa');
    const cancelling = new AbortController();
    const cancelled = write({ path, signal: cancelling.signal, tell: () => cancelling.abort() });
    await expect(cancelled).rejects.toThrow(/abort/);
    const [name = ''] = [...(await fileHashes(join(desk.dataDir, 'files'))).keys()].slice(-1);
    const file = join(desk.dataDir, 'files', name.slice(-2), name);
    const bytes = await readFile(file);
    await writeFile(file, Buffer.from(bytes.map((byte, index) => (index === 0 ? byte ^ 1 : byte))));
    await expect(write({ path })).rejects.toMatchObject({ what: 'altered', id: name });
    await rm(file);
    await expect(write({ path })).rejects.toBeInstanceOf(FileUnfit);
    await writeFile(file, bytes);
    expect((await readdir(folder)).filter((each) => each.startsWith('no.mesa'))).toEqual([]);
  });

  it('leaves an empty place empty where its history does not hold together', async () => {
    const owner = await openSession(desk.postgres.owner, 'mesa-test');
    const tampered = `update history set data = data || '{"by":"another"}' where position = 3`;
    await owner.query('alter table history disable trigger user');
    await owner.query(tampered);
    await owner.query('alter table history enable trigger user');
    await owner.close();
    const path = join(folder, 'cambiado.mesa');
    await write({ path });
    const third = await testDatabase();
    const asked = { path, open: async () => third.postgres, filesFolder: join(folder, 'third') };
    expect(await refusal(restoreArchive(restoring(asked)))).toBe('broken-chain');
    const session = await openSession(third.postgres.owner, 'mesa-test');
    const [left] = await session.query(
      'select (select count(*)::int from history) as acts, (select count(*)::int from people) as people',
    );
    await session.close();
    await third.drop();
    expect(left).toEqual({ acts: 0, people: 0 });
    expect(await readdir(folder)).not.toContain('third');
  });

  it('is made one at a time', async () => {
    const first = await openSnapshot(desk.postgres, KEPT);
    await expect(openSnapshot(desk.postgres, KEPT)).rejects.toBeInstanceOf(BackupRunning);
    await first.close();
    await (await openSnapshot(desk.postgres, KEPT)).close();
  });
});
