/** What stops a change before a server is started; the change itself, with two real versions: `tests/full/engine.spec.ts`. */
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { OperatorError } from '../operator-error.ts';
import { readyFolder, type ToChange } from './engine-change.ts';
import { writeNote } from './engine-folders.ts';

const FORMER = 'postgres-17-2026-11-22';
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'mesa-engine-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const lock = { inherited: [], note: () => undefined, outside: () => [], release: () => undefined };
const nothing = { tables: 0, rows: 0, entries: 0, jobs: 0 };

const start = (over: Partial<ToChange> = {}) =>
  readyFolder({
    ...{ dataDir, lock, log, durable: false, clock: systemClock, reached: () => undefined },
    engine: { major: 18, native: () => '/nowhere', former: () => null },
    carryOver: async () => nothing,
    ...over,
  });

function cluster(name: string, major: number): void {
  mkdirSync(join(dataDir, name, 'base'), { recursive: true });
  writeFileSync(join(dataDir, name, 'PG_VERSION'), `${major}\n`);
}

/** The sentence, and that nothing was touched. */
async function refused(over: Partial<ToChange> = {}): Promise<string> {
  const before = readdirSync(dataDir).sort();
  const error = await start(over).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(OperatorError);
  expect(readdirSync(dataDir).sort()).toEqual(before);
  return error instanceof OperatorError ? error.es : '';
}

it('says what is wrong and what to do, and touches nothing', async () => {
  cluster('postgres', 17);
  expect(await refused({ carryOver: null })).toMatch(/PostgreSQL 17.*npm start.*mesa migrate/);
  expect(await refused()).toMatch(/postgres-17-\w+.*npm run ready/);
  const former = { engine: { major: 18, native: () => '/nowhere', former: () => '/nowhere' } };
  mkdirSync(join(dataDir, 'disk'));
  renameSync(join(dataDir, 'postgres'), join(dataDir, 'disk', 'postgres'));
  symlinkSync(join(dataDir, 'disk', 'postgres'), join(dataDir, 'postgres'));
  expect(await refused(former)).toMatch(/es un enlace o un disco aparte/);
});

it('does not open a newer folder, nor an empty desk beside an old folder', async () => {
  cluster('postgres', 19);
  expect(await refused()).toMatch(/PostgreSQL 19.*anterior/);
  rmSync(join(dataDir, 'postgres'), { recursive: true });
  cluster(FORMER, 17);
  expect(await refused()).toMatch(new RegExp(`falta la carpeta postgres.*${FORMER}`));
});

it('goes on between the renames, and back where the former version of the program is started', async () => {
  const cut = () => {
    cluster(FORMER, 17);
    cluster('postgres.change', 18);
    const at = systemClock.now().toISOString();
    writeNote(dataDir, { from: 17, to: 18, at, former: FORMER, carried: nothing, recorded: false });
  };
  cut();
  await start();
  expect(readdirSync(dataDir).sort()).toEqual(['engine-change.json', 'postgres', FORMER]);
  rmSync(join(dataDir, 'postgres'), { recursive: true });
  cut();
  await start({ engine: { major: 17, native: () => '/nowhere', former: () => null } });
  expect(readdirSync(dataDir)).toEqual(['postgres']);
});
