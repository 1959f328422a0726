/** Every call the screens of people make: the list, invitations, roles, links, pauses, approvals. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { listOrganisation } from '#contract/agencies.ts';
import { readDeskLists } from '#contract/catalogue.ts';
import { cancelMovement, listMovements, movePerson } from '#contract/movements.ts';
import type { BodyInput, QueryInput, ReplyOf } from '#contract/operation.ts';
import {
  ACCOUNT_STATES,
  approvePerson,
  closeAccount,
  giveActivationLink,
  giveResetCode,
  grantRoles,
  invitePerson,
  listPeople,
  type PersonView,
  reopenAccount,
  unlockPerson,
} from '#contract/people.ts';
import { askPeopleExport, listPeopleExports } from '#contract/people-exports.ts';
import { endSessionsOf, listSessionsOf } from '#contract/people-sessions.ts';
import { readPerson } from '#contract/person-page.ts';
import { removeFactors } from '#contract/second-factor.ts';
import { call } from '#web/shared/client.ts';

export type State = PersonView['state'];
export type Invitation = BodyInput<typeof invitePerson>;
export type Grant = BodyInput<typeof grantRoles>;
export type Teams = ReplyOf<typeof readDeskLists>['teams'];
export type Organisation = ReplyOf<typeof listOrganisation>;
export type GivenLink = ReplyOf<typeof giveActivationLink>;
export type GivenCode = ReplyOf<typeof giveResetCode>;

const PEOPLE = ['people'] as const;
const HOUR = 3_600_000;

export const isState = (value: unknown): value is State => ACCOUNT_STATES.some((state) => state === value);

type Filter = Omit<QueryInput<typeof listPeople>, 'cursor' | 'q'> & { q: string };

export const usePeople = (filter: Filter) =>
  useInfiniteQuery({
    queryKey: [...PEOPLE, filter],
    queryFn: ({ pageParam, signal }) =>
      call(listPeople, {
        query: { ...filter, q: filter.q || undefined, cursor: pageParam ?? undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    // The rows of the last search stay while the next ones come: nothing jumps while somebody types.
    placeholderData: (before) => before,
  });

export const usePerson = (id: string) =>
  useQuery({
    queryKey: [...PEOPLE, 'one', id],
    queryFn: ({ signal }) => call(readPerson, { params: { id }, signal }),
  });

export const useOrganisation = () =>
  useQuery({
    queryKey: ['organisation'],
    queryFn: ({ signal }) => call(listOrganisation, { signal }),
    staleTime: HOUR,
  });

/** The teams; null while they are not here yet. */
export function useTeams(): Teams | null {
  const lists = useQuery({
    queryKey: ['desk-lists'],
    queryFn: ({ signal }) => call(readDeskLists, { signal }),
    staleTime: HOUR,
  });
  return lists.data?.teams ?? null;
}

/** One act on a person; the list is asked again whatever came of it, because somebody else may have acted first. */
function useAct<Given, Reply>(act: (given: Given) => Promise<Reply>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: act, onSettled: () => client.invalidateQueries({ queryKey: PEOPLE }) });
}

export const useInvite = () => useAct((body: Invitation) => call(invitePerson, { body }));
export const useGrant = (id: string) => useAct((body: Grant) => call(grantRoles, { params: { id }, body }));
export const useGiveLink = (id: string) => useAct(() => call(giveActivationLink, { params: { id } }));
export const useGiveCode = (id: string) =>
  useAct((body: BodyInput<typeof giveResetCode>) => call(giveResetCode, { params: { id }, body }));
export const useRemoveFactors = (id: string) =>
  useAct((body: BodyInput<typeof removeFactors>) => call(removeFactors, { params: { id }, body }));
export const useUnlock = (id: string) => useAct(() => call(unlockPerson, { params: { id } }));
export const useApprove = (id: string) => useAct(() => call(approvePerson, { params: { id } }));
export const useClose = (id: string) =>
  useAct((body: BodyInput<typeof closeAccount>) => call(closeAccount, { params: { id }, body }));
export const useSessionsOf = (id: string) =>
  useQuery({
    queryKey: [...PEOPLE, 'sessions', id],
    queryFn: ({ signal }) => call(listSessionsOf, { params: { id }, signal }),
    staleTime: 0,
  });
export const useEndSessionsOf = (id: string) => useAct(() => call(endSessionsOf, { params: { id } }));
export const useMovements = (id: string) =>
  useQuery({
    queryKey: [...PEOPLE, 'movements', id],
    queryFn: ({ signal }) => call(listMovements, { params: { id }, signal }),
  });
export const useMove = (id: string) =>
  useAct((body: BodyInput<typeof movePerson>) => call(movePerson, { params: { id }, body }));
export const useCancelMove = (id: string) => useAct(() => call(cancelMovement, { params: { id }, body: {} }));
export const useReopen = (id: string) =>
  useAct((body: BodyInput<typeof reopenAccount>) => call(reopenAccount, { params: { id }, body }));

const EXPORTS = ['people-exports'] as const;
/** Milliseconds between two looks at a file that is being made. */
const FOLLOWING = 1_500;

export const useExports = () =>
  useQuery({
    queryKey: EXPORTS,
    queryFn: ({ signal }) => call(listPeopleExports, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some((each) => each.state === 'queued') === true ? FOLLOWING : false,
  });

export function useAskExport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyInput<typeof askPeopleExport>) => call(askPeopleExport, { body }),
    onSettled: () => client.invalidateQueries({ queryKey: EXPORTS }),
  });
}
