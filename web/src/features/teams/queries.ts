/** Every call the screens of teams make. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyInput, ReplyOf } from '#contract/operation.ts';
import {
  addTeam,
  changeTeam,
  findDeskPeople,
  listTeams,
  restoreTeam,
  retireTeam,
  saveTeamMembers,
  type TeamView,
} from '#contract/teams.ts';
import { call, Refused } from '#web/shared/client.ts';

export type Teams = ReplyOf<typeof listTeams>;
export type Area = Teams['areas'][number];

const TEAMS = ['teams'] as const;

export const useTeams = () => useQuery({ queryKey: TEAMS, queryFn: ({ signal }) => call(listTeams, { signal }) });

export const useDeskPeople = (q: string) =>
  useQuery({
    queryKey: ['desk-people', q],
    queryFn: ({ signal }) => call(findDeskPeople, { query: q === '' ? {} : { q }, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });

/** What else says who is in which team: what the desk chooses from, the people, the rules, who is away and on call. */
const TOLD = [['desk-lists'], ['people'], ['routing-rules'], ['absences'], ['duty']];

/** One act on a team: its answer is what the page shows. A refusal for an older one has it asked for again. */
function useAct<Given>(act: (given: Given) => Promise<TeamView>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (team) => {
      client.setQueryData<Teams>(
        TEAMS,
        (before) => before && { ...before, teams: [...before.teams.filter(({ id }) => id !== team.id), team] },
      );
      for (const queryKey of [TEAMS, ...TOLD]) void client.invalidateQueries({ queryKey });
    },
    onError: (error) => {
      if (isStale(error)) return client.invalidateQueries({ queryKey: TEAMS });
    },
  });
}

export const isStale = (error: unknown): boolean => error instanceof Refused && error.problem.code === 'version.stale';

export type Said = BodyInput<typeof addTeam>;

export const useAdd = () => useAct(({ key, body }: { key: string; body: Said }) => call(addTeam, { body, key }));
export const useChange = (id: string) =>
  useAct((body: BodyInput<typeof changeTeam>) => call(changeTeam, { params: { id }, body }));
export const useMembers = (id: string) =>
  useAct((body: BodyInput<typeof saveTeamMembers>) => call(saveTeamMembers, { params: { id }, body }));
export const useRetire = (id: string) =>
  useAct((body: BodyInput<typeof retireTeam>) => call(retireTeam, { params: { id }, body }));
export const useRestore = (id: string) =>
  useAct((body: BodyInput<typeof restoreTeam>) => call(restoreTeam, { params: { id }, body }));
