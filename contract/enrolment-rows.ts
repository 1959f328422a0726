/**
 * One row of an enrolment as it was typed, and what is wrong with it. Pure: the browser asks it at every key, the server
 * before a signature and again before an account.
 *
 * Columns and their order are those of document 002; position, exception and role are not printed. Formats: employee number
 * `^[0-9A-Z][0-9A-Z-]{0,14}$`; telephone ten national digits (01, 044, 045 and +521 are no longer dialled), extension one
 * to six.
 */
import * as v from 'valibot';
import { type AgencyId, type PersonId, PositionId } from './ids.ts';
import { Day, Email, id, line } from './shapes.ts';

export const EnrolmentRowId = id('EnrolmentRowId');
export type EnrolmentRowId = v.InferOutput<typeof EnrolmentRowId>;

/** Rows of one form (002 leaves the number open; a sheet holds so many with its annex). */
export const ENROLMENT_MAX_ROWS = 50;

/** What an account may be asked for; others than a requester only where DTI captures what came on paper. */
export const ENROLMENT_ROLES = ['requester', 'agency_coordinator', 'agency_head'] as const;
export type EnrolmentRole = (typeof ENROLMENT_ROLES)[number];

/** Columns of the document, in its order, and then those that are not printed. */
export const ENROLMENT_COLUMNS = [
  'employeeNumber',
  'givenNames',
  'firstSurname',
  'secondSurname',
  'email',
  'phone',
  'position',
  'exception',
] as const;
export type EnrolmentColumn = (typeof ENROLMENT_COLUMNS)[number];

const typed = line(0, 200);

/** As typed, whatever it is: nothing of a draft is lost for being wrong. */
export const TypedEnrolmentRow = v.strictObject({
  /** Made by the page; kept as long as the row is. */
  id: EnrolmentRowId,
  employeeNumber: typed,
  givenNames: typed,
  firstSurname: typed,
  secondSurname: typed,
  /** "Un solo apellido": said, and not just left out. */
  singleSurname: v.boolean('field.choice'),
  email: v.pipe(v.string('field.text'), v.trim(), v.maxLength(254, 'field.too-long')),
  /** Telephone and extension, in one field as in the document. */
  phone: typed,
  positionId: v.nullable(PositionId),
  /** What a table said where no position of the list is called so. */
  positionText: typed,
  role: v.picklist(ENROLMENT_ROLES, 'field.choice'),
  /** Why somebody below mando medio needs it (1.b), and until when; '' and null where nobody asks. */
  exceptionReason: line(0, 500),
  exceptionUntil: v.nullable(Day),
});
export type TypedEnrolmentRow = v.InferOutput<typeof TypedEnrolmentRow>;

export const FINDING_CODES = [
  'required',
  'second-surname',
  'employee-number',
  'email',
  'domain',
  'phone',
  'extension',
  'position-unknown',
  'position-below',
  'exception-reason',
  'exception-day',
  'exception',
  'too-long',
  'repeated-number',
  'repeated-email',
  'registered',
  'elsewhere',
  'returning',
  'two-people',
  'waiting',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** Its sentence, with what to do, is `enrolments.finding.<code>`. */
export const EnrolmentFinding = v.object({
  rowId: EnrolmentRowId,
  /** Place in the form, from 1. */
  row: v.number(),
  column: v.picklist(ENROLMENT_COLUMNS),
  code: v.picklist(FINDING_CODES),
  /** error: cannot be signed so · warning: may be signed, and whoever reviews sees it. */
  severity: v.picklist(['error', 'warning']),
  /** For the sentence: `other` (place of another row), `name`, `agency`, `folio`, `list`; those it may tell. */
  values: v.record(v.string(), v.union([v.string(), v.number()])),
});
export type EnrolmentFinding = v.InferOutput<typeof EnrolmentFinding>;

/** Somebody the desk has an account of. `name` and `agency`: null where whoever looks may not know. */
export type KnownToDesk = {
  readonly personId: v.InferOutput<typeof PersonId>;
  readonly email: string;
  readonly employeeNumber: string;
  readonly agencyId: v.InferOutput<typeof AgencyId>;
  readonly state: 'invited' | 'awaiting_approval' | 'active' | 'inactive';
  readonly name: string | null;
  readonly agency: string | null;
};
/** A row of another form that was signed and not decided. `folio`: '' where whoever looks may not know. */
export type WaitingElsewhere = { readonly email: string; readonly employeeNumber: string; readonly folio: string };

export type RowsAgainst = {
  readonly agencyId: string;
  /** `YYYY-MM-DD` at the institution. */
  readonly today: string;
  readonly positions: readonly { readonly id: string; readonly eligible: boolean }[];
  /** Domains of the institution's addresses; empty: any. */
  readonly mailDomains: readonly string[];
  /** Empty in the browser: the server alone knows. */
  readonly known: readonly KnownToDesk[];
  readonly waiting: readonly WaitingElsewhere[];
};

export const EMPLOYEE_NUMBER = /^[0-9A-Z][0-9A-Z-]{0,14}$/;
/** As `people.employee_number` has it. */
export const readEmployeeNumber = (text: string): string => text.trim().toUpperCase();

/** The address as accounts know it; null when it is none. */
export const readRowEmail = (text: string): string | null => {
  const read = v.safeParse(Email, text);
  return read.success ? read.output : null;
};

const EXTENSION = /[\s,;(]*(?:ext(?:ensi[oó]n)?|x|#)[\s.:]*([^\s.)]*)[\s).]*$/i;

/** `{ phone: '+523123162000', extension: '2345' }`, or what cannot be read of it. */
export function readRowPhone(text: string): { phone: string; extension: string } | 'phone' | 'extension' {
  const extension = EXTENSION.exec(text)?.[1] ?? '';
  const digits = text.replace(EXTENSION, '').replace(/[\s().\-/]+/g, '');
  const national = digits
    .replace(/^\+?521(?=\d{10}$)/, '')
    .replace(/^\+?52(?=(?:01|044|045)?\d{10}$)/, '')
    .replace(/^(?:01|044|045)(?=\d{10}$)/, '');
  if (!/^[2-9]\d{9}$/.test(national)) return 'phone';
  if (!/^\d{0,6}$/.test(extension)) return 'extension';
  return { phone: `+52${national}`, extension };
}

type Say = (column: EnrolmentColumn, code: FindingCode, more?: Partial<EnrolmentFinding>) => void;

const NAME_MAX = 80;

function checkNames(row: TypedEnrolmentRow, say: Say): void {
  for (const column of ['givenNames', 'firstSurname'] as const) if (row[column] === '') say(column, 'required');
  if (row.secondSurname === '' && !row.singleSurname) say('secondSurname', 'second-surname');
  for (const column of ['givenNames', 'firstSurname', 'secondSurname'] as const)
    if (row[column].length > NAME_MAX) say(column, 'too-long');
}

function checkReaching(row: TypedEnrolmentRow, { mailDomains }: RowsAgainst, say: Say): void {
  const number = readEmployeeNumber(row.employeeNumber);
  if (number === '') say('employeeNumber', 'required');
  else if (!EMPLOYEE_NUMBER.test(number)) say('employeeNumber', 'employee-number');
  const email = readRowEmail(row.email);
  if (row.email === '') say('email', 'required');
  else if (email === null) say('email', 'email');
  else if (mailDomains.length > 0 && !mailDomains.includes(email.slice(email.lastIndexOf('@') + 1)))
    say('email', 'domain', { values: { list: mailDomains.join(', ') } });
  const phone = row.phone === '' ? null : readRowPhone(row.phone);
  if (phone === null) say('phone', 'required');
  else if (typeof phone === 'string') say('phone', phone);
}

function checkPosition(row: TypedEnrolmentRow, { positions, today }: RowsAgainst, say: Say): void {
  const position = positions.find((each) => each.id === row.positionId);
  if (position === undefined) {
    if (row.positionText === '') say('position', 'required');
    else say('position', 'position-unknown', { values: { said: row.positionText } });
  } else if (!position.eligible) {
    const asked = row.exceptionReason !== '' || row.exceptionUntil !== null;
    if (!asked) say('position', 'position-below');
    else if (row.exceptionReason === '') say('exception', 'exception-reason');
    else if (row.exceptionUntil === null || row.exceptionUntil <= today) say('exception', 'exception-day');
    else say('exception', 'exception', { severity: 'warning', values: { until: row.exceptionUntil } });
  }
}

/** One person per number and per address: the first row that says it is right, those after it repeat it. */
function checkRepeats(rows: readonly TypedEnrolmentRow[], at: number, say: Say): void {
  const row = rows[at];
  if (row === undefined) return;
  const number = readEmployeeNumber(row.employeeNumber);
  const email = row.email.toLowerCase();
  const before = rows.slice(0, at);
  const sameNumber = before.findIndex((each) => number !== '' && readEmployeeNumber(each.employeeNumber) === number);
  const sameEmail = before.findIndex((each) => email !== '' && each.email.toLowerCase() === email);
  if (sameNumber >= 0) say('employeeNumber', 'repeated-number', { values: { other: sameNumber + 1 } });
  if (sameEmail >= 0) say('email', 'repeated-email', { values: { other: sameEmail + 1 } });
}

const told = (person: KnownToDesk): EnrolmentFinding['values'] => ({
  ...(person.name === null ? {} : { name: person.name }),
  ...(person.agency === null ? {} : { agency: person.agency }),
});

/** Who has this row's number and who its address: both, one, or nobody. */
export function knownAs(
  row: Pick<TypedEnrolmentRow, 'employeeNumber' | 'email'>,
  known: readonly KnownToDesk[],
): { byNumber: KnownToDesk | undefined; byEmail: KnownToDesk | undefined } {
  const number = readEmployeeNumber(row.employeeNumber);
  const email = readRowEmail(row.email);
  return {
    byNumber: known.find((person) => number !== '' && person.employeeNumber === number),
    byEmail: known.find((person) => person.email === email),
  };
}

function checkDesk(row: TypedEnrolmentRow, against: RowsAgainst, say: Say): void {
  const { byNumber, byEmail } = knownAs(row, against.known);
  const person = byEmail ?? byNumber;
  const column = byEmail === undefined ? 'employeeNumber' : 'email';
  if (byNumber && byEmail && byNumber.personId !== byEmail.personId) say('employeeNumber', 'two-people');
  else if (person && person.agencyId !== against.agencyId) say(column, 'elsewhere', { values: told(person) });
  else if (person?.state === 'inactive') say(column, 'returning', { severity: 'warning', values: told(person) });
  else if (person) say(column, 'registered', { values: told(person) });
  const number = readEmployeeNumber(row.employeeNumber);
  const email = row.email.toLowerCase();
  const waiting = against.waiting.find(
    (each) => (email !== '' && each.email === email) || (number !== '' && each.employeeNumber === number),
  );
  if (waiting)
    say(waiting.email === email ? 'email' : 'employeeNumber', 'waiting', { values: { folio: waiting.folio } });
}

/** Everything found of these rows, in their order and in that of the columns. */
export function checkEnrolmentRows(rows: readonly TypedEnrolmentRow[], against: RowsAgainst): EnrolmentFinding[] {
  return rows.flatMap((row, at) => {
    const found: EnrolmentFinding[] = [];
    const say: Say = (column, code, more = {}) => {
      found.push({ rowId: row.id, row: at + 1, column, code, severity: 'error', values: {}, ...more });
    };
    checkReaching(row, against, say);
    checkNames(row, say);
    checkPosition(row, against, say);
    checkRepeats(rows, at, say);
    checkDesk(row, against, say);
    const order = (finding: EnrolmentFinding): number => ENROLMENT_COLUMNS.indexOf(finding.column);
    return found.toSorted((one, other) => order(one) - order(other));
  });
}
