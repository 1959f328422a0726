/** A desk out of an archive in a throwaway place: proven, not proven, given up; and nothing of it stays. */

import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadAttachment } from '#contract/attachments.ts';
import { readCatalogue } from '#contract/catalogue.ts';
import { fileRequest } from '#contract/requests.ts';
import { type BackupId, readBackup, readSafekeeping } from '#contract/safekeeping.ts';
import { translator } from '#locales/catalogues.ts';
import { INSTITUTION_STREAM } from '#server/institution/index.ts';
import { prepareDatabase } from '#server/prepare.ts';
import { safekeepingNotice } from '#server/safekeeping/alarm.ts';
import { compareFiles } from '#server/safekeeping/compare-files.ts';
import {
  ArchiveRefused,
  type BackedUp,
  inspectArchive,
  isSigned,
  keepRecipient,
  newRecoveryKey,
  ProofFailed,
  proofKeyOf,
  proveApart,
  proveArchive,
  runNow,
  unsealWith,
} from '#server/safekeeping/index.ts';
import { proveRun } from '#server/safekeeping/prove-run.ts';
import { systemClock } from '#server/shared/clock.ts';
import { entriesOf } from '#server/shared/history.ts';
import { newRandomId } from '#server/shared/ids.ts';
import type { OperatorError } from '#server/shared/operator-error.ts';
import { AT_ONCE } from '#server/shared/pace.ts';
import { nameOf } from '#server/shared/postgres/cluster.ts';
import { holderOf, lockFolder } from '#server/shared/postgres/folder-lock.ts';
import { postgresProcessesOf } from '#server/shared/postgres/processes.ts';
import { sweepScratch } from '#server/shared/postgres/scratch.ts';
import { openSession } from '#server/shared/postgres/session.ts';
import type { Prove } from '#server/shared/proving.ts';
import { SLICES } from '#server/wiring.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { holdAgainst } from './hold-against.ts';
import { tryDesk } from './try-desk.ts';

const KEPT = SLICES.flatMap((slice) => slice.keptFiles ?? []);
const silent = () => new AbortController().signal;
let desk: Settled;
let folder: string;
let recovery: { identity: string; recipient: string };

/** One archive for all: a run whose proof is put off until the tests have its key. */
let made: BackedUp;
let identity: string;

const houseWith = (prove: Prove) => ({ ...desk.house, whole: { ...desk.house.whole, prove } });
const backedUp = async (): Promise<{ made: BackedUp; identity: string }> => {
  let key = '';
  const putOff: Prove = async (given) => {
    key = given.identity;
    return { outcome: 'cancelled' };
  };
  const done = await runNow(houseWith(putOff), {
    ...{ folder: join(folder, 'backups'), signal: silent(), tell: () => undefined },
  });
  return { made: done, identity: key };
};
const proven = (prove: Prove, tell: (percent: number) => void = () => undefined) =>
  proveRun(houseWith(prove), { made, identity, signal: silent(), rest: () => 0, tell });

const rowOf = async (id: string) =>
  (await desk.call(readBackup, { session: desk.admin, params: { id: id as BackupId } })).reply;
/** The last that the history says of the proof of that backup. */
const factOf = async (id: string) =>
  (await entriesOf(desk.house.store.read, INSTITUTION_STREAM)).findLast(
    ({ fact, data }) => fact.startsWith('backup.pro') && JSON.stringify(data).includes(id),
  );
const opening = (path: string) => ({ path, signal: silent(), pace: AT_ONCE, tell: () => undefined });

type Over = Partial<Parameters<typeof proveArchive>[0]>;
const proving = (path: string, over: Over = {}) =>
  proveArchive({
    ...{ path, unseal: unsealWith([identity]), folder, signal: silent(), pace: AT_ONCE, tell: () => undefined },
    ...{ clock: systemClock, log: desk.house.log, roomOf: async () => null },
    ...{ prepare: prepareDatabase, keptFiles: KEPT, tryDesk },
    ...over,
  });

const reasonOf = async (promise: Promise<unknown>): Promise<string> => {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof ArchiveRefused || error instanceof ProofFailed ? error.reason : `no refusal: ${error}`;
};

const leftIn = async (place: string) => (await readdir(place)).filter((name) => name.startsWith('proof-'));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mesa-prove-'));
  desk = await settle();
  recovery = await newRecoveryKey();
  keepRecipient(desk.house.secrets, recovery.recipient);
  await desk.person({ email: 'rosa.canul@gobierno.example' });
  const session = await desk.enter('rosa.canul@gobierno.example');
  const { reply: file } = await desk.call(uploadAttachment, {
    ...{ session, query: { name: 'nota.txt' }, upload: Buffer.from('No imprime desde ayer.') },
  });
  const { areas } = (await desk.call(readCatalogue, { session })).reply;
  const area = areas.find((each) => each.code === 'ST');
  if (!area) throw new Error('no area to ask');
  const filed = await desk.call(fileRequest, {
    session,
    body: {
      ...{ draftId: null, subject: 'La impresora no imprime', description: 'Desde ayer no imprime nada.' },
      ...{ areaId: area.id, serviceId: null, attachments: [file.id] },
      place: { building: 'Edificio A', floor: '2', office: 'Archivo', phone: '' },
    },
  });
  if (filed.status !== 201) throw new Error(filed.raw.body);
  ({ made, identity } = await backedUp());
}, 60_000);
afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the proof of an archive', () => {
  it('leaves the archive without one when it is given up', async () => {
    expect(await rowOf(made.id)).toMatchObject({ state: 'made', phase: null, proof: { state: 'interrupted' } });
    expect(await factOf(made.id)).toBeUndefined();
  });

  it.each<[string, Prove, object, string | null]>([
    [
      'fails, with its sentence',
      async () => ({ outcome: 'failed', why: { key: 'archives.proof.sign-in', values: { status: 500 } } }),
      { state: 'failed', signed: null, failure: { reason: 'sign-in', says: { en: expect.stringContaining('(500)') } } },
      'backup.proof-failed',
    ],
    [
      'fails, for what nobody foresaw',
      () => Promise.reject(new Error('no process')),
      { state: 'failed', failure: { reason: 'ended' } },
      'backup.proof-failed',
    ],
  ])('leaves the archive as it is when it %s', async (_what, prove, proof, fact) => {
    await proven(prove);
    expect(await rowOf(made.id)).toMatchObject({ state: 'made', phase: null, proof });
    expect((await factOf(made.id))?.fact ?? null).toBe(fact);
    expect(await safekeepingNotice(desk.house)).toBe('backup-unproven');
    desk.mailbox.letters.length = 0;
    await desk.drain();
    const subjects = desk.mailbox.letters.map((letter) => letter.subject);
    expect(subjects).toContainEqual(expect.stringContaining('no pasó su comprobación'));
    expect(await inspectArchive({ ...opening(made.path), unseal: unsealWith([recovery.identity]) })).toMatchObject({
      sha256: made.sha256,
    });
  });

  it('finds a desk in it where somebody signs in, in a process of its own, and signs what it found', async () => {
    const percents: number[] = [];
    const found = await proven(proveApart, (percent) => void percents.push(percent));
    if (found?.outcome !== 'proven') throw new Error(JSON.stringify(found));
    const { signed } = found;
    expect(await rowOf(made.id)).toMatchObject({ state: 'made', phase: null, proof: { state: 'proven', signed } });
    const { lastProvenAt, restoreSeconds } = (await desk.call(readSafekeeping, { session: desk.admin })).reply;
    expect([lastProvenAt, restoreSeconds]).toEqual([made.at.toISOString(), Math.round(signed.proof.seconds.restore)]);
    expect(await factOf(made.id)).toMatchObject({ fact: 'backup.proven', data: { signature: signed.signature } });
    expect(signed.proof.archive).toMatchObject({ id: made.id, sha256: made.sha256, bytes: made.bytes });
    expect(signed.proof.counts).toMatchObject({ rows: made.rows, files: 1, gone: 0, receipts: 1, migrated: 0 });
    expect(signed.proof.tried).toEqual({ signIn: true, request: true, attachment: true });
    expect(signed.proof.seconds.restore).toBeGreaterThan(0);
    expect(percents).toEqual(percents.toSorted((one, other) => one - other));
    expect([percents[0], percents.at(-1)]).toEqual([0, 90]);
    expect(signed.key).toBe(proofKeyOf(desk.house.secrets));
    expect(isSigned(signed)).toBe(true);
    const { proof } = signed;
    expect(isSigned({ ...signed, proof: { ...proof, counts: { ...proof.counts, files: 2 } } })).toBe(false);
    expect(isSigned({ ...signed, key: 'AAAA' })).toBe(false);
    expect(await leftIn(desk.dataDir)).toEqual([]);

    const file = join(folder, 'proof.json');
    const against = async (of: string, written: object) => {
      await writeFile(file, JSON.stringify(written));
      const call = { words: [of], flags: { proof: file }, locale: 'en', t: translator('en') } as const;
      return holdAgainst(call, file).then(
        ({ ok, lines }) => `${ok} ${lines.at(-1)}`,
        (error: OperatorError) => error.en,
      );
    };
    expect(await against(made.path, { ok: true, signed })).toMatch(/^true Another server signed it, of key MCow/);
    expect(await against(made.path, { ...signed, proof: { ...proof, at: made.at.toISOString() } })).toMatch(
      /changed it/,
    );
    expect(await against(file, signed)).toMatch(/of another backup/);
    expect(await against(made.path, { proof })).toMatch(/is no proof/);
  }, 60_000);

  it('is not given without room for a whole desk, nor with another key', async () => {
    const { path } = made;
    const roomOf = async () => ({ freeBytes: 1024 ** 2, allBytes: 1024 ** 4 });
    expect(await reasonOf(proving(path, { roomOf }))).toBe('no-room');
    const other = await newRecoveryKey();
    expect(await reasonOf(proving(path, { unseal: unsealWith([other.identity]) }))).toBe('wrong-key');
    expect(await leftIn(folder)).toEqual([]);
  });

  it('leaves neither folder nor process when it is given up while it loads', async () => {
    const cancelling = new AbortController();
    let data = '';
    let running = 0;
    const tell: Over['tell'] = ({ step }) => {
      if (step !== 'load' || data !== '') return;
      const scratch = readdirSync(folder).find((name) => name.startsWith('proof-')) ?? '';
      data = join(folder, scratch, 'postgres');
      running = postgresProcessesOf(data, nameOf(data)).length;
      cancelling.abort();
    };
    expect(await reasonOf(proving(made.path, { signal: cancelling.signal, tell }))).toBe('cancelled');
    expect(running).toBeGreaterThan(0);
    expect(postgresProcessesOf(data, nameOf(data))).toEqual([]);
    expect(await leftIn(folder)).toEqual([]);
  }, 60_000);

  it('fails over a history that was altered, although the sums of the archive agree with it', async () => {
    const owner = await openSession(desk.postgres.owner, 'mesa-test');
    await owner.query('alter table history disable trigger user');
    const tampered = `update history set data = data || '{"by":"another"}' where position = 3`;
    await owner.query(tampered);
    await owner.query('alter table history enable trigger user');
    await owner.close();
    const altered = await backedUp();
    const asked = { unseal: unsealWith([altered.identity]) };
    expect(await reasonOf(proving(altered.made.path, asked))).toBe('broken-chain');
    expect(await leftIn(folder)).toEqual([]);
  }, 60_000);
});

describe('a restored desk', () => {
  it('is held against its rows file by file, and used as a person uses it', async () => {
    const filesFolder = join(desk.dataDir, 'files');
    const looked = (gone: number) => ({ filesFolder, keptFiles: KEPT, gone, signal: silent(), pace: AT_ONCE });
    const place = { postgres: desk.postgres, folder: desk.dataDir };
    await compareFiles(desk.postgres, looked(0));
    expect(await tryDesk(place)).toEqual({ signIn: true, request: true, attachment: true });
    const [shelf = ''] = (await readdir(filesFolder)).filter((name) => /^[0-9a-f]{2}$/.test(name));
    const [name = ''] = (await readdir(join(filesFolder, shelf))).filter((each) => !/[.]/.test(each));
    const path = join(filesFolder, shelf, name);
    await writeFile(path, 'No imprime desde hoy..');
    expect(await reasonOf(compareFiles(desk.postgres, looked(0)))).toBe('file');
    await rm(path);
    expect(await reasonOf(compareFiles(desk.postgres, looked(0)))).toBe('file');
    await compareFiles(desk.postgres, looked(1));
    expect(await reasonOf(tryDesk(place))).toBe('attachment');
  });
});

describe('what an interrupted proof left', () => {
  it('goes with the next one, and what is in use stays', async () => {
    const parent = await mkdtemp(join(folder, 'left-'));
    const [dead, living] = [`proof-${newRandomId()}`, `proof-${newRandomId()}`];
    for (const name of [dead, living]) await mkdir(join(parent, name, 'postgres'), { recursive: true });
    await mkdir(join(parent, 'files'));
    const lock = lockFolder(join(parent, living));
    await sweepScratch(parent, desk.house.log);
    expect((await readdir(parent)).sort()).toEqual(['files', living]);
    expect(holderOf(join(parent, living))?.pid).toBe(process.pid);
    lock.release();
  });
});
