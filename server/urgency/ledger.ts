/** The ledger of urgency, read and taken along as a spreadsheet. */
import { Readable } from 'node:stream';
import type { QueryOf, ReplyOf } from '#contract/operation.ts';
import type { exportUrgencyLedger, readUrgencyLedger } from '#contract/urgency-ledger.ts';
import { translator } from '#locales/catalogues.ts';
import { everyAgency } from '#server/agencies/index.ts';
import { fromLocal, localDay } from '#server/calendars/index.ts';
import { readInstitutionRow } from '#server/institution/index.ts';
import { askedByAgency, filedByAgency, titlesOf } from '#server/requests/index.ts';
import { allLevels } from '#server/service-levels/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { FileAnswer } from '#server/shared/http/answer.ts';
import { cutPage, fromCursor, PAGE_SIZE } from '#server/shared/pages.ts';
import { type Actor, personOf } from '#server/shared/policy.ts';
import { decisionsPage, type Sums, sumsByAgency, sumsByDecider, type Within } from './ledger-rows.ts';
import { csvOf, monthAfter, monthBefore } from './ledger-rules.ts';
import type { DecisionRow } from './rows.ts';

const HEAD = [
  'documents.receipt.folio',
  'documents.ledger.agency',
  'documents.ledger.round',
  'documents.ledger.outcome',
  'documents.ledger.before',
  'documents.ledger.after',
  'documents.ledger.reason',
  'documents.ledger.by',
  'documents.ledger.at',
  'documents.ledger.minutes',
] as const;

type Ledger = ReplyOf<typeof readUrgencyLedger>;
type Filters = QueryOf<typeof exportUrgencyLedger>;
/** Far more than a year of petitions; beyond it, fewer months at a time. */
const EXPORT_MOST = 20_000;

async function periodOf(house: House, query: Filters): Promise<Within & { months: { from: string; to: string } }> {
  const { timeZone } = await readInstitutionRow(house.store.read);
  const to = query.to ?? localDay(timeZone, house.clock.now()).slice(0, 7);
  const from = query.from ?? monthBefore(to, 11);
  if (from > to) throw new Fault('input.invalid', {}, { fields: [{ path: 'from', message: 'field.date' }] });
  return {
    months: { from, to },
    from: fromLocal(timeZone, `${from}-01T00:00`),
    to: fromLocal(timeZone, `${monthAfter(to)}-01T00:00`),
    agencyId: query.agency ?? null,
    deciderId: query.by ?? null,
  };
}

/** Names of agencies, levels and requests that these decisions speak of. */
async function linesOf(house: House, rows: readonly DecisionRow[]): Promise<Ledger['items']> {
  const db = house.store.read;
  const [agencies, levels, titles] = await Promise.all([
    everyAgency(db),
    allLevels(db),
    titlesOf(
      db,
      rows.map((row) => row.request_id),
    ),
  ]);
  const level = (id: string) => levels.find((each) => each.id === id)?.name ?? { es: '', en: '' };
  return rows.map((row) => ({
    requestId: row.request_id as Ledger['items'][number]['requestId'],
    folio: titles.get(row.request_id)?.folio ?? '',
    subject: titles.get(row.request_id)?.subject ?? '',
    agencyAcronym: agencies.find((agency) => agency.id === row.agency_id)?.acronym ?? '',
    round: row.round,
    outcome: row.outcome,
    levelBefore: level(row.level_before),
    levelAfter: level(row.level_after),
    reason: row.reason,
    by: row.decided_by_name,
    at: row.decided_at.toISOString(),
    tookMinutes: row.took_minutes,
  }));
}

const totals = (sums: Sums | undefined) => ({
  decided: sums?.decided ?? 0,
  kept: sums?.kept ?? 0,
  changed: sums?.changed ?? 0,
  objections: sums?.objections ?? 0,
  medianMinutes: sums === undefined ? null : Math.round(sums.median),
});

async function agenciesOf(house: House, within: Within): Promise<Ledger['agencies']> {
  const db = house.store.read;
  const [sums, asked, filed, agencies] = await Promise.all([
    sumsByAgency(db, within),
    askedByAgency(db, within),
    filedByAgency(db, within),
    everyAgency(db),
  ]);
  return agencies
    .filter(({ id }) => within.agencyId === null || id === within.agencyId)
    .map(({ id, acronym, name }) => {
      const sum = sums.find((row) => row.agency_id === id);
      return {
        agencyId: id as Ledger['agencies'][number]['agencyId'],
        acronym,
        name,
        filed: filed.get(id) ?? 0,
        asked: asked.get(id) ?? 0,
        ...totals(sum),
      };
    })
    .filter(({ asked: petitions, decided }) => petitions > 0 || decided > 0)
    .toSorted((a, b) => b.asked - a.asked || a.acronym.localeCompare(b.acronym));
}

/** Both tables are of all the months; the decisions one by one come in pages. */
export async function readLedger(house: House, query: QueryOf<typeof readUrgencyLedger>): Promise<Ledger> {
  const db = house.store.read;
  const within = await periodOf(house, query);
  const [agencies, deciders, rows] = await Promise.all([
    agenciesOf(house, within),
    sumsByDecider(db, within),
    decisionsPage(db, { within, after: fromCursor(query.cursor), limit: PAGE_SIZE + 1 }),
  ]);
  const page = cutPage(rows, PAGE_SIZE, (row) => [row.decided_at, row.id]);
  return {
    ...within.months,
    agencies,
    deciders: deciders.map((row) => ({
      personId: row.decided_by as Ledger['deciders'][number]['personId'],
      name: row.name,
      ...totals(row),
    })),
    items: await linesOf(house, page.items),
    next: page.next,
  };
}

export async function exportLedger(house: House, actor: Actor, query: Filters): Promise<FileAnswer> {
  const within = await periodOf(house, query);
  const { locale } = personOf(actor);
  const t = translator(locale);
  const language = locale === 'en' ? 'en' : 'es';
  const rows = await decisionsPage(house.store.read, { within, after: null, limit: EXPORT_MOST });
  const lines = await linesOf(house, rows);
  const head = HEAD.map((key) => t(key));
  const body = lines.map((line) => [
    line.folio,
    line.agencyAcronym,
    t(line.round === 1 ? 'documents.ledger.petition' : 'documents.ledger.objection'),
    t(line.outcome === 'kept' ? 'documents.ledger.kept' : 'documents.ledger.changed'),
    line.levelBefore[language],
    line.levelAfter[language],
    line.reason,
    line.by,
    line.at,
    String(line.tookMinutes),
  ]);
  const content = Buffer.from(csvOf([head, ...body]));
  const name = `urgencias-${within.months.from}-${within.months.to}.csv`;
  return new FileAnswer({ name, bytes: content.length, content: Readable.from([content]) });
}
