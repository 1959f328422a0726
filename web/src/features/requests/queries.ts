/**
 * Every call the screens of requests make: cache keys, readings, acts. One place, so that an act refreshes what it touches.
 * What others do comes by `shared/live`, which asks again for whatever they touched.
 */
import { type QueryClient, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { listOrganisation } from '#contract/agencies.ts';
import { readCatalogue } from '#contract/catalogue.ts';
import { fileForPrincipal } from '#contract/delegations.ts';
import type { BodyInput, Operation, QueryInput, ReplyOf } from '#contract/operation.ts';
import {
  acceptSolution,
  acceptVisit,
  cancelRequest,
  countQueue,
  declineVisit,
  discardDraft,
  fileRequest,
  listMyRequests,
  listQueue,
  markRead,
  postMessage,
  type RequestView,
  rateRequest,
  readDrafts,
  readReceipt,
  readRequest,
  reopenRequest,
  saveDraft,
} from '#contract/requests.ts';
import { type Asked, call, Refused } from '#web/shared/client.ts';
import { tellTabs } from '#web/shared/live/state.ts';
import { filesOf, isUnsettled } from './file-state.ts';

const LISTS = ['requests', 'lists'] as const;

export const requestKeys = {
  lists: LISTS,
  mine: (filter: MyFilter) => [...LISTS, 'mine', filter] as const,
  queues: [...LISTS, 'queue'] as const,
  queue: (filter: QueueFilter) => [...LISTS, 'queue', filter] as const,
  queueCounts: [...LISTS, 'queue-counts'] as const,
  one: (ref: string) => ['requests', 'one', ref] as const,
  receipt: (ref: string) => ['requests', 'receipt', ref] as const,
  drafts: ['requests', 'drafts'] as const,
  catalogue: ['catalogue'] as const,
  organisation: ['organisation'] as const,
};

export type MyFilter = Omit<QueryInput<typeof listMyRequests>, 'cursor'>;
export type QueueFilter = Omit<QueryInput<typeof listQueue>, 'cursor'>;
export type MyRequests = ReplyOf<typeof listMyRequests>;
export type Queue = ReplyOf<typeof listQueue>;
export type Catalogue = ReplyOf<typeof readCatalogue>;
export type FilingBody = BodyInput<typeof fileRequest>;
export type DraftBody = BodyInput<typeof saveDraft>;

const HOUR = 3_600_000;
const SOON = 3_000;

const noBlanks = <T extends Record<string, unknown>>(query: T): T =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== '')) as T;

export const useMyRequests = (filter: MyFilter) =>
  useInfiniteQuery({
    queryKey: requestKeys.mine(filter),
    queryFn: ({ pageParam, signal }) =>
      call(listMyRequests, { query: noBlanks({ ...filter, cursor: pageParam ?? undefined }), signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    // The rows of the last filter stay while the next ones come: nothing jumps while somebody types.
    placeholderData: (before) => before,
  });

export const useQueue = (filter: QueueFilter) =>
  useInfiniteQuery({
    queryKey: requestKeys.queue(filter),
    queryFn: ({ pageParam, signal }) =>
      call(listQueue, { query: noBlanks({ ...filter, cursor: pageParam ?? undefined }), signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });

/** Among the lists: asked again whenever one of their requests moves. */
export const useQueueCounts = (wanted = true) =>
  useQuery({
    enabled: wanted,
    queryKey: requestKeys.queueCounts,
    queryFn: ({ signal }) => call(countQueue, { signal }),
  });

export const useRequest = (ref: string) =>
  useQuery({
    queryKey: requestKeys.one(ref),
    queryFn: ({ signal }) => call(readRequest, { params: { ref }, signal }),
    // Nobody's act ends the drawing or the scan of a file, so no change is told of it.
    refetchInterval: ({ state }) => (state.data && filesOf(state.data).some(isUnsettled) ? SOON : false),
  });

/** Now, past whatever copy there is: after somebody else acted in between. */
export const fetchRequest = (client: QueryClient, ref: string): Promise<RequestView> =>
  client.fetchQuery({
    queryKey: requestKeys.one(ref),
    queryFn: ({ signal }) => call(readRequest, { params: { ref }, signal }),
    staleTime: 0,
    retry: false,
  });

export const useReceipt = (ref: string) =>
  useQuery({
    queryKey: requestKeys.receipt(ref),
    queryFn: ({ signal }) => call(readReceipt, { params: { ref }, signal }),
    staleTime: HOUR,
  });

export const useCatalogue = () =>
  useQuery({
    queryKey: requestKeys.catalogue,
    queryFn: ({ signal }) => call(readCatalogue, { signal }),
    staleTime: HOUR,
  });

export const useOrganisation = (wanted: boolean) =>
  useQuery({
    queryKey: requestKeys.organisation,
    queryFn: ({ signal }) => call(listOrganisation, { signal }),
    staleTime: HOUR,
    enabled: wanted,
  });

/** Read once per visit of the form: what is being typed is newer than anything that could arrive later. */
export const useDrafts = () =>
  useQuery({
    queryKey: requestKeys.drafts,
    queryFn: ({ signal }) => call(readDrafts, { signal }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export const keepDraft = (id: string, body: DraftBody) => call(saveDraft, { params: { id }, body });
export const throwDraftAway = (id: string) => call(discardDraft, { params: { id } });

/**
 * The same key may be sent any number of times: it files one request. Goes through the client's mutations so that the
 * app hears of an ended session; it is not repeated there, whoever files knows how to wait.
 */
type FilingCall = { body: FilingBody; key: string; principalId: string | null };

const fileIt = ({ principalId, body, key }: FilingCall): Promise<RequestView> =>
  principalId === null
    ? call(fileRequest, { body, key })
    : call(fileForPrincipal, { body: { ...body, principalId }, key });

export const file = (client: QueryClient, filing: FilingCall): Promise<RequestView> =>
  client
    .getMutationCache()
    .build(client, { mutationFn: () => fileIt(filing), retry: false, networkMode: 'always' })
    .execute(undefined);

/** Resolves once the lists on screen show it too. */
export function showRequest(client: QueryClient, ref: string, view: RequestView): Promise<void> {
  client.setQueryData(requestKeys.one(ref), view);
  return client.invalidateQueries({ queryKey: requestKeys.lists });
}

type Id = { id: string };
type Sending<O extends Operation> = { body: BodyInput<O>; key?: string };

const act =
  <O extends Operation>(operation: O) =>
  ({ id }: Id, sending: Sending<O>): Promise<ReplyOf<O>> =>
    call(operation, { params: { id }, ...sending } as Asked<O>);

/** Acts of the requester; those of the desk are in `desk-acts.ts`. `key` is kept by the caller until the act is answered. */
export const acts = {
  message: act(postMessage),
  reopen: act(reopenRequest),
  acceptVisit: act(acceptVisit),
  declineVisit: act(declineVisit),
  rate: act(rateRequest),
  accept: act(acceptSolution),
  cancel: act(cancelRequest),
};

/** Somebody else was first: the page shows what they did, and a second try is made on what is true now. */
export function showOthers(client: QueryClient, ref: string, error: unknown): void {
  if (error instanceof Refused && error.problem.status === 409) void fetchRequest(client, ref).catch(() => undefined);
}

/** One act on the request shown under `ref`; its answer becomes what the page shows. */
export function useAct<Given>(ref: string, act: (given: Given) => Promise<RequestView>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    retry: false,
    // Without a network the act is refused at once: the text goes back to its box instead of waiting unseen.
    networkMode: 'always',
    onSuccess: (view) => void showRequest(client, ref, view),
    onError: (error) => showOthers(client, ref, error),
  });
}

export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, through }: { id: string; through: number }) =>
      call(markRead, { params: { id }, body: { through } }),
    onSuccess: (_done, { id }) => {
      // No fact of the request: only the other tabs of this reader need to hear of it.
      tellTabs({ requestId: id });
      return client.invalidateQueries({ queryKey: requestKeys.lists });
    },
  });
}
