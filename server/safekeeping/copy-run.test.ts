/** What becomes of the copies of a desk's backups, over real SSH on this machine. */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listBackups } from '#contract/safekeeping.ts';
import { translator } from '#locales/catalogues.ts';
import { dispatch } from '#server/notifications/dispatch.ts';
import { writeLetter } from '#server/notifications/write.ts';
import { DAY, later } from '#server/shared/clock.ts';
import type { House } from '#server/shared/house.ts';
import { system } from '#server/shared/policy.ts';
import { readSettings } from '#server/shared/settings.ts';
import { type SftpServer, startSftp } from '#tests/kit/sftp.ts';
import { ADMIN, type Settled, settle } from '#tests/security/settled.ts';
import { copyOut } from './copy-run.ts';
import { makeRecoveryKey } from './key.ts';
import { standingNow } from './read-safekeeping.ts';
import { runNow } from './run.ts';

const never = new AbortController().signal;
let desk: Settled;
let house: House;
let server: SftpServer;
let root: string;

const there = async () => (await readdir(join(root, 'copias'))).sort();
const newest = async () => {
  const session = await desk.enter(ADMIN.email, ADMIN.password);
  return (await desk.call(listBackups, { session })).reply.items;
};
const backUp = () =>
  runNow(desk.house, { folder: desk.house.settings.backupDir, signal: never, tell: () => undefined });
const elsewhere = async () => {
  const { copiesTo, lastCopiedAt } = await standingNow(house, house.store.read);
  return { copiesTo, lastCopiedAt };
};
const copy = (runId: string | null) => copyOut(house, { runId, signal: never, pauses: [] });

beforeAll(async () => {
  desk = await settle();
  await makeRecoveryKey(desk.house, { replace: false, actor: system('terminal') });
  root = await mkdtemp(join(tmpdir(), 'mesa-copied-'));
  await mkdir(join(root, 'copias'));
  server = await startSftp(root, { user: 'mesa', password: 'clave' });
  const { backupCopy } = readSettings({
    BACKUP_COPY_URL: `sftp://mesa@127.0.0.1:${server.port}/copias`,
    BACKUP_COPY_HOST_KEY: server.fingerprint,
    BACKUP_COPY_PASSWORD: 'clave',
  });
  house = { ...desk.house, settings: { ...desk.house.settings, backupCopy } };
});
afterAll(async () => {
  await server.close();
  await desk.close();
  await rm(root, { recursive: true, force: true });
});

it('a copy that fails fails no backup, says why, and goes with the next one', async () => {
  const first = await backUp();
  server.refuse(3);
  expect(await copy(first.id)).toMatchObject({ failure: { reason: 'no-permission' } });
  const [failed] = await newest();
  expect(failed).toMatchObject({
    id: first.id,
    state: 'made',
    phase: null,
    copies: [{ state: 'failed', failure: { reason: 'no-permission' } }],
  });
  expect(failed?.copies[0]?.failure?.says.es).toContain('permiso');
  expect(failed?.copies[0]?.where).not.toContain('clave');
  expect(await elsewhere()).toEqual({ copiesTo: failed?.copies[0]?.where, lastCopiedAt: null });
  await desk.drain();
  await dispatch(desk.house, writeLetter);
  const [letter] = desk.mailbox.letters.splice(0);
  expect(letter?.subject).toBe(translator('es-MX')('letters.backup.not-copied.subject'));
  expect(letter?.text).toContain(failed?.copies[0]?.failure?.says.es);

  server.refuse(null);
  desk.clock.set(later(desk.clock.now(), DAY));
  const second = await backUp();
  expect(await copy(second.id)).toMatchObject({ failure: null });
  const [second_, first_] = await newest();
  expect([second_?.id, second_?.copies, first_?.copies]).toMatchObject([
    second.id,
    [{ state: 'made', failure: null }],
    [{ state: 'made', failure: null }],
  ]);
  expect(await there()).toEqual([first_?.name, second_?.name]);
  expect((await elsewhere()).lastCopiedAt).toEqual(second.at);
});

it('what the plan does not keep goes there, too, but nothing of anybody else', async () => {
  const foreign = 'mesa-2020-01-01T00-00-00Z-ffffff.mesa';
  await mkdir(join(root, 'copias', foreign));
  await desk.house.store.aside('backup', async (db) => {
    await db.updateTable('backup_plan').set({ days: 1, weeks: 0, months: 0 }).execute();
  });
  desk.clock.set(later(desk.clock.now(), 2 * DAY));
  await backUp();
  await copy(null);
  const [third, second, first] = await newest();
  expect([third?.copies.length, second?.copies, first?.copies]).toEqual([1, [], []]);
  expect(await there()).toEqual([foreign, third?.name]);
});
