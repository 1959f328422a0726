/** Dependencias and positions: the organisation people belong to. */
import { listOrganisation } from '#contract/agencies.ts';
import type { House, Slice } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { listOrganisation as list } from './list-organisation.ts';

export { ensureHostAgency, importOrganisation, type Organisation } from './import.ts';
export {
  type Agency,
  type AgencyInTime,
  agenciesByIds,
  agenciesInForce,
  agencyById,
  agencyCalled,
  allPositions,
  everyAgency,
  goesOnIn,
  type Position,
  positionById,
  positionsByIds,
  standingAgency,
} from './rows.ts';
export { calledAt } from './rules.ts';
export {
  type AgencyContent,
  addPassed,
  adoptChildren,
  dueSuccessions,
  formerNames,
  insertAgency,
  insertSuccession,
  keepName,
  lockTree,
  plannedSuccessions,
  type StandingAgency,
  type Succession,
  saveAgency,
  saveCalledOff,
  saveEnd,
  saveSuccessionDone,
  successionsOf,
  wholeTree,
} from './tree-rows.ts';

const routes = (house: House): Route[] => [answer(listOrganisation).with(() => list(house))];

export const agenciesSlice: Slice = { name: 'agencies', routes };
