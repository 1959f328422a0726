/** What the lines of a file are held against: read at once for all of them, and then asked without the database. */
import { type KnownPerson, peopleKnownBy } from '../accounts/index.ts';
import { agenciesInForce, allPositions } from '../agencies/index.ts';
import { everyArea, everyService } from '../catalogue/index.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import { formerMessageKeys, requestsByFormer } from '../requests/index.ts';
import type { Reader } from '../shared/store.ts';
import type { GivenRow } from './headings.ts';
import { type Looked, readEmail, Seen } from './lines.ts';
import { lookAtMessage } from './look-at-message.ts';
import { lookAtPerson } from './look-at-person.ts';
import { lookAtRequest } from './look-at-request.ts';
import type { ArrivalRow } from './rows.ts';

export type Looking = Pick<ArrivalRow, 'kind' | 'desk' | 'chosen'>;
type Given = { readonly arrival: Looking; readonly rows: readonly GivenRow[]; readonly now: Date };

const distinct = (texts: readonly (string | undefined | null)[]): string[] => [
  ...new Set(texts.filter((text): text is string => typeof text === 'string' && text !== '')),
];

async function peopleOf(db: Reader, rows: readonly GivenRow[], columns: readonly ('email' | 'agent' | 'author')[]) {
  const numbers = distinct(rows.map(({ values }) => values.number));
  const emails = distinct(rows.flatMap(({ values }) => columns.map((column) => readEmail(values[column] ?? ''))));
  const people = await peopleKnownBy(db, { numbers, emails });
  const by = (key: (person: KnownPerson) => string) =>
    new Map(people.filter((person) => key(person) !== '').map((person) => [key(person), person]));
  return { byNumber: by(({ employeeNumber }) => employeeNumber), byEmail: by(({ email }) => email) };
}

const foliosOf = (rows: readonly GivenRow[]): string[] =>
  distinct(rows.map(({ values }) => values.folio?.toLowerCase()));

export async function lookAtPeople(db: Reader, { arrival, rows, now }: Given) {
  const institution = await readInstitutionRow(db);
  const [agencies, positions, people] = await Promise.all([
    agenciesInForce(db, todayAt(institution, now)),
    allPositions(db),
    peopleOf(db, rows, ['email']),
  ]);
  const seen = new Seen();
  const among = { chosen: arrival.chosen, agencies, positions, ...people };
  return rows.map((row) => lookAtPerson(row, among, seen));
}

export async function lookAtRequests(db: Reader, { arrival, rows, now }: Given) {
  const [institution, areas, services, people, here] = await Promise.all([
    readInstitutionRow(db),
    everyArea(db),
    everyService(db),
    peopleOf(db, rows, ['email', 'agent']),
    requestsByFormer(db, { desk: arrival.desk, folios: foliosOf(rows) }),
  ]);
  const seen = new Seen();
  const { chosen } = arrival;
  const among = { chosen, areas, services, here, timeZone: institution.timeZone, now, ...people };
  return rows.map((row) => lookAtRequest(row, among, seen));
}

export async function lookAtMessages(db: Reader, { arrival, rows, now }: Given) {
  const [institution, people, requests] = await Promise.all([
    readInstitutionRow(db),
    peopleOf(db, rows, ['author']),
    requestsByFormer(db, { desk: arrival.desk, folios: foliosOf(rows) }),
  ]);
  const here = await formerMessageKeys(db, [...requests.values()]);
  const seen = new Seen();
  const among = { requests, here, byEmail: people.byEmail, timeZone: institution.timeZone, now };
  return rows.map((row) => lookAtMessage(row, among, seen));
}

/** Each line, in the same order; nothing is written. */
export function lookAtRows(db: Reader, given: Given): Promise<readonly Looked<unknown>[]> {
  if (given.arrival.kind === 'people') return lookAtPeople(db, given);
  return given.arrival.kind === 'requests' ? lookAtRequests(db, given) : lookAtMessages(db, given);
}
