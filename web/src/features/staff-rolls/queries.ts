/** Every call about staff rolls. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PersonId } from '#contract/ids.ts';
import type { BodyInput, ReplyOf } from '#contract/operation.ts';
import {
  confirmStaffRoll,
  listStaffRollPeople,
  listStaffRolls,
  markStaffRollPerson,
  readOwnStaffRoll,
  readStaffRoll,
  readStaffRollSettings,
  type STANDINGS,
  type StaffRollId,
  type StaffRollView,
  saveStaffRollSettings,
} from '#contract/staff-rolls.ts';
import { call } from '#web/shared/client.ts';

export type Standing = (typeof STANDINGS)[number];
export type ReadSettings = ReplyOf<typeof readStaffRollSettings>;
export type Overview = ReplyOf<typeof listStaffRolls>;

const ROLLS = ['staff-rolls'] as const;
const peopleKey = (id: string) => [...ROLLS, 'people', id] as const;

/** Without an id, one's own agency's newest. */
export const useRoll = (id: string | undefined) =>
  useQuery({
    queryKey: [...ROLLS, 'one', id ?? 'own'],
    queryFn: async ({ signal }): Promise<StaffRollView | null> => {
      if (id === undefined) return (await call(readOwnStaffRoll, { signal })).roll;
      return call(readStaffRoll, { params: { id: id as StaffRollId }, signal });
    },
  });

export const useRollPeople = (id: StaffRollId, filter: { q: string; marked: boolean }) =>
  useInfiniteQuery({
    queryKey: [...peopleKey(id), filter],
    queryFn: ({ pageParam, signal }) =>
      call(listStaffRollPeople, {
        params: { id },
        query: { q: filter.q || undefined, marked: filter.marked ? 'yes' : undefined, cursor: pageParam ?? undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    // The rows of the last search stay while the next ones come: nothing jumps while somebody types.
    placeholderData: (before) => before,
  });

/** Everything is asked again whatever came of it: a colleague may have been first. */
function useAct<Given, Reply>(act: (given: Given) => Promise<Reply>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: act, onSettled: () => client.invalidateQueries({ queryKey: ROLLS }) });
}

type Marking = BodyInput<typeof markStaffRollPerson> & { personId: PersonId };
export const useMark = (id: StaffRollId) =>
  useAct(({ personId, ...body }: Marking) => call(markStaffRollPerson, { params: { id, personId }, body }));
export const useConfirm = (id: StaffRollId) =>
  useAct((version: number) => call(confirmStaffRoll, { params: { id }, body: { version } }));

export const useOverview = (filter: { q: string; standing: Standing | undefined }) =>
  useQuery({
    queryKey: [...ROLLS, 'all', filter],
    queryFn: ({ signal }) =>
      call(listStaffRolls, { query: { q: filter.q || undefined, standing: filter.standing }, signal }),
    placeholderData: (before) => before,
  });

export const useSettings = () =>
  useQuery({
    queryKey: [...ROLLS, 'settings'],
    queryFn: ({ signal }) => call(readStaffRollSettings, { signal }),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
export const useSaveSettings = () =>
  useAct((body: BodyInput<typeof saveStaffRollSettings>) => call(saveStaffRollSettings, { body }));
