/** Calls about the integrity of the record. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { checkIntegrity, compareAnchor, listAnchors, readIntegrity, saveAnchorAddresses } from '#contract/integrity.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { call } from '#web/shared/client.ts';

const INTEGRITY = ['integrity'] as const;
/** Milliseconds between two looks at a check that is under way. */
const LOOK_AGAIN = 1_500;

export type Integrity = ReplyOf<typeof readIntegrity>;

export const useIntegrity = () =>
  useQuery({
    queryKey: INTEGRITY,
    queryFn: ({ signal }) => call(readIntegrity, { signal }),
    refetchInterval: ({ state }) => (state.data?.underWay ? LOOK_AGAIN : false),
  });

export function useCheck() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(checkIntegrity, { body: {} }),
    onSuccess: (underWay) => {
      client.setQueryData<Integrity>(INTEGRITY, (before) => before && { ...before, underWay });
      return client.invalidateQueries({ queryKey: INTEGRITY });
    },
  });
}

export const useAnchors = () =>
  useInfiniteQuery({
    queryKey: ['anchors'],
    queryFn: ({ pageParam, signal }) =>
      call(listAnchors, { query: pageParam === null ? {} : { cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** Far above what an anchor weighs: whatever else was chosen is said to be none. */
const LARGEST = 20_000;

export const useCompare = () =>
  useMutation({
    mutationFn: async (file: File): Promise<ReplyOf<typeof compareAnchor>> =>
      file.size > LARGEST
        ? { verdict: 'unreadable', number: null, day: null }
        : call(compareAnchor, { body: { text: await file.text() } }),
  });

export function useSaveAddresses() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (emails: string[]) => call(saveAnchorAddresses, { body: { emails } }),
    onSuccess: () => client.invalidateQueries({ queryKey: INTEGRITY }),
  });
}
