/** Once an hour: bytes on disk that no row names (a crash between both, or one that made place for another) go after a day. */
import { DAY, later } from './clock.ts';
import type { House, Slice } from './house.ts';

const BATCH = 200;

export async function sweepFiles(house: House, slices: readonly Slice[]): Promise<void> {
  const namers = slices.flatMap((slice) => slice.namesFiles ?? []);
  let batch: string[] = [];
  const flush = async () => {
    const named = await Promise.all(namers.map((names) => names(house.store.read, batch)));
    for (const id of batch) if (!named.some((ids) => ids.has(id))) await house.files.remove(id);
    batch = [];
  };
  for await (const id of house.files.olderThan(later(house.clock.now(), -DAY))) {
    batch.push(id);
    if (batch.length === BATCH) await flush();
  }
  await flush();
}
