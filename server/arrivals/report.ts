/** What was found of each line, and the empty tables to fill in, as files. */
import { Readable } from 'node:stream';
import type { downloadArrivalTemplate } from '#contract/arrivals.ts';
import type { QueryOf } from '#contract/operation.ts';
import { type MessageKey, type Translate, translator } from '#locales/catalogues.ts';
import { writeCsv } from '../shared/csv.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { FileAnswer } from '../shared/http/answer.ts';
import { type Actor, allow } from '../shared/policy.ts';
import { writeXlsx } from '../shared/xlsx.ts';
import { HEADINGS, templateOf } from './headings.ts';
import { localeOf } from './look.ts';
import { arrivalPolicy } from './policy.ts';
import { arrivalById, shownRows } from './rows.ts';
import { withNames } from './view.ts';

const file = (name: string, bytes: Buffer): FileAnswer =>
  new FileAnswer({ name, bytes: bytes.length, content: Readable.from([bytes]) });

type Said = { readonly message: string; readonly values: Readonly<Record<string, string | number>> };

/** The sentence of what was found in a line. */
export const sentenceOf = (t: Translate, { message, values }: Said): string => t(message as MessageKey, { ...values });

/** A line of the report for each thing said of a line, and one for a line of which nothing is. */
async function reportRows(house: House, id: string, t: Translate): Promise<string[][]> {
  const db = house.store.read;
  const row = await arrivalById(db, id);
  if (row === undefined) throw new Fault('not-found');
  const all = { arrivalId: id, outcome: null, noted: false, after: 0, limit: row.lines };
  const lines = await withNames(db, row.kind, await shownRows(db, all));
  return lines.flatMap(({ line, label, outcome, problems, became }) => {
    const head = [String(line), label, t(`arrivals.outcome.${outcome}`), became ?? ''];
    if (problems.length === 0) return [[...head, '', '', '']];
    return problems.map((problem) => [
      ...head,
      problem.column === null ? '' : t(HEADINGS[problem.column]),
      problem.found,
      sentenceOf(t, problem),
    ]);
  });
}

export async function report(house: House, actor: Actor, id: string): Promise<FileAnswer> {
  allow(arrivalPolicy, 'bring', { actor, thing: {} });
  const t = translator(localeOf(actor));
  const head = (['line', 'label', 'outcome', 'became', 'column', 'found', 'said'] as const).map((name) =>
    t(`arrivals.report.${name}`),
  );
  return file(`${t('arrivals.report.name')}.csv`, Buffer.from(writeCsv([head, ...(await reportRows(house, id, t))])));
}

export function template(actor: Actor, { kind, format }: QueryOf<typeof downloadArrivalTemplate>): FileAnswer {
  allow(arrivalPolicy, 'bring', { actor, thing: {} });
  const locale = localeOf(actor);
  const name = translator(locale)(`arrivals.template.${kind}`);
  const rows = templateOf(kind, locale);
  return file(`${name}.${format}`, format === 'csv' ? Buffer.from(writeCsv(rows)) : writeXlsx(name, rows));
}
