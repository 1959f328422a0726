/** The log, read and taken along as a spreadsheet; looking at it is a reading too. */
import { Readable } from 'node:stream';
import type { QueryOf, ReplyOf } from '#contract/operation.ts';
import type {
  exportReadings as exportOperation,
  listReadings as listOperation,
  ReadingLine,
} from '#contract/readings.ts';
import { translator } from '#locales/catalogues.ts';
import { holdersNamed, personById, wordsOf } from '#server/accounts/index.ts';
import { sentFile } from '#server/attachments/index.ts';
import { fromLocal, localDay, localYear } from '#server/calendars/index.ts';
import { deactivationByFolio, foliosOfDeactivations } from '#server/deactivations/index.ts';
import { enrolmentByFolio, foliosOfEnrolments } from '#server/enrolments/index.ts';
import { readInstitutionRow } from '#server/institution/index.ts';
import { folioPattern, parseFolioQuery } from '#server/records/index.ts';
import { findRequest, titlesOf } from '#server/requests/index.ts';
import { writeCsv } from '#server/shared/csv.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { FileAnswer } from '#server/shared/http/answer.ts';
import { cutPage, fromCursor, PAGE_SIZE } from '#server/shared/pages.ts';
import type { PersonActor } from '#server/shared/policy.ts';
import { type ReadingRow, readingsPage, type Sought } from './rows.ts';

type Filters = QueryOf<typeof exportOperation>;

/** Two days of a busy desk; beyond it, fewer days at a time. */
const EXPORT_MOST = 20_000;
/** Whom the words of a name may find together. */
const PEOPLE_MOST = 50;
/** What no row has. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

const unfit = (path: string, message: string): Fault => new Fault('input.invalid', {}, { fields: [{ path, message }] });

/** As it is typed: without a series or a year, those of today. */
async function subjectOf(
  house: House,
  actor: PersonActor,
  folio: string,
): Promise<Pick<Sought, 'requestId' | 'formId'>> {
  const parts = parseFolioQuery(folio);
  if (parts === null) throw unfit('folio', 'field.folio');
  const db = house.store.read;
  const { timeZone } = await readInstitutionRow(db);
  const { series, year, sequence } = parts;
  const which = { series: series ?? 'SS', year: year ?? localYear(timeZone, house.clock.now()), sequence };
  const request = await findRequest(db, which, actor);
  if (request !== undefined) return { requestId: request.id };
  const pattern = folioPattern(which);
  const form = (await enrolmentByFolio(db, pattern)) ?? (await deactivationByFolio(db, pattern));
  return form === undefined ? { requestId: NOBODY } : { formId: form };
}

async function peopleOf(house: House, { person, name }: Filters): Promise<Pick<Sought, 'personIds'>> {
  if (person !== undefined) return { personIds: [person] };
  if (name === undefined) return {};
  const found = await holdersNamed(house.store.read, wordsOf(name), PEOPLE_MOST);
  return { personIds: found.map(({ id }) => id) };
}

const dayAfter = (day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString();

async function soughtBy(house: House, actor: PersonActor, query: Filters): Promise<Sought> {
  const { folio, from, to, what } = query;
  if (from !== undefined && to !== undefined && from > to) throw unfit('to', 'field.day-before');
  const { timeZone } = await readInstitutionRow(house.store.read);
  return {
    ...(folio === undefined ? {} : await subjectOf(house, actor, folio)),
    ...(await peopleOf(house, query)),
    ...(what === undefined ? {} : { what }),
    ...(from === undefined ? {} : { from: fromLocal(timeZone, `${from}T00:00`) }),
    ...(to === undefined ? {} : { to: fromLocal(timeZone, `${dayAfter(to)}T00:00`) }),
  };
}

const noteLog = (house: House, actor: PersonActor, what: 'log' | 'log_export', sought: Sought): void => {
  const of = sought.requestId === NOBODY ? null : (sought.requestId ?? null);
  house.readings.note(actor, { what, right: 'auditor', requestId: of, formId: sought.formId ?? null, detailId: null });
};

async function subjectsOf(house: House, rows: readonly ReadingRow[]): Promise<ReadonlyMap<string, Subject>> {
  const db = house.store.read;
  const ids = (name: 'request_id' | 'form_id') => [...new Set(rows.flatMap((row) => row[name] ?? []))];
  const [requests, forms] = [ids('request_id'), ids('form_id')];
  const [titles, enrolments, deactivations] = await Promise.all([
    titlesOf(db, requests),
    foliosOfEnrolments(db, forms),
    foliosOfDeactivations(db, forms),
  ]);
  return new Map([
    ...[...titles].map(([id, { folio }]) => subject('request', id, folio)),
    ...[...enrolments].map(([id, folio]) => subject('enrolment', id, folio)),
    ...[...deactivations].map(([id, folio]) => subject('deactivation', id, folio)),
  ]);
}

type Subject = NonNullable<ReadingLine['of']>;
const subject = (kind: Subject['kind'], id: string, folio: string) => [id, { kind, id, folio } as Subject] as const;

async function linesOf(house: House, rows: readonly ReadingRow[]): Promise<ReadingLine[]> {
  const subjects = await subjectsOf(house, rows);
  return rows.map((row) => ({
    id: row.id,
    at: row.read_at.toISOString(),
    personId: row.read_by as ReadingLine['personId'],
    name: row.name,
    right: row.by_right as ReadingLine['right'],
    what: row.what as ReadingLine['what'],
    of: subjects.get(row.request_id ?? row.form_id ?? '') ?? null,
    fileName: null,
    address: row.address === '' ? null : row.address,
  }));
}

/** Of one page alone: each is asked for by itself. */
const withFileNames = (house: House, lines: readonly ReadingLine[], rows: readonly ReadingRow[]) =>
  Promise.all(
    lines.map(async (line, at) => {
      const id = line.what === 'file' ? rows[at]?.detail_id : null;
      const file = id ? await sentFile(house.store.read, id) : undefined;
      return { ...line, fileName: file?.name ?? null };
    }),
  );

export async function listReadings(
  house: House,
  actor: PersonActor,
  query: QueryOf<typeof listOperation>,
): Promise<ReplyOf<typeof listOperation>> {
  const db = house.store.read;
  const sought = await soughtBy(house, actor, query);
  noteLog(house, actor, 'log', sought);
  // What was opened a moment ago is looked for first of all.
  await house.readings.flush();
  const rows = await readingsPage(db, { sought, after: fromCursor(query.cursor), limit: PAGE_SIZE + 1 });
  const page = cutPage(rows, PAGE_SIZE, (row) => [row.read_at, row.id]);
  const lines = await linesOf(house, page.items);
  const person = query.person === undefined ? undefined : await personById(db, query.person);
  return {
    items: await withFileNames(house, lines, page.items),
    next: page.next,
    personName: person?.fullName ?? null,
  };
}

const HEAD = [
  'readings.at-utc',
  'readings.name',
  'documents.receipt.folio',
  'readings.what',
  'readings.right',
  'readings.address',
] as const;

export async function exportReadings(house: House, actor: PersonActor, query: Filters): Promise<FileAnswer> {
  const sought = await soughtBy(house, actor, query);
  noteLog(house, actor, 'log_export', sought);
  await house.readings.flush();
  const rows = await readingsPage(house.store.read, { sought, after: null, limit: EXPORT_MOST });
  const lines = await linesOf(house, rows);
  const t = translator(actor.locale);
  const content = Buffer.from(
    writeCsv([
      HEAD.map((key) => t(key)),
      ...lines.map((line) => [
        ...[line.at, line.name, line.of?.folio ?? ''],
        ...[t(`readings.what.${line.what}`), t(`readings.right.${line.right}`), line.address ?? ''],
      ]),
    ]),
  );
  const { timeZone } = await readInstitutionRow(house.store.read);
  const name = `lecturas-${localDay(timeZone, house.clock.now())}.csv`;
  return new FileAnswer({ name, bytes: content.length, content: Readable.from([content]) });
}
