/** What may be asked for: areas, services and their promised times; teams and closure codes for the desk. */
import * as v from 'valibot';
import { AreaId, LevelId, ServiceId } from './ids.ts';
import { operation } from './operation.ts';
import { LocalText } from './shapes.ts';

export { readDeskLists } from './desk-lists.ts';
export { AreaId, LevelId, ServiceId, TeamId } from './ids.ts';

export const REQUEST_KINDS = ['incident', 'service_request', 'change', 'access'] as const;

/** Business minutes: 480 are one working day of eight hours. */
export const LevelView = v.object({
  id: LevelId,
  code: v.string(),
  name: LocalText,
  firstResponseMinutes: v.number(),
  resolutionMinutes: v.number(),
});
export type LevelView = v.InferOutput<typeof LevelView>;

export const ServiceView = v.object({
  id: ServiceId,
  code: v.string(),
  name: LocalText,
  description: LocalText,
  levelId: LevelId,
});

export const AreaView = v.object({
  id: AreaId,
  code: v.string(),
  name: LocalText,
  description: LocalText,
  examples: LocalText,
  /** The level of a request that names no service. */
  levelId: LevelId,
  services: v.array(ServiceView),
});
export type AreaView = v.InferOutput<typeof AreaView>;

export const readCatalogue = operation({
  name: 'readCatalogue',
  method: 'GET',
  path: '/api/catalogue',
  permission: 'account.own',
  summary: 'Areas with their services, and the levels with their times',
  reply: v.object({ areas: v.array(AreaView), levels: v.array(LevelView) }),
});
