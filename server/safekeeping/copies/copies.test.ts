/** Copies to real servers on this machine: SSH by ssh2's own server half, S3 by s3rver. OpenSSH: tests/full/copies.spec.ts. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '#server/shared/settings.ts';
import { type SftpServer, startSftp } from '#tests/kit/sftp.ts';
import { type Copies, openCopies } from './copies.ts';
import { CopyFailed } from './trouble.ts';

const NAME = 'mesa-2026-03-02T08-30-00Z-0a1b2c.mesa';
const OLDER = 'mesa-2026-02-28T08-30-00Z-0a1b2c.mesa';
/** Two parts in a store; over SFTP, where each is many requests anyway, less. */
const large = randomBytes(8 * 1024 * 1024 + 7);
const small = large.subarray(0, 2 * 1024 * 1024 + 7);
let bytes: Buffer = small;
let sha256 = '';
let folder: string;
let path: string;
const here = (name: string) => join(folder, name);
const watching = () => ({ signal: new AbortController().signal, tell: () => undefined, sha256 });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mesa-copies-'));
  path = here('one.mesa');
});
const take = async (whole: Buffer) => {
  bytes = whole;
  sha256 = createHash('sha256').update(bytes).digest('hex');
  await writeFile(path, bytes);
};
afterAll(() => rm(folder, { recursive: true, force: true }));

async function copiesTo(env: Record<string, string>): Promise<Copies> {
  const copies = await openCopies(readSettings({ LOG_LEVEL: 'silent', ...env }).backupCopy, { pauses: [] });
  if (!copies) throw new Error('copies go nowhere');
  return copies;
}

const trouble = async (promise: Promise<unknown>): Promise<{ reason: string; es: string }> => {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof CopyFailed ? error : { reason: `no trouble: ${error}`, es: '' };
};

/** What every way must do. */
async function goThere(copies: Copies) {
  await copies.check();
  expect(await copies.list()).toEqual([]);
  const told: number[] = [];
  await copies.put(path, NAME, { ...watching(), tell: (done, of) => void told.push(done / of) });
  expect(told.at(-1)).toBe(1);
  await copies.put(path, OLDER, watching());
  expect((await copies.list()).map(({ name, bytes: size, at }) => [name, size, at.toISOString()])).toEqual([
    [NAME, bytes.length, '2026-03-02T08:30:00.000Z'],
    [OLDER, bytes.length, '2026-02-28T08:30:00.000Z'],
  ]);
  // A second time, over what stands there.
  await copies.put(path, NAME, watching());
  await copies.get(NAME, here('back.mesa'), watching());
  expect((await readFile(here('back.mesa'))).equals(bytes)).toBe(true);
  await rm(here('back.mesa'));
  await copies.remove(OLDER);
  await copies.remove(OLDER);
  expect((await copies.list()).map(({ name }) => name)).toEqual([NAME]);

  // What arrives is held against what was to be sent: it does not stay.
  const wrong = { ...watching(), sha256: sha256.replaceAll(/[0-9]/g, 'f') };
  expect(await trouble(copies.put(path, OLDER, wrong))).toMatchObject({ reason: 'altered' });
  const cancelling = new AbortController();
  const cut = { ...watching(), signal: cancelling.signal, tell: () => cancelling.abort() };
  expect(await trouble(copies.put(path, OLDER, cut))).toMatchObject({ reason: 'cancelled' });
  expect((await copies.list()).map(({ name }) => name)).toEqual([NAME]);

  for (const name of [OLDER, '../secret', 'mesa.mesa']) {
    expect(await trouble(copies.get(name, here('none'), watching())), name).toMatchObject({ reason: 'not-there' });
  }
  expect((await readdir(folder)).filter((name) => /none|back/.test(name))).toEqual([]);
}

describe('over SFTP', () => {
  let server: SftpServer;
  let root: string;
  const env = (over: Record<string, string> = {}) => ({
    BACKUP_COPY_URL: `sftp://mesa@127.0.0.1:${server.port}/copias`,
    BACKUP_COPY_HOST_KEY: server.fingerprint,
    BACKUP_COPY_PASSWORD: 'clave',
    ...over,
  });
  beforeAll(async () => {
    await take(small);
    root = here('sftp');
    await mkdir(join(root, 'copias'), { recursive: true });
    server = await startSftp(root, { user: 'mesa', password: 'clave' });
  });
  afterAll(() => server.close());

  it('goes there, counts what is whole, and comes back', async () => {
    const copies = await copiesTo(env());
    expect(copies.describe()).toBe(`sftp://mesa@127.0.0.1:${server.port}/copias`);
    await goThere(copies);
    expect(await readdir(join(root, 'copias'))).toEqual([NAME]);
  });

  it('is let in by a private key', async () => {
    const copies = await copiesTo(env({ BACKUP_COPY_PASSWORD: '', BACKUP_COPY_KEY: server.userKey }));
    expect((await copies.list()).map(({ name }) => name)).toEqual([NAME]);
    const broken = await copiesTo(env({ BACKUP_COPY_PASSWORD: '', BACKUP_COPY_KEY: 'no es una llave' }));
    expect(await trouble(broken.list())).toMatchObject({ reason: 'private-key' });
  });

  it('sends nothing to a server with another key, and says which it showed', async () => {
    const before = server.passwords();
    const other = await copiesTo(env({ BACKUP_COPY_HOST_KEY: `SHA256:${'A'.repeat(43)}` }));
    const told = await trouble(other.check());
    expect(told.reason).toBe('host-key');
    expect(told.es).toContain(`${server.fingerprint} (ssh-ed25519)`);
    expect(server.passwords()).toBe(before);
  });

  it('says what is wrong in its own words', async () => {
    const wrong = await copiesTo(env({ BACKUP_COPY_PASSWORD: 'otra' }));
    expect(await trouble(wrong.check())).toMatchObject({ reason: 'sign-in' });
    const url = `sftp://mesa@127.0.0.1:${server.port}/nada`;
    const nowhere = await copiesTo(env({ BACKUP_COPY_URL: url }));
    expect(await trouble(nowhere.check())).toMatchObject({ reason: 'no-folder' });
    expect(await trouble(nowhere.put(path, NAME, watching()))).toMatchObject({ reason: 'no-folder' });
    server.refuse(3);
    expect(await trouble((await copiesTo(env())).check())).toMatchObject({ reason: 'no-permission' });
    expect(await trouble((await copiesTo(env())).put(path, OLDER, watching()))).toMatchObject({
      reason: 'no-permission',
    });
    server.refuse(null);
    const silent = await copiesTo(env({ BACKUP_COPY_URL: 'sftp://mesa@127.0.0.1:1/copias' }));
    expect(await trouble(silent.check())).toMatchObject({ reason: 'silent' });
  });

  it('leaves nothing under the name where the server dies in the middle, and succeeds afterwards', async () => {
    const copies = await copiesTo(env());
    await copies.remove(NAME);
    server.dieAfter(1024 * 1024);
    expect(await trouble(copies.put(path, NAME, watching()))).toMatchObject({ reason: 'silent' });
    expect(await copies.list()).toEqual([]);
    expect(await readdir(join(root, 'copias'))).toEqual([]);
    server.dieAfter(1024 * 1024);
    const patient = await openCopies(readSettings({ LOG_LEVEL: 'silent', ...env() }).backupCopy, { pauses: [10] });
    await patient?.put(path, NAME, watching());
    expect((await readFile(join(root, 'copias', NAME))).equals(bytes)).toBe(true);
  });
});

describe('to a store that speaks S3', () => {
  let server: S3rver;
  let port: number;
  const start = async (on: number) => {
    server = new S3rver({
      ...{ address: '127.0.0.1', port: on, silent: true, directory: here('s3') },
      configureBuckets: [{ name: 'respaldos', configs: [] }],
    });
    return (await server.run()).port;
  };
  const env = (over: Record<string, string> = {}) => ({
    BACKUP_COPY_URL: `s3://respaldos/mesa/de hoy?endpoint=http://127.0.0.1:${port}&pathStyle=1`,
    AWS_ACCESS_KEY_ID: 'S3RVER',
    AWS_SECRET_ACCESS_KEY: 'S3RVER',
    ...over,
  });
  beforeAll(async () => {
    await take(large);
    port = await start(0);
  });
  afterAll(() => server.close());

  it('goes there, counts what is whole, and comes back', async () => {
    const copies = await copiesTo(env());
    expect(copies.describe()).toBe('s3://respaldos/mesa/de hoy');
    await goThere(copies);
  });

  it('says what is wrong in its own words', async () => {
    const wrong = await copiesTo(env({ AWS_ACCESS_KEY_ID: 'otra' }));
    expect(await trouble(wrong.check())).toMatchObject({ reason: 'sign-in' });
    const url = `s3://otro/mesa?endpoint=http://127.0.0.1:${port}&pathStyle=1`;
    expect(await trouble((await copiesTo(env({ BACKUP_COPY_URL: url }))).check())).toMatchObject({
      reason: 'no-bucket',
      es: expect.stringContaining('otro'),
    });
  });

  it('leaves nothing under the name where the server dies in the middle, and succeeds afterwards', async () => {
    const copies = await copiesTo(env());
    await copies.remove(NAME);
    let dead: Promise<unknown> | null = null;
    const tell = () => {
      dead ??= server.close();
    };
    expect(await trouble(copies.put(path, NAME, { ...watching(), tell }))).toMatchObject({ reason: 'silent' });
    await dead;
    await start(port);
    expect(await copies.list()).toEqual([]);
    await copies.put(path, NAME, watching());
    expect((await copies.list()).map(({ name }) => name)).toEqual([NAME]);
  });
});
