/** Every call of the screens where an enrolment is written, signed and followed. */
import {
  type QueryClient,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { listOrganisation } from '#contract/agencies.ts';
import { signEnrolment, withdrawEnrolment } from '#contract/enrolment-acts.ts';
import type { EnrolmentId, EnrolmentState, EnrolmentView } from '#contract/enrolment-shapes.ts';
import {
  draftEnrolment,
  listEnrolments,
  readEnrolment,
  readEnrolmentFile,
  saveEnrolment,
} from '#contract/enrolments.ts';
import type { AgencyId } from '#contract/ids.ts';
import type { BodyInput } from '#contract/operation.ts';
import { readResponsibilities } from '#contract/responsibilities.ts';
import { call, isOutrun, sendFile } from '#web/shared/client.ts';

const ENROLMENTS = ['enrolments'] as const;
export const keys = {
  list: [...ENROLMENTS, 'list'] as const,
  one: (id: string) => [...ENROLMENTS, 'one', id] as const,
};
const HOUR = 3_600_000;

export type Filter = { state: EnrolmentState | undefined; agencyId: AgencyId | undefined; q: string };

export const useEnrolments = (filter: Filter) =>
  useInfiniteQuery({
    queryKey: [...keys.list, filter],
    queryFn: ({ pageParam, signal }) =>
      call(listEnrolments, { query: { ...filter, q: filter.q || undefined, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });

/** What a page sent as it was left: read again before that came to rest, it would be as it was before. */
const leaving = new Map<string, Promise<unknown>>();
export const whileLeaving = (id: string, sent: Promise<unknown>): void => {
  leaving.set(id, sent);
  void sent.finally(() => leaving.delete(id));
};

const one = (id: string) =>
  queryOptions({
    queryKey: keys.one(id),
    queryFn: async ({ signal }) => {
      await leaving.get(id);
      return call(readEnrolment, { params: { id: id as EnrolmentId }, signal });
    },
  });
/** `every`: milliseconds after which it is read again, where others act upon it meanwhile. */
export const useEnrolment = (id: string, every?: number) =>
  useQuery({ ...one(id), refetchOnMount: 'always', ...(every === undefined ? {} : { refetchInterval: every }) });
export const freshOne = (client: QueryClient, id: string) => client.fetchQuery({ ...one(id), staleTime: 0 });

export const usePositions = () =>
  useQuery({
    queryKey: ['organisation'],
    queryFn: ({ signal }) => call(listOrganisation, { signal }),
    staleTime: HOUR,
  });

export const useResponsibilities = () =>
  useQuery({
    queryKey: ['responsibilities'],
    queryFn: ({ signal }) => call(readResponsibilities, { signal }),
    staleTime: HOUR,
  });

export const keep = (client: QueryClient, view: EnrolmentView): void => {
  client.setQueryData(keys.one(view.id), view);
  void client.invalidateQueries({ queryKey: keys.list });
};

/** `agencyId` null: of one's own agency. `key`: pressed twice, it begins one form. */
export function useBegin() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ agencyId, key }: { agencyId: string | null; key: string }) =>
      call(draftEnrolment, { body: { agencyId: agencyId as AgencyId | null }, key }),
    onSuccess: (view) => keep(client, view),
  });
}

/** `leaving`: the page goes away and nobody hears the answer. */
export const save = (id: string, body: BodyInput<typeof saveEnrolment>, leaving = false) =>
  call(saveEnrolment, {
    params: { id: id as EnrolmentId },
    body,
    ...(leaving ? { leaving: true as const } : {}),
  });

/** What somebody else did meanwhile is read again, so that the sentence stands beside how it is now. */
function useAct<Given>(id: string, act: (given: Given) => Promise<EnrolmentView>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (view) => keep(client, view),
    onError: (error) => {
      if (isOutrun(error)) void client.invalidateQueries({ queryKey: keys.one(id) });
    },
  });
}

export const useSign = (id: string) =>
  useAct(id, (body: BodyInput<typeof signEnrolment>) =>
    call(signEnrolment, { params: { id: id as EnrolmentId }, body }),
  );

export const useWithdraw = (id: string) =>
  useAct(id, (body: BodyInput<typeof withdrawEnrolment>) =>
    call(withdrawEnrolment, { params: { id: id as EnrolmentId }, body }),
  );

export const useReadFile = (id: string) =>
  useMutation({
    mutationFn: ({ file, progress }: { file: File; progress: (fraction: number) => void }) =>
      sendFile(
        readEnrolmentFile,
        { params: { id: id as EnrolmentId }, query: { name: file.name }, file },
        { progress, signal: new AbortController().signal },
      ),
  });
