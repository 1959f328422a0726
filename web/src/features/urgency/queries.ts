/** Calls of the screens of urgency. Kept among the lists of requests: whatever moves a request asks for them anew. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyInput } from '#contract/operation.ts';
import { decideUrgency, listUrgency, readUrgency } from '#contract/urgency.ts';
import { readUrgencyLedger } from '#contract/urgency-ledger.ts';
import { call, Refused } from '#web/shared/client.ts';
import type { LedgerFilter } from './ledger-filter.ts';

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

const LEDGER = ['urgency-ledger'] as const;

/** A year of sums: asked for anew after a decision made here, not at each movement of any request. */
export const useLedger = (filter: LedgerFilter) =>
  useInfiniteQuery({
    queryKey: [...LEDGER, filter],
    queryFn: ({ pageParam, signal }) =>
      call(readUrgencyLedger, { query: pageParam === null ? filter : { ...filter, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });

export type Decision = { id: string; body: BodyInput<typeof decideUrgency>; key: string };

export function useDecide() {
  const client = useQueryClient();
  const refresh = () => {
    void client.invalidateQueries({ queryKey: LEDGER });
    return client.invalidateQueries({ queryKey: LISTS });
  };
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
