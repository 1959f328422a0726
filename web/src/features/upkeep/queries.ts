/** Every call about the running desk itself. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReplyOf } from '#contract/operation.ts';
import { dropDeadJob, listDeadJobs, readDeskState, retryDeadJob } from '#contract/upkeep.ts';
import { call } from '#web/shared/client.ts';

const keys = { deadJobs: ['dead-jobs'], state: ['desk-state'], session: ['session'] } as const;

/** How often the open page asks again, milliseconds. */
const EVERY = 20_000;

export type DeskState = ReplyOf<typeof readDeskState>;

export const useDeskState = () =>
  useQuery({ queryKey: keys.state, queryFn: ({ signal }) => call(readDeskState, { signal }), refetchInterval: EVERY });

export type DeadJob = ReplyOf<typeof listDeadJobs>['items'][number];

export const useDeadJobs = () =>
  useQuery({
    queryKey: keys.deadJobs,
    queryFn: ({ signal }) => call(listDeadJobs, { signal }),
    refetchInterval: EVERY,
  });

/** The list is asked again whatever came of it, and so is the notice that stands on every page. */
function useJobAct(act: (id: string) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    // Not waited for: the line that asked is gone with the new list, and its word would be lost.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.deadJobs });
      void client.invalidateQueries({ queryKey: keys.state });
      void client.invalidateQueries({ queryKey: keys.session });
    },
  });
}

export const useRetryJob = () => useJobAct((id) => call(retryDeadJob, { params: { id } }));
export const useDropJob = () => useJobAct((id) => call(dropDeadJob, { params: { id } }));
