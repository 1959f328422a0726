/** What a new desk may begin with: organisation, working hours, levels, catalogue. No person, no request. */
import agencies from '#database/starting-data/agencies.json' with { type: 'json' };
import calendar from '#database/starting-data/calendar.json' with { type: 'json' };
import cannedReplies from '#database/starting-data/canned-replies.json' with { type: 'json' };
import catalogue from '#database/starting-data/catalogue.json' with { type: 'json' };
import { importOrganisation } from './agencies/index.ts';
import { importCalendar } from './calendars/index.ts';
import { bringCannedReplies, importCannedReplies } from './canned-replies/index.ts';
import { importCatalogue } from './catalogue/index.ts';
import { importLevels } from './service-levels/index.ts';
import type { House } from './shared/house.ts';
import type { Work } from './shared/store.ts';

/** Each import finds what it names in those before it. */
export async function startingData(work: Work): Promise<void> {
  await importOrganisation(work, agencies);
  await importCalendar(work, calendar);
  await importLevels(work, catalogue);
  await importCatalogue(work, catalogue);
  await importCannedReplies(work, cannedReplies);
}

/** At every start: what a desk that began with an older program does not have yet, and nothing it changed itself. */
export const bringUpToDate = (house: House): Promise<void> => bringCannedReplies(house, cannedReplies);
