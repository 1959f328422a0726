/** What was written to somebody is forgotten after the institution's term; that it was written, and what became of it, is not. */
import { noteSwept, retentionOf } from '../data-rights/index.ts';
import { DAY, later } from '../shared/clock.ts';
import type { House } from '../shared/house.ts';
import { deleteNotices, eraseLetters } from './sweep-rows.ts';

/** So many in one transaction: a first night over years of letters holds none of them for long. */
const AT_ONCE = 1_000;

export async function sweepLetters(house: House, atOnce = AT_ONCE): Promise<void> {
  const { letterDays } = await retentionOf(house.store.read);
  const before = later(house.clock.now(), -letterDays * DAY);
  for (;;) {
    const erased = await house.store.aside('sweep', (db, now) => eraseLetters(db, { before, now, most: atOnce }));
    if (erased < atOnce) break;
  }
  await house.store.aside('sweep', async (db, now) => {
    await deleteNotices(db, before);
    await noteSwept(db, now);
  });
}
