/** What the editor of a service shows: the version in force, the draft, the versions, and what the draft changes. */
import type { readServiceChanges, readServiceVersion, ServiceDetail, VersionLine } from '#contract/catalogue-admin.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { peopleByIds } from '../accounts/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Actor, type Allowed, allow } from '../shared/policy.ts';
import { changesBetween } from './changes.ts';
import { cataloguePolicy } from './policy.ts';
import { type Service, selectServices } from './rows.ts';
import { draftOf, type ServiceVersion, selectVersions } from './version-rows.ts';
import { namesOf, readWorld, troublesAmong } from './world.ts';

/** The service, or 404 to whoever does not administer. */
export async function administered(house: House, actor: Actor, id: string): Promise<Allowed<'administer', Service>> {
  const [service] = await selectServices(house.store.read, [id]);
  return allow(cataloguePolicy, 'administer', { actor, thing: service });
}

export const stateOf = ({ publishedVersion, active }: Service): ServiceDetail['state'] => {
  if (publishedVersion === null) return 'draft';
  return active ? 'active' : 'retired';
};

const standing = (version: ServiceVersion, service: Service): VersionLine['standing'] => {
  const inForce = service.publishedVersion ?? 0;
  if (version.number === inForce) return 'in-force';
  return version.number < inForce ? 'past' : 'to-come';
};

type Cards = Awaited<ReturnType<typeof peopleByIds>>;

const toLine = (version: ServiceVersion, service: Service, people: Cards): VersionLine => ({
  number: version.number,
  effectiveFrom: version.effectiveFrom,
  publishedAt: version.publishedAt.toISOString(),
  publishedBy: version.publishedBy === null ? null : (people.get(version.publishedBy)?.fullName ?? null),
  reason: version.reason,
  standing: standing(version, service),
  questions: version.content.form.length,
});

export async function readService(house: House, actor: Actor, id: string): Promise<ServiceDetail> {
  const db = house.store.read;
  const service = await administered(house, actor, id);
  const [versions, draft, world] = await Promise.all([selectVersions(db, [id]), draftOf(db, id), readWorld(db)]);
  const authors = [draft?.savedBy ?? null, ...versions.map((version) => version.publishedBy)];
  const people = await peopleByIds(
    db,
    authors.filter((author) => author !== null),
  );
  const inForce = versions.find((version) => version.number === service.publishedVersion);
  return {
    id: service.id,
    state: stateOf(service),
    published: inForce === undefined ? null : { number: inForce.number, content: inForce.content },
    draft: draft
      ? {
          version: draft.version,
          savedAt: draft.savedAt.toISOString(),
          savedBy: draft.savedBy === null ? null : (people.get(draft.savedBy)?.fullName ?? null),
          content: draft.content,
          troubles: troublesAmong(world, service, draft.content),
        }
      : null,
    versions: versions.toReversed().map((version) => toLine(version, service, people)),
  };
}

export async function readVersion(
  house: House,
  actor: Actor,
  which: { id: string; number: number },
): Promise<ReplyOf<typeof readServiceVersion>> {
  const db = house.store.read;
  const service = await administered(house, actor, which.id);
  const version = (await selectVersions(db, [service.id])).find((one) => one.number === which.number);
  if (version === undefined) throw new Fault('not-found');
  const people = await peopleByIds(db, version.publishedBy === null ? [] : [version.publishedBy]);
  return { ...toLine(version, service, people), content: version.content };
}

/** Against the newest version, in force or to come: what publishing now would change. */
export async function readChanges(house: House, actor: Actor, id: string): Promise<ReplyOf<typeof readServiceChanges>> {
  const db = house.store.read;
  const service = await administered(house, actor, id);
  const [versions, draft, world] = await Promise.all([selectVersions(db, [id]), draftOf(db, id), readWorld(db)]);
  if (draft === undefined) return { changes: [], troubles: [] };
  return {
    changes: changesBetween(versions.at(-1)?.content ?? null, draft.content, namesOf(world)),
    troubles: troublesAmong(world, service, draft.content),
  };
}

/** The draft beside the newest version, for whoever counts what publishing it would touch; null where there is none. */
export async function formsUnderWay(house: House, actor: Actor, id: string) {
  const service = await administered(house, actor, id);
  const [versions, draft] = await Promise.all([selectVersions(house.store.read, [id]), draftOf(house.store.read, id)]);
  const before = versions.at(-1)?.content.form ?? [];
  return { service, before, after: draft?.content.form ?? before };
}
