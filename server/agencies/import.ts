/** Bringing in an organisation from a file, and the one agency a desk cannot do without. */
import * as v from 'valibot';
import { AGENCY_KINDS } from '#contract/agencies.ts';
import { LocalText } from '#contract/shapes.ts';
import { INSTITUTION_STREAM } from '../institution/index.ts';
import { newId } from '../shared/ids.ts';
import type { Work } from '../shared/store.ts';
import { type Agency, agencyById, agencyNamed, putAgency, putPosition, putSuccessor } from './rows.ts';
import { acronymOf } from './rules.ts';

const Day = v.pipe(v.string(), v.isoDate());

/** The shape of `database/starting-data/agencies.json`. */
export const Organisation = v.object({
  agencies: v.array(
    v.object({
      key: v.string(),
      acronym: v.string(),
      name: LocalText,
      kind: v.picklist(AGENCY_KINDS),
      validFrom: Day,
      validTo: v.nullable(Day),
      successor: v.nullable(v.string()),
    }),
  ),
  positions: v.array(
    v.object({
      key: v.string(),
      name: LocalText,
      level: v.picklist(['senior', 'middle', 'operational']),
      eligible: v.boolean(),
    }),
  ),
});
export type Organisation = v.InferOutput<typeof Organisation>;

/**
 * Adds what is not there yet, by key; what is there stays as it is, so that it may run twice.
 * Throws a ValiError when `data` is not of the shape of `Organisation`.
 */
export async function importOrganisation(work: Work, data: unknown): Promise<void> {
  const organisation = v.parse(Organisation, data);
  const ids = new Map<string, string>();
  for (const { successor: _later, ...agency } of organisation.agencies)
    ids.set(agency.key, await putAgency(work, { ...agency, id: newId() }));
  for (const { key, successor } of organisation.agencies) {
    const [id, successorId] = [ids.get(key), successor === null ? undefined : ids.get(successor)];
    if (id !== undefined && successorId !== undefined) await putSuccessor(work, id, successorId);
  }
  for (const [rank, position] of organisation.positions.entries())
    await putPosition(work, { ...position, id: newId(), rank });
  await work.record({
    stream: INSTITUTION_STREAM,
    fact: 'organisation.imported',
    data: { agencies: organisation.agencies.length, positions: organisation.positions.length },
  });
}

/** The agency that runs the desk, made when the organisation does not name it. `day`: since when, `YYYY-MM-DD`. */
export async function ensureHostAgency(work: Work, given: { name: string; day: string }): Promise<Agency> {
  const known = await agencyNamed(work.db, given.name);
  if (known) return known;
  const id = await putAgency(work, {
    id: newId(),
    key: `host-${given.day}`,
    acronym: acronymOf(given.name),
    name: { es: given.name, en: given.name },
    kind: 'dependencia',
    validFrom: given.day,
    validTo: null,
  });
  const made = await agencyById(work.db, id);
  if (!made) throw new Error('the agency just made is not there');
  await work.record({ stream: `agency:${id}`, fact: 'agency.made', data: { agencyId: id } });
  return made;
}
