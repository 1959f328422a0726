import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INSTITUTION_STREAM } from '#server/institution/index.ts';
import { insertMade } from '#server/safekeeping/rows.ts';
import { DAY } from '#server/shared/clock.ts';
import { entriesOf } from '#server/shared/history.ts';
import { newId } from '#server/shared/ids.ts';
import { system } from '#server/shared/policy.ts';
import { noteIn, writeNote } from '#server/shared/postgres/engine-folders.ts';
import { openTestHouse, type TestHouse } from '#tests/kit/house.ts';
import { recordEngineChange, removeFormer } from './engine-change.ts';

const FORMER = 'postgres-17-2026-11-23';

describe('after PostgreSQL was changed for a newer major version', () => {
  let desk: TestHouse;
  let folder: string;
  beforeAll(async () => {
    desk = await openTestHouse();
    folder = desk.house.settings.dataDir;
    for (const name of ['postgres', FORMER]) await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, 'postgres', 'PG_VERSION'), '18\n');
    writeNote(folder, {
      ...{ from: 17, to: 18, at: desk.house.clock.now().toISOString(), former: FORMER, recorded: false },
      carried: { tables: 68, rows: 1_000, entries: 400, jobs: 2 },
    });
  });
  afterAll(() => desk.close());

  const entries = async () =>
    (await entriesOf(desk.house.store.read, INSTITUTION_STREAM)).filter(({ fact }) => fact === 'engine.changed');
  const formers = async () => {
    await removeFormer(desk.house);
    return (await readdir(folder)).filter((name) => name.startsWith('postgres-'));
  };
  const proven = async () => {
    const id = newId();
    const at = desk.house.clock.now();
    await writeFile(join(folder, `${id}.age`), 'x');
    const made = { id, name: `${id}.age`, at, bytes: 1, sha256: '00'.repeat(32), rows: 1, files: 0, gone: 0 };
    await desk.house.store.change(system('test'), async (work) => {
      await insertMade(work, { id, kind: 'daily', askedBy: null, folder, made });
      await work.db.updateTable('backups').set({ proof_state: 'proven', proven_at: at }).where('id', '=', id).execute();
      await work.record({ stream: INSTITUTION_STREAM, fact: 'backup.made', data: { id } });
    });
  };

  it('the history tells of it once, although the start was cut before the note said so', async () => {
    const note = noteIn(folder);
    await recordEngineChange(desk.house);
    if (note) writeNote(folder, note);
    await recordEngineChange(desk.house);
    await recordEngineChange(desk.house);
    expect(await entries()).toMatchObject([{ data: { from: 17, to: 18, former: FORMER, rows: 1_000, entries: 400 } }]);
    expect(noteIn(folder)?.recorded).toBe(true);
  });

  it('the old folder stays for a week and until a backup of the new one was proven, then goes', async () => {
    await proven();
    expect(await formers()).toEqual([FORMER]);
    desk.clock.advance(8 * DAY);
    expect(await formers()).toEqual([FORMER]);
    await proven();
    expect(await formers()).toEqual([]);
    expect(noteIn(folder)).toBeNull();
    expect(await readdir(folder)).toContain('postgres');
  });
});
