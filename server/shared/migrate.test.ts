/** Programs of two versions on one database, and a migration that has to wait for a table. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '#tests/kit/database.ts';
import { migrate, missingMigrations } from './migrate.ts';
import { openSession } from './postgres/session.ts';

const OURS = new URL('../../database/migrations', import.meta.url).pathname;
let folder: string;
let database: TestDatabase;

/** The migrations of a program that has these besides. */
function programWith(files: Record<string, string>): string {
  const theirs = mkdtempSync(join(folder, 'program-'));
  cpSync(OURS, theirs, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(theirs, name), text);
  return theirs;
}

async function start(program: string) {
  const { owner, appRole, readerRole } = database.postgres;
  const newer: string[] = [];
  const behind = (names: readonly string[]) => void newer.push(...names);
  const ran = await migrate(owner, { app: appRole, reader: readerRole }, { folder: program, behind });
  return { ran, newer };
}

const ADDS = { '9001_adds.sql': 'create table tomorrow (id uuid); alter table people add column nickname text;' };
/** A machine that others use. */
const SOON = { timeout: 20_000, interval: 20 };
const NARROWS = { '9002_narrows.sql': 'alter table people drop column nickname;' };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mesa-migrate-'));
  database = await testDatabase();
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a program on the database of a newer one', () => {
  it('starts where the newer one only added, and says so', async () => {
    expect(await start(programWith(ADDS))).toEqual({ ran: ['9001_adds.sql'], newer: [] });
    expect(await start(OURS)).toEqual({ ran: [], newer: ['9001_adds.sql'] });
    expect(await missingMigrations(database.postgres.owner)).toEqual([]);
    expect(await start(programWith(ADDS))).toEqual({ ran: [], newer: [] });
  });

  it('refuses one of another line, that lacks what this one has', async () => {
    await expect(start(programWith({ '9003_other.sql': 'create table other (id uuid);' }))).rejects.toThrow(
      /9001_adds/,
    );
  });

  it('refuses to start where the newer one took something away', async () => {
    expect((await start(programWith({ ...ADDS, ...NARROWS }))).ran).toEqual(['9002_narrows.sql']);
    await expect(start(OURS)).rejects.toThrow(/9002_narrows/);
    await expect(missingMigrations(database.postgres.owner)).rejects.toThrow(/9002_narrows/);
    expect((await start(programWith({ ...ADDS, ...NARROWS }))).ran).toEqual([]);
  });
});

describe('a migration', () => {
  it('makes way for whoever holds the table, and comes back', async () => {
    const { owner } = database.postgres;
    const [reading, beside] = [await openSession(owner, 'mesa-test'), await openSession(owner, 'mesa-test')];
    await reading.query('begin; select from people limit 1');
    const migrating = start(
      programWith({ ...ADDS, ...NARROWS, '9004_waits.sql': 'alter table people add column alias text;' }),
    );
    const waits = () =>
      beside.query("select from pg_locks where relation = 'people'::regclass and mode = 'AccessExclusiveLock'");
    await expect.poll(async () => (await waits()).length, SOON).toBe(1);
    // Behind one that waited on, nobody could read: this comes through while the reader is still there.
    await beside.query('select from people limit 1');
    await expect.poll(async () => (await waits()).length, SOON).toBe(0);
    await reading.query('commit');
    expect((await migrating).ran).toEqual(['9004_waits.sql']);
    await Promise.all([reading.close(), beside.close()]);
  });
});
