/** Once an hour: what was uploaded and never sent goes after a day. */
import { DAY, later } from '#server/shared/clock.ts';
import type { House } from '#server/shared/house.ts';
import { forgetAbandoned } from './rows.ts';

export async function sweepAttachments(house: House): Promise<void> {
  const before = later(house.clock.now(), -DAY);
  const abandoned = await house.store.aside('sweep', (db) => forgetAbandoned(db, before));
  for (const id of abandoned) await house.files.remove(id);
}
