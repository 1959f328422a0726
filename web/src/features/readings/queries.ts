/** The calls of the reading log. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReplyOf } from '#contract/operation.ts';
import { listReadings } from '#contract/readings.ts';
import { call } from '#web/shared/client.ts';
import type { ReadingFilter } from './filter.ts';

export type Readings = ReplyOf<typeof listReadings>;

export const useReadings = (filter: ReadingFilter) =>
  useInfiniteQuery({
    queryKey: ['readings', filter],
    queryFn: ({ pageParam, signal }) =>
      call(listReadings, { query: pageParam === null ? filter : { ...filter, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
