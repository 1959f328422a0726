import { join } from 'node:path';
import { isLow, type Room, roomOf } from '../../shared/room.ts';
import { type Check, finding } from './finding.ts';

const MEGABYTE = 1024 ** 2;

/** Files and database may lie on disks of their own; `measure` is there for the tests. */
export const diskWith =
  (measure: (folder: string) => Promise<Room | null>): Check =>
  async ({ settings: { dataDir } }) => {
    const folders = [dataDir, join(dataDir, 'files'), join(dataDir, 'postgres')];
    const rooms = await Promise.all(folders.map(async (folder) => ({ folder, room: await measure(folder) })));
    const found = rooms.flatMap(({ folder, room }) =>
      room === null ? [] : [{ folder, free: Math.floor(room.freeBytes / MEGABYTE), low: isLow(room) }],
    );
    const [first] = found;
    if (!first) return [finding('disk', 'unknown', { key: 'doctor.disk.unknown', values: { folder: dataDir } })];
    const worst = found.reduce((least, each) => (each.free < least.free ? each : least), first);
    const values = { folder: worst.folder, free: worst.free };
    if (worst.free < 16) return [finding('disk', 'fault', { key: 'doctor.disk.full', values })];
    if (worst.low) return [finding('disk', 'warning', { key: 'doctor.disk.low', values })];
    return [finding('disk', 'fine', { key: 'doctor.disk.fine', values })];
  };

export const disk = diskWith(roomOf);
