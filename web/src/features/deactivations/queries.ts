/** Every call about deactivations. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DeactivationId, DeactivationState, DeactivationView } from '#contract/deactivation-shapes.ts';
import {
  askDeactivation,
  callOffDeactivation,
  listDeactivations,
  lookAtLeaver,
  readDeactivation,
} from '#contract/deactivations.ts';
import type { AgencyId, PersonId } from '#contract/ids.ts';
import type { BodyInput } from '#contract/operation.ts';
import { call, isOutrun } from '#web/shared/client.ts';

const DEACTIVATIONS = ['deactivations'] as const;
const keys = {
  list: [...DEACTIVATIONS, 'list'] as const,
  one: (id: string) => [...DEACTIVATIONS, 'one', id] as const,
};

export type Filter = { state: DeactivationState | undefined; agencyId: AgencyId | undefined; q: string };

export const useDeactivations = (filter: Filter) =>
  useInfiniteQuery({
    queryKey: [...keys.list, filter],
    queryFn: ({ pageParam, signal }) =>
      call(listDeactivations, {
        query: { ...filter, q: filter.q || undefined, cursor: pageParam ?? undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    // The rows of the last search stay while the next ones come: nothing jumps while somebody types.
    placeholderData: (before) => before,
  });

/** Milliseconds after which one that waits is read again: the desk carries it out by itself. */
const EVERY = 30_000;

export const useDeactivation = (id: string) =>
  useQuery({
    queryKey: keys.one(id),
    queryFn: ({ signal }) => call(readDeactivation, { params: { id: id as DeactivationId }, signal }),
    refetchOnMount: 'always',
    refetchInterval: ({ state }) => (state.data?.state === 'scheduled' ? EVERY : false),
  });

/** `id` null: nobody is chosen yet. */
export const useLeaver = (id: string | null) =>
  useQuery({
    queryKey: [...DEACTIVATIONS, 'leaver', id],
    queryFn: ({ signal }) => call(lookAtLeaver, { params: { id: id as PersonId }, signal }),
    enabled: id !== null,
    staleTime: 0,
  });

/** `key`: pressed twice, it is signed once. */
export function useAsk() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: BodyInput<typeof askDeactivation>; key: string }) =>
      call(askDeactivation, { body, key }),
    onSuccess: (view) => client.setQueryData(keys.one(view.id), view),
    onSettled: () => client.invalidateQueries({ queryKey: keys.list }),
  });
}

/** What somebody else did meanwhile is read again, so that the sentence stands beside how it is now. */
export function useCallOff(id: DeactivationId) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyInput<typeof callOffDeactivation>): Promise<DeactivationView> =>
      call(callOffDeactivation, { params: { id }, body }),
    onSuccess: (view) => {
      client.setQueryData(keys.one(id), view);
      void client.invalidateQueries({ queryKey: keys.list });
    },
    onError: (error) => {
      if (isOutrun(error)) void client.invalidateQueries({ queryKey: keys.one(id) });
    },
  });
}
