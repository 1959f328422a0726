/** Brings a catalogue in: what a new desk begins with, and by the same steps what an administrator brings in later. */
import * as v from 'valibot';
import type { ServiceId } from '#contract/catalogue.ts';
import { importTeams } from '../accounts/index.ts';
import { INSTITUTION_STREAM } from '../institution/index.ts';
import { Fault } from '../shared/fault.ts';
import { newId } from '../shared/ids.ts';
import type { Work } from '../shared/store.ts';
import { recordArea, recordSystem } from './administer-areas.ts';
import { addService, keepDraft, putOnOffer } from './administer-service.ts';
import { type CatalogueFile, StartingCatalogue } from './data.ts';
import { type Plan, type PlannedService, planImport } from './plan-import.ts';
import { publishVersion, today } from './publishing.ts';
import { insertClosureCodes, lockService, selectAreas, selectServices } from './rows.ts';
import { deleteDraft } from './version-rows.ts';

/**
 * Adds the catalogue of `data` (the shape of `database/starting-data/catalogue.json`). Its levels must be there, its
 * keys must be new. Throws a ValiError when `data` has another shape, an Error when it names what it does not hold.
 */
export async function importCatalogue(work: Work, data: unknown): Promise<void> {
  const { teams, closureCodes, ...file } = v.parse(StartingCatalogue, data);
  await addAreas(work, file);
  const areas = new Map((await selectAreas(work.db)).map((area) => [area.key, area.id]));
  await importTeams(
    work,
    teams.map(({ area, ...team }) => ({ ...team, areaId: area === null ? null : (areas.get(area) ?? missing(area)) })),
  );
  const plan = await planImport(work.db, file);
  const [trouble] = plan.troubles;
  if (trouble) missing(`${trouble.path} ${trouble.message} ${at(file, trouble.path)}`);
  await applyPlan(work, plan, { mode: 'publish', reason: STARTING });
  await insertClosureCodes(work.db, closureCodes);
}

/** As the migration calls the versions of services that were there before versions were. */
const STARTING = 'Catálogo inicial';

function missing(what: string): never {
  throw new Error(`the catalogue names something it does not hold: ${what}`);
}

/** What stands at a path of the file, for a sentence. */
export function at(file: unknown, path: string): string {
  let found: unknown = file;
  for (const part of path.split('.'))
    found = typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[part] : undefined;
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}

/** Areas come before the teams that attend them, and those before the services they attend. */
async function addAreas(work: Work, file: CatalogueFile): Promise<void> {
  const { areas, troubles } = await planImport(work.db, { ...file, services: [] });
  const [trouble] = troubles;
  if (trouble) missing(`${trouble.path} ${at(file, trouble.path)}`);
  for (const area of areas) await recordArea(work, area);
}

/** Writes what was planned; the caller has seen that there is no trouble. Services that say the same stay as they are. */
export async function applyPlan(
  work: Work,
  plan: Plan,
  how: { mode: 'drafts' | 'publish'; reason: string },
): Promise<void> {
  for (const area of plan.areas) await recordArea(work, area);
  for (const system of plan.systems) await recordSystem(work, system);
  const day = await today(work.db, work.now);
  let rank = (await selectServices(work.db, 'every')).length;
  for (const planned of plan.services) {
    if (planned.outcome === 'same') continue;
    rank += 1;
    await applyService(work, planned, { ...how, day, rank });
  }
  await work.record({
    stream: INSTITUTION_STREAM,
    fact: 'catalogue.imported',
    data: {
      mode: how.mode,
      areas: plan.areas.length,
      systems: plan.systems.length,
      services: plan.services.filter((planned) => planned.outcome !== 'same').map((planned) => planned.given.code),
    },
  });
}

type How = { mode: 'drafts' | 'publish'; reason: string; day: string; rank: number };

async function applyService(work: Work, planned: PlannedService, how: How): Promise<void> {
  const { content, existing, draft, given, offering } = planned;
  const service =
    existing ??
    (await addService(work, {
      id: newId<ServiceId>(),
      content,
      rank: how.rank,
      ...(given.key === undefined ? {} : { key: given.key }),
    }));
  if (how.mode === 'drafts') {
    if (existing === null) return;
    const kept = await keepDraft(work, { serviceId: service.id, content, version: draft?.version ?? 0 });
    if (kept === undefined) throw new Fault('version.stale');
    return;
  }
  if (!planned.saysTheSame || service.publishedVersion === null) {
    await publishVersion(work, service, { content, reason: how.reason, effectiveFrom: how.day, today: how.day });
    await deleteDraft(work.db, service.id);
  }
  if (offering === null) return;
  // As it stands now that its version is in force.
  const published = await lockService(work, service.id);
  if (published === undefined) throw new Fault('not-found');
  await putOnOffer(work, published, { active: offering === 'restores', reason: how.reason });
}
