/** Backups as an administrator meets them: asked for, cancelled, made at their hour and made up for; the key and the plan. */

import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSession } from '#contract/accounts.ts';
import {
  type BackupId,
  cancelBackup,
  listBackups,
  makeRecoveryKey,
  readBackup,
  readSafekeeping,
  saveBackupPlan,
  startBackup,
} from '#contract/safekeeping.ts';
import { translator } from '#locales/catalogues.ts';
import { dispatch } from '#server/notifications/dispatch.ts';
import { writeLetter } from '#server/notifications/write.ts';
import { AT_ONCE } from '#server/shared/pace.ts';
import { alone } from '#server/shared/postgres/alone.ts';
import { gauges, readDeskState } from '#server/upkeep/index.ts';
import { MORNING } from '#tests/kit/house.ts';
import { ADMIN, type Settled, settle } from '#tests/security/settled.ts';
import { watchAge } from './alarm.ts';
import { inspectArchive } from './restore.ts';
import { RUN_LOCK, runNow, workOff } from './run.ts';
import { unsealWith } from './seal.ts';
import { keepHour } from './watch.ts';

const NO_SUCH = '01890000-0000-7000-8000-00000000dead' as BackupId;
const never = new AbortController().signal;
let desk: Settled;
let folder: string;
let identity: string;
let session: string;

const asked = () => desk.call(startBackup, { session });
const one = async (id: BackupId) => (await desk.call(readBackup, { session, params: { id } })).reply;
const state = async () => (await desk.call(readSafekeeping, { session })).reply;
const files = async () => (await readdir(folder).catch(() => [])).sort();

beforeAll(async () => {
  desk = await settle();
  folder = desk.house.settings.backupDir;
  session = desk.admin;
});
afterAll(() => desk.close());

describe('before there is a recovery key', () => {
  it('nothing is made, by nobody', async () => {
    expect(await asked()).toMatchObject({ status: 409, problem: { code: 'backup.no-key' } });
    await keepHour(desk.house);
    expect(await state()).toMatchObject({ hasKey: false, lastGoodAt: null, overdue: false, details: { nextAt: null } });
    expect((await desk.call(listBackups, { session })).reply).toEqual({ items: [], next: null });
  });

  it('it is made with the password typed once more, and shown once', async () => {
    const make = (body: { replace: boolean; password: string }) => desk.call(makeRecoveryKey, { session, body });
    expect(await make({ replace: false, password: 'otra' })).toMatchObject({
      status: 422,
      problem: { code: 'password.current-wrong' },
    });
    const made = await make({ replace: false, password: ADMIN.password });
    expect(made).toMatchObject({ status: 200, reply: { at: MORNING.toISOString() } });
    identity = made.reply.identity;
    expect(identity).toMatch(/^AGE-SECRET-KEY-1/);
    expect(await make({ replace: false, password: ADMIN.password })).toMatchObject({
      status: 409,
      problem: { code: 'backup.has-key' },
    });
    const { details, hasKey } = await state();
    expect(hasKey).toBe(true);
    expect(details).toMatchObject({ key: { recipient: made.reply.recipient, since: MORNING.toISOString() } });
    expect(JSON.stringify(details)).not.toContain('SECRET');
  });
});

describe('a backup', () => {
  it('asked for is made once, whole, under its name, and opens with the key', async () => {
    const key = 'la-misma-dos-veces';
    const first = await desk.call(startBackup, { session, key });
    const again = await desk.call(startBackup, { session, key });
    expect([first.status, again.status, again.reply.id]).toEqual([201, 201, first.reply.id]);
    expect(await asked()).toMatchObject({ status: 409, problem: { code: 'backup.running' } });
    expect(await one(first.reply.id)).toMatchObject({ state: 'waiting', kind: 'asked', can: { cancel: true } });
    await desk.drain();
    const made = await one(first.reply.id);
    expect(made).toMatchObject({ state: 'made', phase: null, progress: null, failure: null, can: { cancel: false } });
    expect(made.askedBy).toContain('Alma');
    expect(await files()).toEqual([made.name]);
    const opened = await inspectArchive({
      path: join(folder, made.name ?? ''),
      unseal: unsealWith([identity]),
      signal: never,
      pace: AT_ONCE,
      tell: () => undefined,
    });
    expect(opened).toMatchObject({ id: made.id, bytes: made.bytes, sha256: made.sha256, rows: made.rows });
    desk.clock.advance(60_000);
    const figures = new Map((await gauges(desk.house)).map(({ name, value }) => [name, value]));
    expect(figures.get('mesa_backup_age_seconds')).toBe(60);
    expect(figures.get('mesa_backup_bytes')).toBe(made.bytes);
    expect((await readDeskState(desk.house)).backups).toMatchObject({ hasKey: true, lastGoodAt: made.seenAt });
    expect(await state()).toMatchObject({
      lastGoodAt: made.seenAt,
      overdue: false,
      details: { underWay: null, last: { id: made.id }, place: { archives: 1, onSameDisk: true, writable: true } },
    });
  });

  it('that waits is cancelled at once, one that is over is not', async () => {
    const { reply } = await asked();
    const cancel = (id: BackupId) => desk.call(cancelBackup, { session, params: { id } });
    expect((await cancel(reply.id)).status).toBe(200);
    expect(await one(reply.id)).toMatchObject({ state: 'cancelled', can: { cancel: false } });
    expect(await cancel(reply.id)).toMatchObject({ status: 409, problem: { code: 'backup.over' } });
    expect((await cancel(NO_SUCH)).status).toBe(404);
    expect((await desk.call(readBackup, { session, params: { id: NO_SUCH } })).status).toBe(404);
  });

  it('of another node is left alone while that node has the lock', async () => {
    const { reply } = await asked();
    await alone(desk.postgres, RUN_LOCK, async () => {
      await workOff(desk.house, never);
      expect(await one(reply.id)).toMatchObject({ state: 'waiting' });
      await expect(runNow(desk.house, { folder, signal: never, tell: () => undefined })).rejects.toMatchObject({
        reason: 'running',
      });
    });
    await desk.call(cancelBackup, { session, params: { id: reply.id } });
  });

  it('stopped with the program waits for the next one', async () => {
    const { reply } = await asked();
    const stopping = new AbortController();
    const before = await files();
    // Read for the backup's first step, the key is where the program is told to stop.
    const read = (name: string) => {
      stopping.abort();
      return desk.house.secrets.read(name);
    };
    await workOff({ ...desk.house, secrets: { ...desk.house.secrets, read } }, stopping.signal);
    expect(await one(reply.id)).toMatchObject({ state: 'waiting', phase: null });
    expect(await files()).toEqual(before);
    await workOff(desk.house, never);
    expect(await one(reply.id)).toMatchObject({ state: 'made' });
  });

  it('of a program that was killed is called so, and its half file goes', async () => {
    const { reply } = await asked();
    await desk.house.store.aside('backup', async (db) => {
      await db.updateTable('backups').set({ state: 'running', phase: 'writing' }).where('id', '=', reply.id).execute();
    });
    await writeFile(join(folder, 'mesa-2026-11-23T10-00-00Z-abcdef.mesa.partial'), 'half');
    await writeFile(join(folder, 'ajeno.partial'), 'not ours');
    await workOff(desk.house, never);
    expect(await one(reply.id)).toMatchObject({ state: 'interrupted', phase: null });
    expect((await files()).filter((name) => name.endsWith('.partial'))).toEqual(['ajeno.partial']);
    await rm(join(folder, 'ajeno.partial'));
  });

  it('that fails says why, leaves nothing, and is on record', async () => {
    const blocked = join(folder, 'un-archivo');
    await writeFile(blocked, '');
    const backupDir = join(blocked, 'respaldos');
    const missing = { ...desk.house, settings: { ...desk.house.settings, backupDir } };
    const { reply } = await asked();
    await workOff(missing, never);
    const failed = await one(reply.id);
    expect(failed).toMatchObject({ state: 'failed', failure: { reason: 'no-place' } });
    expect(failed.failure?.says.es).toContain(backupDir);
    await rm(blocked);
  });

  it('of the command line stands in the same list', async () => {
    const done = await runNow(desk.house, { folder, signal: never, tell: () => undefined });
    const { items } = (await desk.call(listBackups, { session })).reply;
    expect(items[0]).toMatchObject({ id: done.id, kind: 'command', state: 'made', askedBy: null, bytes: done.bytes });
    expect(items.map(({ askedAt }) => askedAt)).toEqual(
      items
        .map(({ askedAt }) => askedAt)
        .toSorted()
        .toReversed(),
    );
  });
});

describe('Servicios Generales', () => {
  it('reads how it stands, and nothing of how it is done', async () => {
    await desk.person({ email: 'dsg@gobierno.example', roles: ['service_owner'] });
    const dsg = await desk.enter('dsg@gobierno.example');
    const { reply } = await desk.call(readSafekeeping, { session: dsg });
    expect(reply).toEqual({ ...(await state()), details: null });
    expect((await desk.call(listBackups, { session: dsg })).status).toBe(403);
  });
});

describe('the plan', () => {
  const plan = { enabled: true, hour: '22:30', days: 7, weeks: 4, months: 6 };

  it('is changed by one who saw it as it is', async () => {
    const version = (await state()).details?.plan.version ?? 0;
    const save = () => desk.call(saveBackupPlan, { session, body: { plan, version } });
    expect(await save()).toMatchObject({ status: 200, reply: { version: version + 1 } });
    expect(await save()).toMatchObject({ status: 409, problem: { code: 'version.stale' } });
    const { details } = await state();
    expect(details).toMatchObject({ plan: { ...plan, version: version + 1 }, nextAt: '2026-11-24T04:30:00.000Z' });
  });

  it('makes the backup at its hour, once, and makes up for an hour that was missed', async () => {
    const newest = async () => (await desk.call(listBackups, { session })).reply.items[0];
    const tick = async (now?: string) => {
      if (now !== undefined) desk.clock.set(new Date(now));
      await keepHour(desk.house);
      await workOff(desk.house, never);
      session = await desk.enter(ADMIN.email, ADMIN.password);
      return newest();
    };
    const before = await tick();
    expect((await tick('2026-11-24T04:29:00Z'))?.id).toBe(before?.id);
    const made = await tick('2026-11-24T04:30:00Z');
    expect(made).toMatchObject({ kind: 'daily', state: 'made', askedBy: null });
    expect((await tick())?.id).toBe(made?.id);
    // Off at half past ten of the next day: made when it is on again, three hours late.
    const late = await tick('2026-11-25T07:30:00Z');
    expect(late).toMatchObject({ kind: 'daily', state: 'made', seenAt: '2026-11-25T07:30:00.000Z' });
    expect((await tick())?.id).toBe(late?.id);
  });
});

describe('what stays', () => {
  it('is what the plan keeps, and the newest that was proven; what somebody took away is noted', async () => {
    const list = async () => (await desk.call(listBackups, { session })).reply.items;
    const made = async () => (await list()).filter((run) => run.state === 'made' && run.removedAt === null);
    const back = (time: string) => {
      desk.clock.set(new Date(time));
      return runNow(desk.house, { folder, signal: never, tell: () => undefined });
    };
    // Of the hour of two days ago, and the one made up for.
    const [taken, proven] = await made();
    expect(await made()).toHaveLength(2);
    await desk.house.store.aside('backup', (db) =>
      db
        .updateTable('backups')
        .set({ proof_state: 'proven', proven_at: desk.clock.now() })
        .where('id', '=', proven?.id ?? '')
        .execute(),
    );
    await rm(join(folder, taken?.name ?? ''));
    const version = (await state()).details?.plan.version ?? 0;
    const plan = { enabled: true, hour: '22:30', days: 1, weeks: 0, months: 0 };
    await desk.call(saveBackupPlan, { session, body: { plan, version } });
    const third = await back('2026-11-26T07:30:00Z');
    const fourth = await back('2026-11-27T08:00:00Z');
    session = await desk.enter(ADMIN.email, ADMIN.password);
    const kept = await made();
    expect(kept.map(({ id }) => id)).toEqual([fourth.id, proven?.id]);
    expect(await files()).toEqual(kept.map(({ name }) => name).toSorted());
    const why = new Map((await list()).map((run) => [run.id as string, run.removedWhy]));
    expect([why.get(taken?.id ?? ''), why.get(third.id)]).toEqual(['missing', 'retention']);
    expect((await state()).lastProvenAt).toBe(proven?.seenAt);
  });
});

describe('the administrators', () => {
  const subjects = async () => {
    await desk.drain();
    await dispatch(desk.house, writeLetter);
    return desk.mailbox.letters.splice(0).map(({ subject }) => subject);
  };
  const at = async (time: string) => {
    desk.clock.set(new Date(time));
    await watchAge(desk.house);
    return subjects();
  };
  const notices = async () => {
    session = await desk.enter(ADMIN.email, ADMIN.password);
    return (await desk.call(readSession, { session })).reply.standingNotices;
  };
  const words = translator('es-MX');

  it('were told at once of the one that failed', async () => {
    expect(await subjects()).toEqual([words('letters.backup.failed.subject')]);
  });

  it('are told after 26 hours without a good one, once a day, and when it is well again', async () => {
    const tooOld = words('letters.backup.overdue.subject', { known: 'yes' });
    // The last good one is of 08:00 of the 27th.
    expect(await at('2026-11-28T09:00:00Z')).toEqual([]);
    expect(await notices()).not.toContain('backup-overdue');
    expect(await at('2026-11-28T10:01:00Z')).toEqual([tooOld]);
    expect(await notices()).toContain('backup-overdue');
    expect(await at('2026-11-29T10:00:00Z')).toEqual([]);
    expect(await at('2026-11-29T10:01:00Z')).toEqual([tooOld]);
    await runNow(desk.house, { folder, signal: never, tell: () => undefined });
    expect(await at('2026-11-29T10:10:00Z')).toEqual([words('letters.backup.good-again.subject')]);
    expect(await at('2026-11-29T10:20:00Z')).toEqual([]);
    expect(await notices()).not.toContain('backup-overdue');
  });
});
