/** Every call about requests on personal data. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DataRightId, DataRightView } from '#contract/data-right-shapes.ts';
import {
  answerDataRight,
  askCorrection,
  askDataRight,
  completeDataRight,
  effectDataRight,
  extendDataRight,
  listDataRights,
  listOwnDataRights,
  readDataRight,
  withdrawDataRight,
} from '#contract/data-rights.ts';
import type { BodyInput } from '#contract/operation.ts';
import { call } from '#web/shared/client.ts';

const RIGHTS = ['data-rights'] as const;

export const useOwnRights = () =>
  useQuery({ queryKey: [...RIGHTS, 'own'], queryFn: ({ signal }) => call(listOwnDataRights, { signal }) });

export const useRights = (over: boolean) =>
  useInfiniteQuery({
    queryKey: [...RIGHTS, 'all', over],
    queryFn: ({ pageParam, signal }) =>
      call(listDataRights, { query: { over: over ? 'yes' : 'no', cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });

export const useRight = (id: string) =>
  useQuery({
    queryKey: [...RIGHTS, 'one', id],
    queryFn: ({ signal }) => call(readDataRight, { params: { id: id as DataRightId }, signal }),
  });

/** Everything is asked again whatever came of it: a colleague may have been first. */
function useDoing<Given>(act: (given: Given) => Promise<DataRightView>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: act, onSettled: () => client.invalidateQueries({ queryKey: RIGHTS }) });
}

type Asking = { body: BodyInput<typeof askDataRight>; key: string };
export const useAsk = () => useDoing(({ body, key }: Asking) => call(askDataRight, { body, key }));

export type Act = 'correct' | 'complete' | 'extend' | 'grant' | 'deny' | 'effect' | 'withdraw';

export const useAct = ({ id, version }: DataRightView) =>
  useDoing(({ act, words }: { act: Act; words: string }) => {
    const params = { id };
    if (act === 'correct') return call(askCorrection, { params, body: { version, words } });
    if (act === 'complete') return call(completeDataRight, { params, body: { version, words } });
    if (act === 'extend') return call(extendDataRight, { params, body: { version, reason: words } });
    if (act === 'effect') return call(effectDataRight, { params, body: { version } });
    if (act === 'withdraw') return call(withdrawDataRight, { params, body: { version } });
    const outcome = act === 'grant' ? ('granted' as const) : ('denied' as const);
    return call(answerDataRight, { params, body: { version, outcome, words } });
  });
