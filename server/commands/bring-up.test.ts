/** An upgrade of a desk that was used: archived as it was before anything changes, and that archive restores. */

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INSTITUTION_STREAM } from '#server/institution/index.ts';
import { prepareDatabase } from '#server/prepare.ts';
import {
  backUpBefore,
  keepRecipient,
  newRecoveryKey,
  recordBackupBefore,
  restoreArchive,
  unsealWith,
} from '#server/safekeeping/index.ts';
import { entriesOf } from '#server/shared/history.ts';
import { missingMigrations } from '#server/shared/migrate.ts';
import { AT_ONCE } from '#server/shared/pace.ts';
import { openSession } from '#server/shared/postgres/session.ts';
import { openSecrets } from '#server/shared/secrets.ts';
import { readSettings } from '#server/shared/settings.ts';
import { SLICES } from '#server/wiring.ts';
import type { TestDatabase } from '#tests/kit/database.ts';
import { movableClock, openTestHouse } from '#tests/kit/house.ts';
import { emptyDatabase, type OlderDesk, olderDesk } from '#tests/kit/older-schema.ts';
import { bringUp } from './bring-up.ts';

const NOTE = 'backup-before-upgrade.json';
/** Tables into which a migration puts a first row of the program's own. */
const STAMPED: ReadonlySet<string> = new Set(['responsibilities', 'password_policies', 'privacy_notices']);
const INSTANT = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00/g;
let folder: string;
let desk: OlderDesk;
let archive = '';
const key = newRecoveryKey();

const settings = (over: Record<string, string> = {}) =>
  readSettings({ DATA_DIR: folder, BACKUP_DIR: join(folder, 'backups'), LOG_LEVEL: 'silent', ...over });

async function upgrade(over: { backupDir?: string } = {}) {
  const told: string[] = [];
  const ran = await bringUp({
    postgres: desk.postgres,
    settings: settings(over.backupDir === undefined ? {} : { BACKUP_DIR: over.backupDir }),
    withoutBackup: false,
    tell: (words) => void told.push(words),
  });
  return { ran, told };
}

const keeping = () =>
  backUpBefore({
    ...{ postgres: desk.postgres, signal: new AbortController().signal, clock: movableClock() },
    ...{ dataDir: folder, folder: join(folder, 'backups'), secrets: openSecrets(join(folder, 'secrets')) },
    passphrase: null,
    ...{ keptFiles: SLICES.flatMap((slice) => slice.keptFiles ?? []), begins: () => undefined, tell: () => undefined },
  });

const archives = async () => (await readdir(join(folder, 'backups')).catch(() => [])).sort();

/** What the tables hold, by the tables' own words. */
async function rowsOf({ postgres }: Pick<TestDatabase, 'postgres'>): Promise<Map<string, string>> {
  const session = await openSession(postgres.owner, 'mesa-test');
  const tables = await session.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'migrations'",
  );
  const rows = new Map<string, string>();
  for (const { name } of tables) {
    const [row] = await session.query<{ said: string }>(
      `select coalesce(string_agg(t::text, E'\\n' order by t::text), '') as said from public.${name} t`,
    );
    rows.set(name, row?.said ?? '');
  }
  await session.close();
  return rows;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mesa-bring-up-'));
  await mkdir(join(folder, 'secrets'));
  desk = await olderDesk(folder, 3);
}, 60_000);
afterAll(async () => {
  await desk.drop();
  await rm(folder, { recursive: true, force: true });
});

describe('an upgrade', () => {
  it('keeps nothing of a desk nobody used, and goes on where there is no key', async () => {
    expect(await keeping()).toEqual({ kept: 'unused' });
    await desk.act();
    expect(await keeping()).toEqual({ kept: 'no-key' });
    expect(await archives()).toEqual([]);
  });

  it('stops before anything when the archive cannot be made', async () => {
    keepRecipient(openSecrets(join(folder, 'secrets')), (await key).recipient);
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    await expect(upgrade({ backupDir: file })).rejects.toMatchObject({
      es: expect.stringMatching(/a-file[\s\S]*antes de tocar la base de datos[\s\S]*--without-backup/),
      en: expect.stringMatching(/a-file[\s\S]*before touching the database/),
    });
    expect(await missingMigrations(desk.postgres.owner)).toEqual(desk.missing);
  });

  it('archives the desk as it was, again only when something was done on it since', async () => {
    // Each as of an upgrade that was cut short before its first migration.
    const half = join(folder, 'backups', 'mesa-2026-11-23T10-00-00Z-abcdef.mesa.partial');
    await mkdir(join(folder, 'backups'));
    await writeFile(half, 'of one that was killed');
    const first = await keeping();
    expect(await keeping()).toEqual({ ...first, kept: 'again' });
    await desk.act();
    const second = await keeping();
    expect(second).toMatchObject({ kept: 'made' });
    archive = 'archive' in second ? second.archive.path : '';
    expect(await archives()).toHaveLength(2);

    expect(await upgrade()).toEqual({ ran: desk.missing, told: ['terminal.upgrade.again'] });
    expect(await upgrade()).toEqual({ ran: [], told: [] });
    expect(await archives()).toHaveLength(2);
  });

  it('leaves an archive that becomes the very same desk', async () => {
    const elsewhere = await emptyDatabase();
    const opening = { path: archive, unseal: unsealWith([(await key).identity]), signal: new AbortController().signal };
    const restored = await restoreArchive({
      ...opening,
      ...{ pace: AT_ONCE, tell: () => undefined, passphrase: null, secrets: null, durable: false },
      open: async () => elsewhere.postgres,
      filesFolder: join(folder, 'restored'),
      prepare: prepareDatabase,
    });
    expect(restored).toMatchObject({ migrated: desk.missing, files: 1, entries: 2 });
    // What a migration itself publishes bears the moment it ran, and here each ran on its own.
    const whenever = (rows: Map<string, string>) =>
      new Map([...rows].map(([name, said]) => [name, STAMPED.has(name) ? said.replaceAll(INSTANT, '…') : said]));
    expect(whenever(await rowsOf(elsewhere))).toEqual(whenever(await rowsOf(desk)));
    await elsewhere.drop();
  });

  it('is in the history once it is done, and only once', async () => {
    await prepareDatabase(desk.postgres);
    const house = await openTestHouse({}, { ...desk, drop: async () => undefined });
    const note = await readFile(join(folder, NOTE));
    for (const _ of [1, 2]) {
      // As after a start that was ended between the two.
      await writeFile(join(house.dataDir, NOTE), note);
      await recordBackupBefore(house.house);
    }
    const made = (await entriesOf(house.house.store.read, INSTITUTION_STREAM)).filter(
      ({ fact }) => fact === 'backup.made',
    );
    expect(made.map(({ data }) => data)).toEqual([expect.objectContaining({ kind: 'before_upgrade', files: 1 })]);
    const rows = await house.house.store.read.selectFrom('backups').select(['kind', 'state', 'name']).execute();
    expect(rows).toEqual([{ kind: 'before_upgrade', state: 'made', name: basename(archive) }]);
    expect(await readdir(house.dataDir)).not.toContain(NOTE);
    await house.close();
  });
});
