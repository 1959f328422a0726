/** What the desk has to say to this person now, for the frames and for the page where one files. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { type CurrentAnnouncement, currentAnnouncements } from '#contract/announcements.ts';
import { call } from '../client.ts';
import { useNow } from '../session.ts';
import { useTyping } from './typing.ts';

export const CURRENT = ['announcements', 'current'] as const;

/** `over`: it was shown a moment ago and goes as soon as nobody types. */
export type Placed = { readonly item: CurrentAnnouncement; readonly over: boolean };
type Calm = { readonly placed: readonly Placed[]; readonly arrived: readonly CurrentAnnouncement[] };

/** Nothing while it is not known; what is over by the clock goes even where no word of it comes. */
export function useCurrent(): readonly CurrentAnnouncement[] | undefined {
  const now = useNow();
  const { data } = useQuery({
    queryKey: CURRENT,
    queryFn: ({ signal }) => call(currentAnnouncements, { signal }),
    staleTime: 60_000,
  });
  return data?.items.filter((each) => each.until === null || Date.parse(each.until) > now.getTime());
}

/**
 * The same without moving what somebody types: while a field has the focus what comes waits (`arrived`, to be said where
 * nothing moves), and what is over stays in its place, marked so.
 */
export function useCalm(current: readonly CurrentAnnouncement[] | undefined): Calm {
  const typing = useTyping();
  const shown = useRef<readonly CurrentAnnouncement[] | null>(null);
  if (current !== undefined && (!typing || shown.current === null)) shown.current = current;
  const places = shown.current ?? [];
  const known = current ?? places;
  const placed = places.map((was) => {
    const is = known.find(({ id }) => id === was.id);
    return { item: is ?? was, over: is === undefined };
  });
  return { placed, arrived: known.filter(({ id }) => !places.some((was) => was.id === id)) };
}

/** After an act of one's own. */
export function useRead(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: CURRENT });
}
