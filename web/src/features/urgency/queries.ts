/** Calls of the screens of urgency. Kept among the lists of requests: whatever moves a request asks for them anew. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyInput } from '#contract/operation.ts';
import { decideUrgency, listUrgency, readUrgency } from '#contract/urgency.ts';
import { call, Refused } from '#web/shared/client.ts';

const LISTS = ['requests', 'lists'] as const;
const QUEUE = [...LISTS, 'urgency'] as const;
const caseKey = (ref: string) => [...LISTS, 'urgency-case', ref] as const;

export const useAsking = () =>
  useInfiniteQuery({
    queryKey: QUEUE,
    queryFn: ({ pageParam, signal }) =>
      call(listUrgency, { query: pageParam === null ? {} : { cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const useCase = (ref: string) =>
  useQuery({
    queryKey: caseKey(ref),
    queryFn: ({ signal }) => call(readUrgency, { params: { ref }, signal }),
  });

export type Decision = { id: string; body: BodyInput<typeof decideUrgency>; key: string };

export function useDecide() {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: LISTS });
  return useMutation({
    mutationFn: ({ id, body, key }: Decision) => call(decideUrgency, { params: { id }, body, key }),
    retry: false,
    networkMode: 'always',
    onSuccess: refresh,
    onError: (error) => {
      // Somebody else was first: the page shows what they did, and what was written stays.
      if (error instanceof Refused && error.problem.status === 409) void refresh();
    },
  });
}
