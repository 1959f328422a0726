/** What narrows the list of people, and the words of the address that hold it. */
import { useSearch } from '@tanstack/react-router';
import { POSITION_LEVELS } from '#contract/agencies.ts';
import { ROLES, type Role } from '#contract/permissions.ts';
import { isState, type State } from './queries.ts';

export type Level = (typeof POSITION_LEVELS)[number];
export type Filter = {
  q: string;
  state: State | undefined;
  agencyId: string | undefined;
  role: Role | undefined;
  level: Level | undefined;
};

export const NO_FILTER: Filter = { q: '', state: undefined, agencyId: undefined, role: undefined, level: undefined };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const roleOf = (value: unknown): Role | undefined => ROLES.find((role) => role === value);
export const levelOf = (value: unknown): Level | undefined => POSITION_LEVELS.find((level) => level === value);

export function useFilter(): Filter {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const { q, estado, dependencia, funcion, nivel } = search;
  return {
    q: typeof q === 'string' ? q.slice(0, 120) : '',
    state: isState(estado) ? estado : undefined,
    agencyId: typeof dependencia === 'string' && UUID.test(dependencia) ? dependencia : undefined,
    role: roleOf(funcion),
    level: levelOf(nivel),
  };
}

export const toSearch = ({ q, state, agencyId, role, level }: Filter) => ({
  q: q || undefined,
  estado: state,
  dependencia: agencyId,
  funcion: role,
  nivel: level,
});

export const isFiltered = (filter: Filter): boolean =>
  Object.values(toSearch(filter)).some((each) => each !== undefined);
