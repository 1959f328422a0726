/** Areas and institutional systems: added, changed, taken off offer, deleted while nothing names them. */
import type { AreaId } from '#contract/catalogue.ts';
import type {
  AdministeredArea,
  createArea as createAreaOperation,
  createSystem as createSystemOperation,
  SystemId,
  SystemView,
  saveArea as saveAreaOperation,
  saveSystem as saveSystemOperation,
} from '#contract/catalogue-areas.ts';
import type { BodyOf } from '#contract/operation.ts';
import { outrun } from '../accounts/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { newId } from '../shared/ids.ts';
import { type Actor, allow } from '../shared/policy.ts';
import type { OneEffect, Work } from '../shared/store.ts';
import { orUsed } from './in-use.ts';
import { cataloguePolicy } from './policy.ts';
import { readTree, toSystemView } from './read-tree.ts';
import { type Area, areaOfCode, deleteAreaRow, insertArea, selectAreas, updateArea } from './rows.ts';
import { keyFor } from './rules.ts';
import { insertSystem, lockSystems, selectSystems, updateSystem } from './version-rows.ts';
import { whole } from './words.ts';
import { levelsInUse, readWorld } from './world.ts';

const wrong = (path: string, message: string) => new Fault('input.invalid', {}, { fields: [{ path, message }] });

type Words = Pick<Area, 'name' | 'description' | 'examples' | 'levelId'>;

async function checked(work: Work, given: Words): Promise<Words> {
  const { name, description, examples, levelId } = given;
  if (name.es === '') throw wrong('name.es', 'field.required');
  if (!levelsInUse(await readWorld(work.db)).some((level) => level.id === levelId))
    throw wrong('levelId', 'field.level-gone');
  return { name: whole(name), description: whole(description), examples: whole(examples), levelId };
}

async function areaView(house: House, id: string): Promise<AdministeredArea> {
  const area = (await readTree(house)).areas.find((one) => one.id === id);
  if (area === undefined) throw new Fault('not-found');
  return area;
}

export async function addArea(
  house: House,
  actor: Actor,
  given: { body: BodyOf<typeof createAreaOperation>; once: OneEffect | null },
): Promise<AdministeredArea> {
  const { body, once } = given;
  const { id } = await house.store.changeOnce(actor, { once, answer: { id: newId() } }, async (work, answer) => {
    const words = await checked(work, body);
    if ((await areaOfCode(work.db, body.code)) !== undefined) throw wrong('code', 'field.code-taken');
    const areas = await selectAreas(work.db);
    const areaId = answer.id as AreaId;
    const rank = Math.max(0, ...areas.map((area) => area.rank)) + 1;
    await recordArea(work, { ...words, id: areaId, key: areaId, code: body.code, rank });
  });
  return areaView(house, id);
}

export async function recordArea(work: Work, area: Omit<Area, 'version' | 'active'>): Promise<void> {
  await insertArea(work.db, { ...area, active: true });
  await work.record({
    stream: `area:${area.id}`,
    fact: 'area.added',
    data: { areaId: area.id, code: area.code, levelId: area.levelId },
    opens: true,
  });
}

export async function saveArea(
  house: House,
  actor: Actor,
  given: { id: AreaId; body: BodyOf<typeof saveAreaOperation> },
): Promise<AdministeredArea> {
  const { id, body } = given;
  await house.store.change(actor, async (work) => {
    const world = await readWorld(work.db);
    const area = allow(cataloguePolicy, 'administer', { actor, thing: world.areas.find((one) => one.id === id) });
    const offers = world.services.some((service) => service.active && service.areaId === id);
    if (!body.active && offers) throw new Fault('catalogue.area-in-use');
    const to = { ...area, ...(await checked(work, body)), active: body.active };
    if (!(await updateArea(work, area, { ...to, version: body.version })))
      throw await outrun(work.db, { stream: `area:${id}`, actor });
    await work.record({
      stream: `area:${id}`,
      fact: 'area.changed',
      data: { areaId: id, active: to.active, levelId: to.levelId },
    });
  });
  return areaView(house, id);
}

export async function deleteArea(house: House, actor: Actor, id: string): Promise<{ done: true }> {
  await orUsed(() =>
    house.store.change(actor, async (work) => {
      const found = (await selectAreas(work.db)).find((one) => one.id === id);
      const area = allow(cataloguePolicy, 'administer', { actor, thing: found });
      await deleteAreaRow(work, area);
      await work.record({ stream: `area:${id}`, fact: 'area.deleted', data: { areaId: id, code: area.code } });
    }),
  );
  return { done: true };
}

const systemView = async (house: House, id: string): Promise<SystemView> => {
  const system = (await selectSystems(house.store.read)).find((one) => one.id === id);
  if (system === undefined) throw new Fault('not-found');
  return toSystemView(system);
};

export async function addSystem(
  house: House,
  actor: Actor,
  given: { body: BodyOf<typeof createSystemOperation>; once: OneEffect | null },
): Promise<SystemView> {
  const { body, once } = given;
  if (body.name.es === '') throw wrong('name.es', 'field.required');
  const { id } = await house.store.changeOnce(actor, { once, answer: { id: newId() } }, async (work, answer) => {
    const systems = await lockSystems(work);
    const taken = new Set(systems.map((system) => system.key));
    const rank = Math.max(0, ...systems.map((system) => system.rank)) + 1;
    const name = whole(body.name);
    await recordSystem(work, { id: answer.id as SystemId, key: keyFor(name.es, taken), name, rank });
  });
  return systemView(house, id);
}

export async function recordSystem(
  work: Work,
  system: { id: SystemId; key: string; name: SystemView['name']; rank: number },
): Promise<void> {
  await insertSystem(work.db, { ...system, active: true });
  await work.record({
    stream: `system:${system.id}`,
    fact: 'system.added',
    data: { systemId: system.id, key: system.key },
    opens: true,
  });
}

export async function saveSystem(
  house: House,
  actor: Actor,
  given: { id: SystemId; body: BodyOf<typeof saveSystemOperation> },
): Promise<SystemView> {
  const { id, body } = given;
  if (body.name.es === '') throw wrong('name.es', 'field.required');
  await house.store.change(actor, async (work) => {
    const found = (await selectSystems(work.db)).find((one) => one.id === id);
    const system = allow(cataloguePolicy, 'administer', { actor, thing: found });
    const to = { name: whole(body.name), active: body.active, version: body.version };
    if (!(await updateSystem(work, system, to))) throw await outrun(work.db, { stream: `system:${id}`, actor });
    await work.record({
      stream: `system:${id}`,
      fact: 'system.changed',
      data: { systemId: id, key: system.key, active: body.active },
    });
  });
  return systemView(house, id);
}
