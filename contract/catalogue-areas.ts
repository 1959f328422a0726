/** Areas and institutional systems as Servicios Generales administers them. */
import * as v from 'valibot';
import { words } from './forms.ts';
import { AreaId, LevelId, ServiceId } from './ids.ts';
import { operation } from './operation.ts';
import { ServiceCode } from './service-content.ts';
import { Done, id, LocalText } from './shapes.ts';

export const SystemId = id('SystemId');
export type SystemId = v.InferOutput<typeof SystemId>;

/** draft: never published · active: on offer · retired: no longer on offer, kept by the requests that name it. */
export const SERVICE_STATES = ['draft', 'active', 'retired'] as const;

const Version = v.pipe(v.number('field.number'), v.integer('field.number'), v.minValue(0, 'field.number'));
const administer = 'catalogue.administer' as const;

const AreaContent = { name: words(160), description: words(600), examples: words(600), levelId: LevelId };

export const AdministeredArea = v.object({
  id: AreaId,
  code: v.string(),
  name: LocalText,
  description: LocalText,
  examples: LocalText,
  levelId: LevelId,
  active: v.boolean(),
  version: v.number(),
  services: v.array(
    v.object({
      id: ServiceId,
      code: v.string(),
      /** Of the draft while it was never published. */
      name: LocalText,
      state: v.picklist(SERVICE_STATES),
      /** The version in force; null while there is none. */
      version: v.nullable(v.number()),
      hasDraft: v.boolean(),
      /** The day from which a version already published comes into force, when that day is still to come. */
      nextFrom: v.nullable(v.string()),
    }),
  ),
});
export type AdministeredArea = v.InferOutput<typeof AdministeredArea>;

/** An institutional system that questions may offer (`source: 'systems'`); answers keep its `key`. */
export const SystemView = v.object({
  id: SystemId,
  key: v.string(),
  name: LocalText,
  active: v.boolean(),
  version: v.number(),
});
export type SystemView = v.InferOutput<typeof SystemView>;

export const createArea = operation({
  name: 'createArea',
  method: 'POST',
  path: '/api/areas',
  permission: administer,
  summary: 'A new area of the catalogue',
  status: 201,
  idempotent: true,
  body: v.strictObject({ code: ServiceCode, ...AreaContent }),
  reply: AdministeredArea,
  refusals: ['idempotency.mismatch'],
});

export const saveArea = operation({
  name: 'saveArea',
  method: 'PUT',
  path: '/api/areas/:id',
  permission: administer,
  summary: 'Change the words of an area and the level of what names no service, or no longer offer it',
  params: v.strictObject({ id: AreaId }),
  body: v.strictObject({ version: Version, ...AreaContent, active: v.boolean() }),
  reply: AdministeredArea,
  refusals: ['not-found', 'version.stale', 'catalogue.area-in-use'],
});

export const deleteArea = operation({
  name: 'deleteArea',
  method: 'DELETE',
  path: '/api/areas/:id',
  permission: administer,
  summary: 'Delete an area that nothing ever named',
  params: v.strictObject({ id: AreaId }),
  reply: Done,
  refusals: ['not-found', 'catalogue.used'],
});

export const createSystem = operation({
  name: 'createSystem',
  method: 'POST',
  path: '/api/systems',
  permission: administer,
  summary: 'A new institutional system to choose from; its key is made of its name',
  status: 201,
  idempotent: true,
  body: v.strictObject({ name: words(120) }),
  reply: SystemView,
  refusals: ['idempotency.mismatch'],
});

export const saveSystem = operation({
  name: 'saveSystem',
  method: 'PUT',
  path: '/api/systems/:id',
  permission: administer,
  summary: 'Rename an institutional system, or no longer offer it: answers keep the name it had',
  params: v.strictObject({ id: SystemId }),
  body: v.strictObject({ version: Version, name: words(120), active: v.boolean() }),
  reply: SystemView,
  refusals: ['not-found', 'version.stale'],
});
