/** What comes after PostgreSQL's major version was changed: its entry in the history, and the end of the old folder. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { INSTITUTION_STREAM } from '../institution/index.ts';
import { standingNow } from '../safekeeping/index.ts';
import type { Json } from '../shared/canonical.ts';
import { DAY } from '../shared/clock.ts';
import { entriesOf } from '../shared/history.ts';
import type { House } from '../shared/house.ts';
import { system } from '../shared/policy.ts';
import { foundIn, noteIn, removeNote, writeNote } from '../shared/postgres/engine-folders.ts';

/** Whoever finds something amiss with the new version does so within days. */
const KEPT_DAYS = 7;
const FACT = 'engine.changed';

/** Once, however often the start that follows a change is cut short. */
export async function recordEngineChange({ settings: { dataDir }, store }: House): Promise<void> {
  const note = noteIn(dataDir);
  if (note === null || note.recorded) return;
  const { recorded: _, carried, ...rest } = note;
  const entries = await entriesOf(store.read, INSTITUTION_STREAM);
  if (!entries.some(({ fact, data }) => fact === FACT && isOf(data, note.at))) {
    await store.change(system('upgrade'), (work) =>
      work.record({ stream: INSTITUTION_STREAM, fact: FACT, data: { ...rest, ...carried } }),
    );
  }
  writeNote(dataDir, { ...note, recorded: true });
}

const isOf = (data: Json, at: string): boolean =>
  typeof data === 'object' && data !== null && 'at' in data && data.at === at;

/**
 * Removes the old folder once a backup made on the new version was proven, and a week is over. Without backups it stays until
 * somebody removes it: then it is all there is to go back to.
 */
export async function removeFormer(house: House): Promise<void> {
  const { dataDir } = house.settings;
  const { note, formers, current, built } = foundIn(dataDir);
  if (note === null || note.to !== current || built || formers.length === 0) return;
  const since = new Date(note.at).getTime();
  const { lastProven } = await standingNow(house, house.store.read);
  const proven = lastProven?.seen_at ?? null;
  if (proven === null || proven.getTime() <= since) return;
  if (house.clock.now().getTime() - since < KEPT_DAYS * DAY) return;
  for (const name of formers) await rm(join(dataDir, name), { recursive: true, force: true });
  removeNote(dataDir);
  house.log.info({ folders: formers }, 'the folder of the former PostgreSQL was removed');
}
