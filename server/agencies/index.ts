/** Dependencias and positions: the organisation people belong to. */
import { listOrganisation } from '#contract/agencies.ts';
import type { House, Slice } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { listOrganisation as list } from './list-organisation.ts';

export { ensureHostAgency, importOrganisation, type Organisation } from './import.ts';
export {
  type Agency,
  agenciesByIds,
  agenciesInForce,
  agencyById,
  allPositions,
  everyAgency,
  type Position,
  positionById,
  positionsByIds,
} from './rows.ts';

const routes = (house: House): Route[] => [answer(listOrganisation).with(() => list(house))];

export const agenciesSlice: Slice = { name: 'agencies', routes };
