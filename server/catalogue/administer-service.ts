/** What Servicios Generales does to a service: begin it, write its draft, publish, retire, restore, delete. */
import type { AreaId, ServiceId } from '#contract/catalogue.ts';
import type {
  createService as createOperation,
  publishService as publishOperation,
  ServiceDetail,
  saveServiceDraft as saveOperation,
} from '#contract/catalogue-admin.ts';
import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import type { ServiceContent } from '#contract/service-content.ts';
import { handOf, outrun } from '../accounts/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { newId } from '../shared/ids.ts';
import { type Actor, allow, personOf } from '../shared/policy.ts';
import type { OneEffect, Reader, Work } from '../shared/store.ts';
import { orUsed } from './in-use.ts';
import { cataloguePolicy } from './policy.ts';
import { publishVersion, today } from './publishing.ts';
import { administered, readService, stateOf } from './read-service.ts';
import { deleteServiceRow, insertService, lockService, type Service, updateService } from './rows.ts';
import { deleteDraft, draftOf, type ServiceDraft, saveDraftRow } from './version-rows.ts';
import { readWorld, teamsInUse, troublesAmong } from './world.ts';

const wrong = (path: string, message: string) => new Fault('input.invalid', {}, { fields: [{ path, message }] });

/** Everybody, no question yet; the times of the area's usual level. */
const begun = (given: BodyOf<typeof createOperation>, levelId: ServiceContent['levelId']): ServiceContent => ({
  code: given.code,
  areaId: given.areaId,
  kind: 'service_request',
  name: { es: given.name, en: '' },
  description: { es: '', en: '' },
  levelId,
  teamId: null,
  keywords: [],
  audience: { agencyIds: [], positionLevels: [] },
  requiresApproval: false,
  form: [],
});

export async function create(
  house: House,
  actor: Actor,
  given: { body: BodyOf<typeof createOperation>; once: OneEffect | null },
): Promise<ServiceDetail> {
  const { body, once } = given;
  const { id } = await house.store.changeOnce(actor, { once, answer: { id: newId() } }, async (work, answer) => {
    const world = await readWorld(work.db);
    const area = world.areas.find((one) => one.id === body.areaId && one.active);
    if (area === undefined) throw wrong('areaId', 'field.area-gone');
    const content = begun(body, area.levelId);
    const [trouble] = troublesAmong(world, null, content).filter((one) => one.path === 'code');
    if (trouble) throw wrong('code', trouble.message);
    await addService(work, { id: answer.id as ServiceId, content, rank: world.services.length + 1 });
  });
  return readService(house, actor, id);
}

/** A service that nobody is offered yet, with its first draft. */
export async function addService(
  work: Work,
  given: { id: ServiceId; content: ServiceContent; rank: number; key?: string },
): Promise<Service> {
  const { form: _, ...said } = given.content;
  const { id, rank, key = id } = given;
  const service: Service = { ...said, id, key, rank, active: false, publishedVersion: null };
  await insertService(work.db, service);
  await work.record({
    stream: `service:${id}`,
    fact: 'service.added',
    data: { serviceId: id, code: said.code, areaId: said.areaId as AreaId },
    opens: true,
  });
  await keepDraft(work, { serviceId: id, content: given.content, version: 0 });
  return service;
}

type Draft = { serviceId: ServiceId; content: ServiceContent; version: number };

export const keepDraft = (work: Work, draft: Draft): Promise<number | undefined> =>
  saveDraftRow(work.db, {
    ...draft,
    savedAt: work.now,
    savedBy: work.actor.kind === 'person' ? work.actor.id : null,
  });

/** Who saved the draft meanwhile; where it is gone, who published it. */
async function keptBefore(
  db: Reader,
  { id, draft, actor }: { id: string; draft: ServiceDraft | undefined; actor: Actor },
): Promise<Fault> {
  if (draft === undefined) return outrun(db, { stream: `service:${id}`, actor });
  const hand = { personId: draft.savedBy, at: draft.savedAt, fact: 'service.draft-saved' };
  return new Fault('version.stale', await handOf(db, hand, actor));
}

/** Nothing of a draft is a record, so keeping it every few seconds leaves no line in the history. */
export async function saveDraft(
  house: House,
  actor: Actor,
  given: { id: ServiceId; body: BodyOf<typeof saveOperation> },
): Promise<ReplyOf<typeof saveOperation>> {
  const { id, body } = given;
  const service = await administered(house, actor, id);
  const savedBy = personOf(actor).id;
  const kept = await house.store.aside('draft', async (db, now) => {
    const version = await saveDraftRow(db, { serviceId: id, ...body, savedAt: now, savedBy });
    if (version === undefined) throw await keptBefore(db, { id, draft: await draftOf(db, id), actor });
    return { version, savedAt: now.toISOString() };
  });
  const world = await readWorld(house.store.read);
  return { ...kept, troubles: troublesAmong(world, service, body.content) };
}

export async function discardDraft(house: House, actor: Actor, id: string): Promise<{ done: true }> {
  const service = await administered(house, actor, id);
  // Of a service never published the draft is all there is: that one is deleted.
  const isAll = service.publishedVersion === null;
  const gone = !isAll && (await house.store.aside('draft', (db) => deleteDraft(db, id)));
  if (!gone) throw new Fault('not-found');
  return { done: true };
}

/** The steps every act on a service shares. */
async function act(
  house: House,
  on: { actor: Actor; id: string },
  perform: (work: Work, service: Service) => Promise<void>,
): Promise<ServiceDetail> {
  const { actor, id } = on;
  await house.store.change(actor, async (work) => {
    const service = allow(cataloguePolicy, 'administer', { actor, thing: await lockService(work, id) });
    await perform(work, service);
  });
  return readService(house, actor, id);
}

export const publish = (
  house: House,
  actor: Actor,
  { id, body }: { id: ServiceId; body: BodyOf<typeof publishOperation> },
): Promise<ServiceDetail> =>
  act(house, { actor, id }, async (work, service) => {
    const draft = await draftOf(work.db, id);
    if (draft === undefined || draft.version !== body.version) throw await keptBefore(work.db, { id, draft, actor });
    const fields = troublesAmong(await readWorld(work.db), service, draft.content).map(({ limit, ...said }) =>
      limit === undefined ? said : { ...said, limit },
    );
    if (fields.length > 0) throw new Fault('input.invalid', {}, { fields });
    const { reason, effectiveFrom } = body;
    const day = await today(work.db, work.now);
    await publishVersion(work, service, { content: draft.content, reason, effectiveFrom, today: day });
    await deleteDraft(work.db, id);
  });

/** The caller has seen that it may; `service` as it stands in this work. */
export async function putOnOffer(
  work: Work,
  service: Service,
  { active, reason }: { active: boolean; reason: string },
): Promise<void> {
  await updateService(work, service.id, { ...service, active });
  const fact = active ? 'service.restored' : 'service.retired';
  await work.record({ stream: `service:${service.id}`, fact, data: { serviceId: service.id, reason } });
}

type Offering = { id: ServiceId; reason: string };

export const retire = (house: House, actor: Actor, { id, reason }: Offering): Promise<ServiceDetail> =>
  act(house, { actor, id }, async (work, service) => {
    if (stateOf(service) !== 'active') throw new Fault('catalogue.wrong-state');
    await putOnOffer(work, service, { active: false, reason });
  });

export const restore = (house: House, actor: Actor, { id, reason }: Offering): Promise<ServiceDetail> =>
  act(house, { actor, id }, async (work, service) => {
    if (stateOf(service) !== 'retired') throw new Fault('catalogue.wrong-state');
    const world = await readWorld(work.db);
    if (!world.areas.some((one) => one.id === service.areaId && one.active)) throw wrong('areaId', 'field.area-gone');
    if (service.teamId !== null && !teamsInUse(world).some((one) => one.id === service.teamId))
      throw wrong('teamId', 'field.team-gone');
    await putOnOffer(work, service, { active: true, reason });
  });

export async function remove(house: House, actor: Actor, id: string): Promise<{ done: true }> {
  await orUsed(() =>
    house.store.change(actor, async (work) => {
      const service = allow(cataloguePolicy, 'administer', { actor, thing: await lockService(work, id) });
      await deleteServiceRow(work, service);
      await work.record({
        stream: `service:${id}`,
        fact: 'service.deleted',
        data: { serviceId: id, code: service.code },
      });
    }),
  );
  return { done: true };
}
