/** What was written to somebody is forgotten after the institution's term; that it was written, and what became of it, is not. */
import type { SweepOutcome } from '#contract/retention.ts';
import { blockedWithDay, noteSwept, retentionOf } from '../data-rights/index.ts';
import { DAY, later } from '../shared/clock.ts';
import type { House } from '../shared/house.ts';
import { countSwept, deleteNotices, eraseLetters } from './sweep-rows.ts';

/** So many in one transaction: a first night over years of letters holds none of them for long. */
const AT_ONCE = 1_000;

export async function sweepLetters(house: House, atOnce = AT_ONCE): Promise<void> {
  const { letterDays } = await retentionOf(house.store.read);
  const before = later(house.clock.now(), -letterDays * DAY);
  let letters = 0;
  for (;;) {
    const erased = await house.store.aside('sweep', (db, now) => eraseLetters(db, { before, now, most: atOnce }));
    letters += erased;
    if (erased < atOnce) break;
  }
  await house.store.aside('sweep', async (db, now) => {
    const notices = await deleteNotices(db, before);
    await noteSwept(db, now, { letters, notices });
  });
}

/** What that would take away under another term, and takes away as things are. */
export async function foreseeSweep(house: House, letterDays: number): Promise<SweepOutcome> {
  const { read } = house.store;
  const now = house.clock.now();
  const terms = await retentionOf(read);
  const [wanted, already, blocked] = await Promise.all([
    countSwept(read, later(now, -letterDays * DAY)),
    countSwept(read, later(now, -terms.letterDays * DAY)),
    blockedWithDay(read),
  ]);
  return { ...wanted, already, blocked };
}
