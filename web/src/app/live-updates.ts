/** What of the pages others may change, for the line that brings changes. Loaded after the first page is on screen. */
import type { QueryKey } from '@tanstack/react-query';
import type { RequestView } from '#contract/requests.ts';
import { follow } from '#web/shared/live/follow.ts';
import type { Change, Families } from '#web/shared/live/refresh.ts';
import { sessionQuery } from './queries.ts';
import { queryClient } from './query-client.ts';

const isOfRequests = ([family, kind]: QueryKey): boolean =>
  family === 'requests' && (kind === 'lists' || kind === 'one');
const isOfNotices = ([family]: QueryKey): boolean => family === 'notices' || family === sessionQuery.queryKey[0];
/** A page that shows this entry already, because its reader made it, need not ask again. */
const lacks = (data: unknown, { requestId, sequence }: Change): boolean => {
  if (typeof data !== 'object' || data === null || !('id' in data) || data.id !== requestId) return false;
  const { timeline = [] } = data as Partial<RequestView>;
  return sequence === 0 || (timeline.at(-1)?.sequence ?? 0) < sequence;
};

const families: Families = {
  touches: (change) => (key, data) => isOfRequests(key) && (key[1] === 'lists' || lacks(data, change)),
  live: (key) => isOfRequests(key) || isOfNotices(key),
  notices: isOfNotices,
};

export const followChanges = (personId: string): (() => void) => follow({ client: queryClient, personId, families });
