/** How much room the disks have on which the desk keeps things: whoever runs it hears before there is none. */
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { StandingNotice } from '#contract/institution.ts';
import type { House } from './house.ts';

/** A tenth of a small disk, and of any other as much as some days of work take. */
const ENOUGH_BYTES = 1024 ** 3;
const ENOUGH_SHARE = 0.1;

export type Room = { readonly freeBytes: number; readonly allBytes: number };

export const isLow = ({ freeBytes, allBytes }: Room): boolean =>
  freeBytes < Math.min(ENOUGH_BYTES, allBytes * ENOUGH_SHARE);

/** Null of a folder that is not there: the database may lie elsewhere. */
export async function roomOf(folder: string): Promise<Room | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { freeBytes: bavail * bsize, allBytes: blocks * bsize };
  } catch {
    return null;
  }
}

/** Files and database may each lie on a disk of their own; what is not there is left out. */
export async function roomsOf(dataDir: string): Promise<{ of: 'data' | 'files' | 'database'; room: Room }[]> {
  const places = [
    { of: 'data', folder: dataDir },
    { of: 'files', folder: join(dataDir, 'files') },
    { of: 'database', folder: join(dataDir, 'postgres') },
  ] as const;
  const rooms = await Promise.all(places.map(async ({ of, folder }) => ({ of, room: await roomOf(folder) })));
  return rooms.flatMap(({ of, room }) => (room === null ? [] : [{ of, room }]));
}

export const storageLow = async ({ settings }: Pick<House, 'settings'>): Promise<StandingNotice | null> =>
  (await roomsOf(settings.dataDir)).some(({ room }) => isLow(room)) ? 'storage-low' : null;
