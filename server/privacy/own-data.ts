/** Everything the desk holds of whoever asks, to keep; each taking is recorded with its hash. */
import type { OwnDataView } from '#contract/privacy.ts';
import { canonical, type Json } from '../shared/canonical.ts';
import { HOUR } from '../shared/clock.ts';
import type { House } from '../shared/house.ts';
import { sha256 } from '../shared/ids.ts';
import { type Limit, spend } from '../shared/limits.ts';
import type { PersonActor } from '../shared/policy.ts';
import { actsOn, KEPT, rowsKept } from './own-data-rows.ts';

/** It reads some fifty tables: more than anybody needs in an hour. */
const TAKEN: Limit = { name: 'own-data', points: 10, windowMs: HOUR };

type Section = OwnDataView['sections'][number];

const asText = (value: unknown): unknown => {
  if (value instanceof Date) return value.toISOString();
  return Buffer.isBuffer(value) ? value.toString('hex') : value;
};
const asRow = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, asText(value)]));

/** One kind after another: between two of them others have their turn. Kinds with nothing in them are told too. */
async function sectionsOf(house: House, personId: string): Promise<Section[]> {
  const db = house.store.read;
  const sections: Section[] = [];
  for (const each of KEPT) {
    const rows = await rowsKept(db, each, personId);
    sections.push({ section: each.section, rows: rows.map(asRow) });
  }
  sections.push({ section: 'history', rows: (await actsOn(db, personId)).map(asRow) });
  return sections;
}

/** `rate.exceeded` of who asks for it too often. */
export async function readOwnData(house: House, actor: PersonActor): Promise<OwnDataView> {
  await spend(house.store, TAKEN, { whom: actor.id, now: house.clock.now() });
  const sections = await sectionsOf(house, actor.id);
  const sum = sha256(canonical(sections as unknown as Json)).toString('hex');
  const madeAt = await house.store.change(actor, async (work) => {
    const data = { personId: actor.id, sha256: sum };
    await work.record({ stream: `person:${actor.id}`, fact: 'own-data.taken', data });
    return work.now;
  });
  return { madeAt: madeAt.toISOString(), sha256: sum, sections };
}
