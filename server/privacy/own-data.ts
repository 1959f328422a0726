/** Everything the desk holds of whoever asks, to keep; each taking is recorded with its hash. */
import { Readable } from 'node:stream';
import type { OwnDataView } from '#contract/privacy.ts';
import { translator } from '#locales/catalogues.ts';
import { paperHead, readInstitutionRow } from '../institution/index.ts';
import { canonical, type Json } from '../shared/canonical.ts';
import { HOUR } from '../shared/clock.ts';
import type { House } from '../shared/house.ts';
import { FileAnswer } from '../shared/http/answer.ts';
import { sha256 } from '../shared/ids.ts';
import { type Limit, spend } from '../shared/limits.ts';
import type { PersonActor } from '../shared/policy.ts';
import { readNotice } from './notice.ts';
import { LABELLED, type Label, type Labelled, labelsOf } from './own-data-label-rows.ts';
import { ownDataPaper } from './own-data-paper.ts';
import { actsOn, KEPT, rowsKept } from './own-data-rows.ts';
import type { Reading } from './own-data-telling.ts';

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

const fingerprint = (sections: readonly Section[]): string =>
  sha256(canonical(sections as unknown as Json)).toString('hex');

/** `paper`: SHA-256 of the PDF, where it was taken as one. */
const recordTaken = (house: House, actor: PersonActor, sums: { sha256: string; paper?: string }): Promise<Date> =>
  house.store.change(actor, async (work) => {
    const data = { personId: actor.id, ...sums };
    await work.record({ stream: `person:${actor.id}`, fact: 'own-data.taken', data });
    return work.now;
  });

/** It tells of all their requests. */
const noteTaken = (house: House, actor: PersonActor): void =>
  house.readings.note(actor, { what: 'own_data', right: 'own', requestId: null, detailId: null });

/** `rate.exceeded` of who asks for it too often. */
export async function readOwnData(house: House, actor: PersonActor): Promise<OwnDataView> {
  await spend(house.store, TAKEN, { whom: actor.id, now: house.clock.now() });
  const sections = await sectionsOf(house, actor.id);
  const sum = fingerprint(sections);
  const madeAt = await recordTaken(house, actor, { sha256: sum });
  noteTaken(house, actor);
  return { madeAt: madeAt.toISOString(), sha256: sum, sections };
}

/** As a paper; both ways count together. `workshop.busy` when too many papers wait to be drawn. */
export async function printOwnData(house: House, actor: PersonActor): Promise<FileAnswer> {
  const now = house.clock.now();
  await spend(house.store, TAKEN, { whom: actor.id, now });
  const sections = await sectionsOf(house, actor.id);
  const sum = fingerprint(sections);
  const [institution, notice] = await Promise.all([readInstitutionRow(house.store.read), readNotice(house, undefined)]);
  const { productName, productYear, timeZone } = institution;
  const paper = await ownDataPaper({
    ...{ sections, sha256: sum, notice, timeZone, locale: actor.locale, personId: actor.id },
    ...{ name: nameIn(sections), madeAt: now.toISOString(), product: `${productName} ${productYear}` },
    labels: await labelsIn(house, sections),
    letterhead: await paperHead(house.store.read, institution, now),
  });
  const content = await house.press.print(paper);
  await recordTaken(house, actor, { sha256: sum, paper: sha256(content).toString('hex') });
  noteTaken(house, actor);
  const name = `${translator(actor.locale)('own-paper.file')}-${dateIn(now, timeZone)}.pdf`;
  return new FileAnswer({ name, bytes: content.length, content: Readable.from([content]) });
}

const dateIn = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);

const nameIn = (sections: readonly Section[]): string => {
  const row = sections.find(({ section }) => section === 'account')?.rows[0] ?? {};
  return [row.given_names, row.first_surname, row.second_surname].filter((part) => part).join(' ');
};

async function labelsIn(house: House, sections: readonly Section[]): Promise<Reading['labels']> {
  const rows = sections.flatMap((section) => section.rows);
  const labels: { [Column in Labelled]?: ReadonlyMap<string, Label> } = {};
  for (const column of LABELLED) {
    const ids = new Set(rows.flatMap((row) => (typeof row[column] === 'string' ? [row[column]] : [])));
    labels[column] = await labelsOf(house.store.read, column, [...ids]);
  }
  return labels;
}
