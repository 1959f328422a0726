/** The bell: what happened to a person lately. */
import type { listNotices as operation } from '#contract/notifications.ts';
import type { QueryOf, ReplyOf } from '#contract/operation.ts';
import type { House } from '../shared/house.ts';
import { cutPage, fromCursor, PAGE_SIZE } from '../shared/pages.ts';
import { type Actor, personOf } from '../shared/policy.ts';
import { bellRang } from './live.ts';
import { countUnread, markNoticesRead, pageOfNotices } from './rows.ts';
import { viewNotice } from './view.ts';

export async function listNotices(
  house: House,
  actor: Actor,
  query: QueryOf<typeof operation>,
): Promise<ReplyOf<typeof operation>> {
  const { id } = personOf(actor);
  const rows = await pageOfNotices(house.store.read, id, { cursor: fromCursor(query.cursor), limit: PAGE_SIZE + 1 });
  const { items, next } = cutPage(rows, PAGE_SIZE, (row) => [row.at, row.id]);
  return { items: items.map(viewNotice), next, unread: await unreadNotices(house, id) };
}

/** Everything up to now was seen. */
export async function readNotices(house: House, actor: Actor): Promise<{ done: true }> {
  const { id } = personOf(actor);
  await house.store.aside('read-mark', async (db, now) => {
    await markNoticesRead(db, id, now);
    await house.live.tell(db, [bellRang(id)]);
  });
  return { done: true };
}

/** Lines of the bell this person has not seen. */
export const unreadNotices = (house: House, personId: string): Promise<number> =>
  countUnread(house.store.read, personId);
