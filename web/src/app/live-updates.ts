/** What of the pages others may change, for the line that brings changes. Loaded after the first page is on screen. */
import type { QueryKey } from '@tanstack/react-query';
import { follow } from '#web/shared/live/follow.ts';
import type { Families } from '#web/shared/live/refresh.ts';
import { sessionQuery } from './queries.ts';
import { queryClient } from './query-client.ts';

const isOfRequests = ([family, kind]: QueryKey): boolean =>
  family === 'requests' && (kind === 'lists' || kind === 'one');
const isOfNotices = ([family]: QueryKey): boolean => family === 'notices' || family === sessionQuery.queryKey[0];
/** Outages are notices too: what requests may be joined to begins and ends with them. */
const isOfAnnouncements = ([family]: QueryKey): boolean => family === 'announcements' || family === 'outages';
/** A request of an outage says on its page whether that is over. */
const isOfOutage = ([family, kind]: QueryKey, data: unknown): boolean =>
  family === 'requests' &&
  kind === 'one' &&
  typeof data === 'object' &&
  data !== null &&
  'outage' in data &&
  data.outage !== null;
const idOf = (data: unknown): unknown =>
  typeof data === 'object' && data !== null && 'id' in data ? data.id : undefined;

const families: Families = {
  // Even a page that already shows the entry asks: what it has may have been read while the act was under way.
  touches: (id) => (key, data) => isOfRequests(key) && (key[1] === 'lists' || idOf(data) === id),
  live: (key) => isOfRequests(key) || isOfNotices(key) || isOfAnnouncements(key),
  announcements: (key, data) => isOfAnnouncements(key) || isOfOutage(key, data),
  notices: isOfNotices,
};

export const followChanges = (personId: string): (() => void) => follow({ client: queryClient, personId, families });
