/** A file of the payroll as its reader may know it. */
import type { QueryOf, ReplyOf } from '#contract/operation.ts';
import type { listPayrollAbsent, listPayrollLines, PayrollDetail, PayrollId, PayrollView } from '#contract/payroll.ts';
import type { PersonId } from '#contract/people.ts';
import { peopleAbsent } from '../accounts/index.ts';
import { fold } from '../arrivals/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { Reader } from '../shared/store.ts';
import {
  countsOf,
  fileById,
  meaningsOf,
  newestFiles,
  type PayrollCounts,
  type PayrollFile,
  personsIn,
  saidIn,
  shownLines,
  unknownWords,
} from './payroll-rows.ts';

const NONE: PayrollCounts = { change: 0, same: 0, unknown: 0, fault: 0, done: 0 };

const toView = (file: PayrollFile, counts: PayrollCounts = NONE): PayrollView => ({
  id: file.id as PayrollId,
  version: file.version,
  fileName: file.file_name,
  sha256: file.sha256.toString('hex'),
  state: file.state,
  lines: file.lines,
  counts,
  lookedAt: file.looked_at.toISOString(),
  startedAt: file.started_at?.toISOString() ?? null,
  endedAt: file.ended_at?.toISOString() ?? null,
});

const MOST = 20;

export async function listFiles(house: House): Promise<{ items: PayrollView[] }> {
  const db = house.store.read;
  const files = await newestFiles(db, MOST);
  const counts = await countsOf(
    db,
    files.map(({ id }) => id),
  );
  return { items: files.map((file) => toView(file, counts.get(file.id))) };
}

async function known(house: House, id: string): Promise<PayrollFile> {
  const file = await fileById(house.store.read, id);
  if (file === undefined) throw new Fault('not-found');
  return file;
}

/** Those that wait, then those of this file whose meaning was said, now or in a file before. */
async function wordsOf(db: Reader, file: PayrollFile): Promise<PayrollDetail['words']> {
  const [unknown, meanings] = await Promise.all([unknownWords(db, file.id), meaningsOf(db)]);
  const known = [];
  for (const kind of ['agency', 'position'] as const) {
    const column = file.columns.indexOf(kind);
    const said = column < 0 ? [] : await saidIn(db, file.id, column);
    const words = new Map(said.map((word) => [fold(word), word]));
    for (const [word, one] of words) {
      const meaning = meanings[kind]?.[word]?.meaning;
      if (meaning !== undefined) known.push({ kind, said: one, lines: 0, meaning });
    }
  }
  return [...unknown.map((word) => ({ ...word, meaning: null })), ...known];
}

export async function viewPayroll(house: House, id: string): Promise<PayrollDetail> {
  const db = house.store.read;
  const file = await known(house, id);
  const [counts, words] = await Promise.all([countsOf(db, [id]), file.state === 'done' ? [] : wordsOf(db, file)]);
  const headings = file.headings.map((text, at) => ({ text, column: file.columns[at] || null }));
  return { ...toView(file, counts.get(id)), headings, words };
}

const PAGE = 50;

export async function listLines(
  house: House,
  given: { id: string; query: QueryOf<typeof listPayrollLines> },
): Promise<ReplyOf<typeof listPayrollLines>> {
  const { id, query } = given;
  await known(house, id);
  const of = { fileId: id, outcome: query.outcome ?? null, after: Number(query.after ?? 0), limit: PAGE + 1 };
  const rows = await shownLines(house.store.read, of);
  const shown = rows.slice(0, PAGE);
  return {
    items: shown.map(({ line, label, outcome, problems, changes, person_id, name }) => ({
      ...{ line, label, outcome, changes },
      person: person_id === null ? null : { id: person_id as PersonId, name: name ?? '' },
      problems: problems.map(({ column, message, found, values = {} }) => ({
        ...{ column: column as PayrollColumnOrNull, message, found },
        values: { ...values },
      })),
    })),
    next: rows.length > PAGE ? String(shown.at(-1)?.line ?? 0) : null,
  };
}

type PayrollColumnOrNull = ReplyOf<typeof listPayrollLines>['items'][number]['problems'][number]['column'];

const ABSENT_SHOWN = 100;

export async function listAbsent(house: House, id: string): Promise<ReplyOf<typeof listPayrollAbsent>> {
  await known(house, id);
  const db = house.store.read;
  const { count, items } = await peopleAbsent(db, await personsIn(db, id), ABSENT_SHOWN);
  return { count, items: items.map((each) => ({ ...each, id: each.id as PersonId })) };
}
