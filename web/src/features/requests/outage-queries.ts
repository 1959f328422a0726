/** Calls about outages and the requests that report them. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { listOutages, type OutageView, readOutage, readPossibleOutage } from '#contract/outages.ts';
import type { RequestView } from '#contract/requests.ts';
import { call } from '#web/shared/client.ts';

const ALL = ['outages'] as const;

/** Those requests may be joined to. */
export const useOutages = (wanted = true) =>
  useQuery({
    queryKey: ALL,
    queryFn: ({ signal }) => call(listOutages, { signal }),
    enabled: wanted,
    staleTime: 30_000,
  });

/** One that may be over for long. */
export const useOutage = (id: string | undefined) =>
  useQuery({
    queryKey: [...ALL, id],
    queryFn: ({ signal }) => call(readOutage, { params: { id: id ?? '' }, signal }),
    enabled: id !== undefined,
    staleTime: 30_000,
    retry: false,
  });

/** Those to choose from, and the one chosen before, which may be over for long. */
export function useOutageChoices(chosen: string | undefined, wanted: boolean): readonly OutageView[] {
  const open = useOutages(wanted).data?.items;
  const isOld = chosen !== undefined && open !== undefined && !open.some(({ id }) => id === chosen);
  const old = useOutage(isOld ? chosen : undefined).data;
  return old && isOld ? [...open, old] : (open ?? []);
}

/** Whether this request may be one of many; asked only where it may be joined. */
export const usePossibleOutage = (view: RequestView) =>
  useQuery({
    queryKey: [...ALL, 'possible', view.id, view.serviceId, view.areaId],
    queryFn: ({ signal }) => call(readPossibleOutage, { params: { id: view.id }, signal }),
    enabled: view.can.joinOutage && view.outage === null,
    staleTime: 60_000,
    retry: false,
  }).data;

/** What is counted of outages is no longer so. */
export function useOutagesChanged(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ALL });
}
