/** Every call of the screens of arrivals. */
import { type QueryClient, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { listOrganisation } from '#contract/agencies.ts';
import type { ArrivalKind, ChosenColumn } from '#contract/arrival-kinds.ts';
import {
  type ArrivalDetail,
  type ArrivalId,
  chooseArrivalWord,
  dropArrival,
  listArrivalLines,
  listArrivals,
  lookAtArrival,
  readArrival,
  startArrival,
  stopArrival,
} from '#contract/arrivals.ts';
import { readCatalogue } from '#contract/catalogue.ts';
import type { BodyInput, QueryInput } from '#contract/operation.ts';
import { call, isOutrun, sendFile } from '#web/shared/client.ts';

const ARRIVALS = ['arrivals'] as const;
const keys = {
  list: [...ARRIVALS, 'list'] as const,
  one: (id: string) => [...ARRIVALS, 'one', id] as const,
  lines: (id: string) => [...ARRIVALS, 'lines', id] as const,
};
const HOUR = 3_600_000;
/** Milliseconds between two looks at a file that is coming in. */
const FOLLOWING = 1_000;

export const useArrivals = () =>
  useQuery({ queryKey: keys.list, queryFn: ({ signal }) => call(listArrivals, { signal }) });

export const useArrival = (id: string) =>
  useQuery({
    queryKey: keys.one(id),
    queryFn: ({ signal }) => call(readArrival, { params: { id: id as ArrivalId }, signal }),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? FOLLOWING : false),
  });

export type LineFilter = NonNullable<QueryInput<typeof listArrivalLines>['outcome']>;

/** `as`: what the file stood at when they were read; another state, other lines. */
export const useLines = (id: string, of: { outcome: LineFilter | undefined; as: string }) =>
  useInfiniteQuery({
    queryKey: [...keys.lines(id), of.outcome ?? 'all', of.as],
    queryFn: ({ pageParam, signal }) =>
      call(listArrivalLines, {
        params: { id: id as ArrivalId },
        query: { outcome: of.outcome, after: pageParam ?? undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });

const keep = (client: QueryClient, detail: ArrivalDetail): void => {
  client.setQueryData(keys.one(detail.id), detail);
  void client.invalidateQueries({ queryKey: keys.lines(detail.id) });
  void client.invalidateQueries({ queryKey: keys.list });
};

type Sending = { file: File; kind: ArrivalKind; desk: string; progress: (fraction: number) => void };

export function useLook() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ file, kind, desk, progress }: Sending) =>
      sendFile(
        lookAtArrival,
        { query: { name: file.name, kind, desk }, file },
        { progress, signal: new AbortController().signal },
      ),
    onSuccess: (detail) => keep(client, detail),
  });
}

/** What somebody else did meanwhile is read again, so that the sentence stands beside how it is now. */
function useAct<Given>(id: string, act: (given: Given) => Promise<ArrivalDetail>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (detail) => keep(client, detail),
    onError: (error) => {
      if (isOutrun(error)) void client.invalidateQueries({ queryKey: keys.one(id) });
    },
  });
}

export const useChoose = (id: string) =>
  useAct(id, (body: BodyInput<typeof chooseArrivalWord>) =>
    call(chooseArrivalWord, { params: { id: id as ArrivalId }, body }),
  );
export const useStart = (id: string) =>
  useAct(id, (body: BodyInput<typeof startArrival>) => call(startArrival, { params: { id: id as ArrivalId }, body }));
export const useStop = (id: string) =>
  useAct(id, () => call(stopArrival, { params: { id: id as ArrivalId }, body: {} }));

export function useDrop(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(dropArrival, { params: { id: id as ArrivalId } }),
    onSuccess: () => {
      client.removeQueries({ queryKey: keys.one(id) });
      void client.invalidateQueries({ queryKey: keys.list });
    },
  });
}

export type Meaning = { value: string; name: { es: string; en: string } };

/** What a word of these columns may mean; null while it is not here yet, or is not asked of the server. */
export function useMeanings(columns: readonly ChosenColumn[]): Partial<Record<ChosenColumn, Meaning[]>> {
  const organisation = useQuery({
    queryKey: ['organisation'],
    queryFn: ({ signal }) => call(listOrganisation, { signal }),
    staleTime: HOUR,
    enabled: columns.includes('agency') || columns.includes('position'),
  }).data;
  const catalogue = useQuery({
    queryKey: ['catalogue'],
    queryFn: ({ signal }) => call(readCatalogue, { signal }),
    staleTime: HOUR,
    enabled: columns.includes('area'),
  }).data;
  const of = (things: readonly { id: string; name: Meaning['name'] }[] | undefined) =>
    things?.map(({ id, name }) => ({ value: id, name }));
  const [agency, position, area] = [of(organisation?.agencies), of(organisation?.positions), of(catalogue?.areas)];
  return { ...(agency ? { agency } : {}), ...(position ? { position } : {}), ...(area ? { area } : {}) };
}
