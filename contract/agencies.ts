/** Dependencias and positions: the organisation people belong to. */
import * as v from 'valibot';
import { AgencyId, PositionId } from './ids.ts';
import { operation } from './operation.ts';
import { LocalText } from './shapes.ts';

export { AgencyId, PositionId } from './ids.ts';

export const AGENCY_KINDS = ['dependencia', 'entidad', 'autonomo', 'otro'] as const;

/** How high a position stands: document 002 speaks of "mando medio o superior". */
export const POSITION_LEVELS = ['senior', 'middle', 'operational'] as const;

export const AgencyView = v.object({
  id: AgencyId,
  acronym: v.string(),
  name: LocalText,
  kind: v.picklist(AGENCY_KINDS),
});
export type AgencyView = v.InferOutput<typeof AgencyView>;

export const PositionView = v.object({ id: PositionId, name: LocalText, eligible: v.boolean() });
export type PositionView = v.InferOutput<typeof PositionView>;

/** Public: the person who creates an account chooses from it. Names of public bodies, nothing else. */
export const listOrganisation = operation({
  name: 'listOrganisation',
  method: 'GET',
  path: '/api/organisation',
  permission: 'public',
  summary: 'Agencies in force and positions, to choose from when creating an account',
  reply: v.object({ agencies: v.array(AgencyView), positions: v.array(PositionView) }),
});
