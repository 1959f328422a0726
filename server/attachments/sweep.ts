/** Once an hour: what was uploaded and never sent goes after a day, and so do bytes without a row (a crash between both). */
import { DAY, later } from '#server/shared/clock.ts';
import type { House } from '#server/shared/house.ts';
import { forgetAbandoned, known } from './rows.ts';

const BATCH = 200;

export async function sweepAttachments(house: House): Promise<void> {
  const before = later(house.clock.now(), -DAY);
  const abandoned = await house.store.aside('sweep', (db) => forgetAbandoned(db, before));
  for (const id of abandoned) await house.files.remove(id);
  let batch: string[] = [];
  const flush = async () => {
    const rows = await known(house.store.read, batch);
    for (const id of batch) if (!rows.has(id)) await house.files.remove(id);
    batch = [];
  };
  for await (const id of house.files.olderThan(before)) {
    batch.push(id);
    if (batch.length === BATCH) await flush();
  }
  await flush();
}
