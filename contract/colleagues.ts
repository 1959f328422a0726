/** Naming another person in a form: found by name, one's own agency only, never an address or a telephone. */
import * as v from 'valibot';
import { PersonId } from './ids.ts';
import { operation } from './operation.ts';
import { LocalText, line } from './shapes.ts';

/** Fewer letters would give half the agency away at once. */
export const COLLEAGUE_LETTERS = 3;

export const ColleagueView = v.object({
  id: PersonId,
  name: v.string(),
  positionName: LocalText,
  /** Of the agency: the desk finds people of every one. */
  agencyAcronym: v.string(),
});
export type ColleagueView = v.InferOutput<typeof ColleagueView>;

export const findColleagues = operation({
  name: 'findColleagues',
  method: 'GET',
  path: '/api/colleagues',
  permission: 'account.own',
  summary: 'At most eight people whose names begin so: of one’s own agency, or of every one for who attends',
  query: v.strictObject({ q: line(COLLEAGUE_LETTERS, 120) }),
  reply: v.object({ people: v.array(ColleagueView) }),
  refusals: ['rate.exceeded'],
});

export const readColleague = operation({
  name: 'readColleague',
  method: 'GET',
  path: '/api/colleagues/:id',
  permission: 'account.own',
  summary: 'The name of a person already chosen, among those who could be found',
  params: v.strictObject({ id: PersonId }),
  reply: ColleagueView,
  refusals: ['not-found'],
});
