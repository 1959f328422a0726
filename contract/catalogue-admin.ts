/** The catalogue as Servicios Generales administers it: services with their drafts and versions. */
import * as v from 'valibot';
import { AdministeredArea, SERVICE_STATES, SystemView } from './catalogue-areas.ts';
import { FormTrouble } from './forms.ts';
import { AreaId, ServiceId } from './ids.ts';
import { operation } from './operation.ts';
import { Day } from './request-acts.ts';
import { ContentChange, ServiceCode, ServiceContent } from './service-content.ts';
import { Done, Instant, LocalText, line, text } from './shapes.ts';

export * from './catalogue-areas.ts';
export * from './catalogue-files.ts';
export * from './service-content.ts';

const Version = v.pipe(v.number('field.number'), v.integer('field.number'), v.minValue(0, 'field.number'));
const reason = text(3, 500);
const administer = 'catalogue.administer' as const;
const oneService = v.strictObject({ id: ServiceId });

export const readCatalogueTree = operation({
  name: 'readCatalogueTree',
  method: 'GET',
  path: '/api/catalogue/tree',
  permission: administer,
  summary: 'All areas with all their services, drafts and retired ones too, and the institutional systems',
  reply: v.object({ areas: v.array(AdministeredArea), systems: v.array(SystemView) }),
});

export const VersionLine = v.object({
  number: v.number(),
  /** Local calendar day from which it is in force. */
  effectiveFrom: v.string(),
  publishedAt: Instant,
  /** Null: came with the catalogue one starts from. */
  publishedBy: v.nullable(v.string()),
  reason: v.string(),
  standing: v.picklist(['past', 'in-force', 'to-come']),
  questions: v.number(),
});
export type VersionLine = v.InferOutput<typeof VersionLine>;

export const ServiceDetail = v.object({
  id: ServiceId,
  state: v.picklist(SERVICE_STATES),
  /** The version in force. */
  published: v.nullable(v.object({ number: v.number(), content: ServiceContent })),
  draft: v.nullable(
    v.object({
      /** Goes with the next save, or with publishing. */
      version: v.number(),
      savedAt: Instant,
      savedBy: v.nullable(v.string()),
      content: ServiceContent,
      /** What keeps it from being published. */
      troubles: v.array(FormTrouble),
    }),
  ),
  /** Newest first. */
  versions: v.array(VersionLine),
});
export type ServiceDetail = v.InferOutput<typeof ServiceDetail>;

export const readService = operation({
  name: 'readService',
  method: 'GET',
  path: '/api/services/:id',
  permission: administer,
  summary: 'One service: the version in force, the draft under way, and its versions',
  params: oneService,
  reply: ServiceDetail,
  refusals: ['not-found'],
});

export const readServiceVersion = operation({
  name: 'readServiceVersion',
  method: 'GET',
  path: '/api/services/:id/versions/:number',
  permission: administer,
  summary: 'A version of a service as it was published',
  params: v.strictObject({ id: ServiceId, number: v.pipe(v.string('field.number'), v.maxLength(40, 'field.number')) }),
  reply: v.object({ ...VersionLine.entries, content: ServiceContent }),
  refusals: ['not-found'],
});

export const createService = operation({
  name: 'createService',
  method: 'POST',
  path: '/api/services',
  permission: administer,
  summary: 'A new service as a draft: nobody is offered it until it is published',
  status: 201,
  idempotent: true,
  body: v.strictObject({ areaId: AreaId, code: ServiceCode, name: line(1, 160) }),
  reply: ServiceDetail,
  refusals: ['idempotency.mismatch'],
});

export const saveServiceDraft = operation({
  name: 'saveServiceDraft',
  method: 'PUT',
  path: '/api/services/:id/draft',
  permission: administer,
  summary: 'Keep the draft of the next version; it need not be fit to publish yet, and the answer says what is wrong',
  params: oneService,
  /** `version`: of the draft it follows, 0 where there was none. */
  body: v.strictObject({ version: Version, content: ServiceContent }),
  reply: v.object({ version: v.number(), savedAt: Instant, troubles: v.array(FormTrouble) }),
  refusals: ['not-found', 'version.stale'],
});

export const discardServiceDraft = operation({
  name: 'discardServiceDraft',
  method: 'DELETE',
  path: '/api/services/:id/draft',
  permission: administer,
  summary: 'Throw the draft away; the version in force stays',
  params: oneService,
  reply: Done,
  refusals: ['not-found'],
});

export const readServiceChanges = operation({
  name: 'readServiceChanges',
  method: 'GET',
  path: '/api/services/:id/changes',
  permission: administer,
  summary: 'What the draft changes of the newest version, part by part',
  params: oneService,
  reply: v.object({ changes: v.array(ContentChange), troubles: v.array(FormTrouble) }),
  refusals: ['not-found'],
});

export const readServiceImpact = operation({
  name: 'readServiceImpact',
  method: 'GET',
  path: '/api/services/:id/impact',
  permission: administer,
  summary: 'What publishing, retiring or deleting would touch: open requests, drafts of requesters, questions',
  params: oneService,
  reply: v.object({
    /** They keep the version under which they were filed. */
    openRequests: v.number(),
    everRequests: v.number(),
    /** Requests being written now: their writers are told what is new. */
    draftsUnderWay: v.number(),
    /** Of the draft against the newest version. */
    questionsAdded: v.array(LocalText),
    questionsRemoved: v.array(LocalText),
    questionsRetyped: v.array(LocalText),
  }),
  refusals: ['not-found'],
});

export const publishService = operation({
  name: 'publishService',
  method: 'POST',
  path: '/api/services/:id/publish',
  permission: administer,
  summary: 'The draft becomes the next version, in force from a day on; what is wrong with it is told at its place',
  params: oneService,
  body: v.strictObject({ version: Version, reason, effectiveFrom: Day }),
  reply: ServiceDetail,
  refusals: ['not-found', 'version.stale', 'catalogue.no-change', 'date.past', 'catalogue.later-version'],
});

export const retireService = operation({
  name: 'retireService',
  method: 'POST',
  path: '/api/services/:id/retire',
  permission: administer,
  summary: 'No longer offer it: requests that name it keep it',
  params: oneService,
  body: v.strictObject({ reason }),
  reply: ServiceDetail,
  refusals: ['not-found', 'catalogue.wrong-state'],
});

export const restoreService = operation({
  name: 'restoreService',
  method: 'POST',
  path: '/api/services/:id/restore',
  permission: administer,
  summary: 'Offer a retired service again, in its version in force',
  params: oneService,
  body: v.strictObject({ reason }),
  reply: ServiceDetail,
  refusals: ['not-found', 'catalogue.wrong-state'],
});

export const deleteService = operation({
  name: 'deleteService',
  method: 'DELETE',
  path: '/api/services/:id',
  permission: administer,
  summary: 'Delete a service under which nobody ever filed; any other is retired instead',
  params: oneService,
  reply: Done,
  refusals: ['not-found', 'catalogue.used'],
});
