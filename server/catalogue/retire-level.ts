/** Retiring a level: only when nothing that is offered gives it to new requests any more. */
import type { LevelId } from '#contract/catalogue.ts';
import type { LevelDetail } from '#contract/service-levels.ts';
import { levelPolicy, lockLevel, readLevel, retireWithin } from '../service-levels/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Actor, allow } from '../shared/policy.ts';
import type { Reader } from '../shared/store.ts';
import { type Area, type Service, selectAreas, selectServices } from './rows.ts';

export type LevelUses = {
  readonly areas: readonly Pick<Area, 'id' | 'name'>[];
  readonly services: readonly Pick<Service, 'id' | 'name'>[];
};

/** What gives this level to new requests: areas by default, services that are offered. */
export async function usesOfLevel(db: Reader, levelId: string): Promise<LevelUses> {
  const [areas, services] = await Promise.all([selectAreas(db), selectServices(db)]);
  return {
    areas: areas.filter((area) => area.levelId === levelId).map(({ id, name }) => ({ id, name })),
    services: services.filter((service) => service.levelId === levelId).map(({ id, name }) => ({ id, name })),
  };
}

/** More names than these are counted, not listed. */
const NAMED = 5;

export async function retireLevel(
  house: House,
  actor: Actor,
  given: { id: LevelId; reason: string },
): Promise<LevelDetail> {
  await house.store.change(actor, async (work) => {
    const level = await lockLevel(work.db, given.id);
    allow(levelPolicy, 'administer', { actor, thing: level && { published: true } });
    const { areas, services } = await usesOfLevel(work.db, given.id);
    const locale = actor.kind === 'person' && actor.locale === 'en' ? 'en' : 'es';
    const names = [...areas, ...services].map((each) => each.name[locale]);
    if (names.length > 0) throw new Fault('level.in-use', { names: listed(names, locale) });
    await retireWithin(work, given);
  });
  return readLevel(house, actor, given.id);
}

function listed(names: readonly string[], locale: 'es' | 'en'): string {
  const shown = names.slice(0, NAMED);
  const more = names.length - shown.length;
  const words = new Intl.ListFormat(locale === 'en' ? 'en' : 'es-MX', { type: 'conjunction' });
  return words.format(more > 0 ? [...shown, `+${more}`] : shown);
}
