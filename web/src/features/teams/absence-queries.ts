/** Every call the screens of absences make. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyInput, ReplyOf } from '#contract/operation.ts';
import {
  type AbsenceView,
  changeAbsence,
  endAbsence,
  handOver,
  listAbsences,
  listDeputies,
  readHandOver,
  setAbsence,
} from '#contract/teams.ts';
import { call, Refused } from '#web/shared/client.ts';

export type Absences = ReplyOf<typeof listAbsences>;
export type Deputies = ReplyOf<typeof listDeputies>['people'];
export type ToHand = ReplyOf<typeof readHandOver>;
export type { AbsenceView };

const ABSENCES = ['absences'] as const;
const HOUR = 3_600_000;

export const useAbsences = () =>
  useQuery({ queryKey: ABSENCES, queryFn: ({ signal }) => call(listAbsences, { signal }) });

/** One's own of today, for the line on every page: asked once an hour, and after every change made here. */
export const useOwnAbsence = (personId: string, wanted: boolean) =>
  useQuery({
    queryKey: ABSENCES,
    queryFn: ({ signal }) => call(listAbsences, { signal }),
    staleTime: HOUR,
    enabled: wanted,
    select: ({ absences }) => absences.find((absence) => absence.now && absence.person.id === personId) ?? null,
  });

/** Who may stand in for that person on those days; while the days change the last answer stays. */
export const useDeputies = (personId: string, days: { from: string; to: string } | null) =>
  useQuery({
    queryKey: [...ABSENCES, 'deputies', personId, days],
    queryFn: ({ signal }) => call(listDeputies, { query: { person: personId, ...days }, signal }),
    enabled: personId !== '',
    placeholderData: (before, query) => (query?.queryKey[2] === personId ? before : undefined),
  });

export const useToHand = (id: string) =>
  useQuery({
    queryKey: [...ABSENCES, 'requests', id],
    queryFn: ({ signal }) => call(readHandOver, { params: { id }, signal }),
    // What was chosen of it must not move under the hand.
    staleTime: HOUR,
    gcTime: 0,
  });

/** Who is away is also told where requests are assigned, in the teams and to whoever is away. */
const TOLD = [ABSENCES, ['desk-lists'], ['teams']];

function useAct<Given, Answer>(act: (given: Given) => Promise<Answer>) {
  const client = useQueryClient();
  const refresh = () => {
    for (const queryKey of TOLD) void client.invalidateQueries({ queryKey });
  };
  return useMutation({
    mutationFn: act,
    retry: false,
    onSuccess: refresh,
    // The page shows it as the others left it; the form keeps what was typed.
    onError: (error) => {
      if (isStale(error) || isGone(error)) refresh();
    },
  });
}

/** Somebody else changed it meanwhile. */
export const isStale = (error: unknown): boolean => error instanceof Refused && error.problem.code === 'version.stale';

/** Somebody else ended it meanwhile: the list goes on without it. */
export const isGone = (error: unknown): boolean => error instanceof Refused && error.problem.code === 'not-found';

export const useSetAbsence = () =>
  useAct(({ key, body }: { key: string; body: BodyInput<typeof setAbsence> }) => call(setAbsence, { key, body }));

export const useChangeAbsence = (id: string) =>
  useAct((body: BodyInput<typeof changeAbsence>) => call(changeAbsence, { params: { id }, body }));

export const useEndAbsence = (id: string) =>
  useAct((version: number) => call(endAbsence, { params: { id }, body: { version } }));

export function useHandOver(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, body }: { key: string; body: BodyInput<typeof handOver> }) =>
      call(handOver, { params: { id }, key, body }),
    retry: false,
    onSuccess: () => {
      // Not the list behind the open window: what became of each is told with it.
      void client.invalidateQueries({ queryKey: ABSENCES, exact: true });
      for (const queryKey of [['desk-lists'], ['teams'], ['requests']]) void client.invalidateQueries({ queryKey });
    },
  });
}
