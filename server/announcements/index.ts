/** Notices of the desk (avisos de la Mesa): planned maintenance, outages, and what else is to be known before asking. */
import type { LocalText } from '#contract/shapes.ts';
import type { Slice } from '#server/shared/house.ts';
import type { Reader } from '#server/shared/store.ts';
import { routes } from './routes.ts';
import { announcementsByIds } from './rows.ts';
import { announcementTopic, watchAnnouncements } from './watch.ts';

export { followAgency as followAgencyInAnnouncements, noticesForAgencies } from './agency-rows.ts';
export { type Outage, openOutages, outageById, outageFor } from './outages.ts';
export { followersOf, type OutageColumn, outageOf } from './rows.ts';

/** What it is called, in both languages (English may be empty), for whoever is told of its end. */
export const announcementTitle = async (db: Reader, id: string): Promise<LocalText | null> =>
  (await announcementsByIds(db, [id])).get(id)?.title ?? null;

export const announcementsSlice: Slice = {
  name: 'announcements',
  routes,
  live: [announcementTopic],
  watches: [{ name: 'announcements', everyMs: 2_000, run: watchAnnouncements }],
};
