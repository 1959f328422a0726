/** Publishing: a content becomes the next version of its service, and comes into force when its day has come. */
import type { ServiceContent } from '#contract/service-content.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import { canonical } from '../shared/canonical.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { sha256 } from '../shared/ids.ts';
import { system } from '../shared/policy.ts';
import type { Reader, Work } from '../shared/store.ts';
import { lockService, type Service, updateService } from './rows.ts';
import { insertVersion, selectDue, selectVersions } from './version-rows.ts';
import { whole } from './words.ts';

/** The calendar day it is at the institution. */
export const today = async (db: Reader, now: Date): Promise<string> => todayAt(await readInstitutionRow(db), now);

/** English left empty says what the Spanish says: a version is complete in itself. */
export const complete = (content: ServiceContent): ServiceContent => ({
  ...content,
  name: whole(content.name),
  description: whole(content.description),
  form: content.form.map((field) => ({
    ...field,
    label: whole(field.label),
    help: whole(field.help),
    // Options of the systems are those of the day; what was left of its own would only confuse.
    options:
      field.source === null && (field.type === 'choice' || field.type === 'several')
        ? field.options.map((option) => ({ ...option, label: whole(option.label) }))
        : [],
    source: field.type === 'choice' || field.type === 'several' ? field.source : null,
  })),
});

export const saysTheSame = (one: ServiceContent, other: ServiceContent): boolean =>
  canonical(complete(one)) === canonical(complete(other));

const withContent = (service: Service, number: number, content: ServiceContent): Service => {
  const { form: _, ...said } = content;
  return {
    ...service,
    ...said,
    publishedVersion: number,
    // The first version is what brings a service on offer; of a retired one a new version changes only what it says.
    active: service.publishedVersion === null ? true : service.active,
  };
};

export type Publication = { content: ServiceContent; reason: string; effectiveFrom: string; today: string };

/**
 * Adds the next version. The caller holds the service and has looked for troubles. Refuses `catalogue.no-change`,
 * `date.past` and `catalogue.later-version`.
 */
export async function publishVersion(work: Work, service: Service, given: Publication): Promise<void> {
  const { reason, effectiveFrom } = given;
  const content = complete(given.content);
  const newest = (await selectVersions(work.db, [service.id])).at(-1);
  if (newest && saysTheSame(newest.content, content)) throw new Fault('catalogue.no-change');
  if (effectiveFrom < given.today) throw new Fault('date.past');
  if (newest && newest.effectiveFrom > effectiveFrom)
    throw new Fault('catalogue.later-version', { day: newest.effectiveFrom });
  const number = (newest?.number ?? 0) + 1;
  await insertVersion(work.db, {
    serviceId: service.id,
    number,
    effectiveFrom,
    publishedAt: work.now,
    publishedBy: work.actor.kind === 'person' ? work.actor.id : null,
    reason,
    content,
  });
  await work.record({
    stream: `service:${service.id}`,
    fact: 'service.published',
    data: { serviceId: service.id, number, effectiveFrom, contentSha256: sha256(canonical(content)).toString('hex') },
  });
  if (effectiveFrom <= given.today) await bringIntoForce(work, service, { number, content });
}

async function bringIntoForce(
  work: Work,
  service: Service,
  version: { number: number; content: ServiceContent },
): Promise<void> {
  await updateService(work, service.id, withContent(service, version.number, version.content));
  await work.record({
    stream: `service:${service.id}`,
    fact: 'service.in-force',
    data: { serviceId: service.id, number: version.number },
  });
}

/** Schedule: versions published for today, or for a day on which nobody was up, come into force. */
export async function bringDueIntoForce(house: House): Promise<void> {
  const { store, clock } = house;
  for (const due of await selectDue(store.read, await today(store.read, clock.now()))) {
    try {
      await store.change(system('catalogue'), (work) => bringOne(work, due));
    } catch (error) {
      // Another process brought it, or somebody deleted the service meanwhile.
      if (!(error instanceof Fault)) throw error;
    }
  }
}

async function bringOne(work: Work, due: { serviceId: string; number: number }): Promise<void> {
  const service = await lockService(work, due.serviceId);
  const version = (await selectVersions(work.db, [due.serviceId])).find((one) => one.number === due.number);
  if (service === undefined || version === undefined) throw new Fault('not-found');
  if ((service.publishedVersion ?? 0) >= due.number) throw new Fault('version.stale');
  await bringIntoForce(work, service, version);
}
