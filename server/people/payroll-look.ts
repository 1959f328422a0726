/**
 * Pure: what a line of the payroll would change of the one person it is about. The number first, then the address, and never two.
 * An empty cell changes nothing; a name that differs in capitals and accents alone is the same name, for payrolls write neither.
 */
import type { PayrollColumn, PayrollLine, PayrollOutcome } from '#contract/payroll.ts';
import { type PayrollValues, type Person, readPhone, shownPhone, withoutZeros } from '../accounts/index.ts';
import type { Agency, Position } from '../agencies/index.ts';
import { type Chosen, fold, type GivenRow, Line, type Problem, readEmail, type Seen } from '../arrivals/index.ts';

export type PayrollAmong = {
  readonly chosen: Chosen;
  readonly agencies: readonly Agency[];
  readonly positions: readonly Position[];
  readonly byNumber: (number: string) => Person | undefined;
  readonly byEmail: ReadonlyMap<string, Person>;
  /** Of agencies that are over, too: people may stand in one. */
  readonly agencyNames: ReadonlyMap<string, string>;
};

type Change = PayrollLine['changes'][number];
export type LookedPayroll = {
  readonly outcome: Exclude<PayrollOutcome, 'done'>;
  readonly problems: readonly Problem[];
  readonly label: string;
  readonly personId: string | null;
  readonly values: PayrollValues;
  readonly changes: readonly Change[];
};

const NAME_MAX = 80;
const NUMBER = /^[0-9A-Z][0-9A-Z-]{0,14}$/;
/** Roles of an office in an agency: whoever holds one takes it nowhere by a file. */
const OF_OFFICE: readonly string[] = ['agency_coordinator', 'agency_head'];

/** Collects what changes, field by field. */
class Changes {
  readonly values: { -readonly [Name in keyof PayrollValues]: PayrollValues[Name] } = {};
  readonly told: Change[] = [];

  put(column: PayrollColumn, told: { from: string; to: string }, values: PayrollValues): void {
    Object.assign(this.values, values);
    this.told.push({ column, ...told });
  }
}

function personOf(line: Line, among: PayrollAmong): { person: Person | null; label: string } {
  const number = line.within('number', 20).toUpperCase();
  const said = line.within('email', 254);
  const email = said === '' ? null : (readEmail(said) ?? line.stop('email', 'arrivals.problem.email'));
  if (number !== '' && !NUMBER.test(number)) line.stop('number', 'payrolls.problem.number');
  if (number === '' && said === '') line.stop('number', 'payrolls.problem.nobody');
  const byNumber = number === '' ? undefined : among.byNumber(number);
  const byEmail = email === null ? undefined : among.byEmail.get(email);
  const label = number || said;
  if (byNumber && byEmail && byNumber.id !== byEmail.id)
    line.stop(null, 'arrivals.problem.two', { one: byNumber.fullName, other: byEmail.fullName });
  const person = byNumber ?? byEmail ?? null;
  // Found by the address, with another number than the file's: one of both is somebody else's.
  if (
    person !== null &&
    number !== '' &&
    person.employeeNumber !== '' &&
    withoutZeros(person.employeeNumber) !== withoutZeros(number)
  )
    line.stop('number', 'payrolls.problem.other-number', { number: person.employeeNumber });
  return { person, label };
}

function lookAtNames(line: Line, person: Person, changes: Changes): void {
  const names = [
    ['names', 'givenNames'],
    ['surname', 'firstSurname'],
    ['surname2', 'secondSurname'],
  ] as const;
  for (const [column, field] of names) {
    const to = line.short(column, NAME_MAX);
    const from = person[field];
    if (to !== '' && fold(to) !== fold(from)) changes.put(column, { from, to }, { [field]: to });
  }
}

function lookAtNumbers(line: Line, person: Person, changes: Changes): void {
  const number = line.text('number').toUpperCase();
  if (number !== '' && person.employeeNumber === '')
    changes.put('number', { from: '', to: number }, { employeeNumber: number });
  const text = line.text('phone');
  if (text === '') return;
  try {
    const read = readPhone(text);
    if (read.phone === person.phone && read.extension === person.extension) return;
    changes.put('phone', { from: shownPhone(person), to: shownPhone(read) }, read);
  } catch {
    line.note('phone', 'payrolls.problem.phone');
  }
}

function lookAtPlace(line: Line, person: Person, { among, changes }: { among: PayrollAmong; changes: Changes }): void {
  const { chosen, agencies, positions } = among;
  if (line.text('agency') !== '') {
    const agency = line.meaning('agency', {
      ...{ chosen, things: agencies },
      names: ({ key, acronym, name }) => [key, acronym, name.es, name.en],
    });
    if (agency !== null && agency.id !== person.agencyId) {
      if (person.roles.some((role) => OF_OFFICE.includes(role))) line.stop('agency', 'payrolls.problem.office');
      const from = among.agencyNames.get(person.agencyId) ?? '';
      changes.put('agency', { from, to: agency.name.es }, { agencyId: agency.id });
    }
  }
  if (line.text('position') === '') return;
  const position = line.meaning('position', {
    ...{ chosen, things: positions },
    names: ({ key, name }) => [key, name.es, name.en],
  });
  if (position === null || position.id === person.positionId) return;
  const from = positions.find(({ id }) => id === person.positionId)?.name.es ?? '';
  changes.put('position', { from, to: position.name.es }, { positionId: position.id });
}

export function lookAtPayrollLine(row: GivenRow, among: PayrollAmong, seen: Seen): LookedPayroll {
  const line = new Line(row);
  const { person, label } = personOf(line, among);
  const earlier = person === null ? undefined : seen.before(person.id, row.line);
  if (earlier !== undefined) line.stop(null, 'arrivals.problem.repeated', { line: earlier });
  const changes = new Changes();
  const isClosed = person !== null && person.state === 'inactive';
  if (person !== null && !isClosed) {
    lookAtNames(line, person, changes);
    lookAtNumbers(line, person, changes);
    lookAtPlace(line, person, { among, changes });
  }
  if (isClosed) line.note(null, 'payrolls.problem.inactive');
  const found = { problems: line.problems, label, personId: person?.id ?? null };
  if (line.isStopped) return { ...found, outcome: 'fault', values: {}, changes: [] };
  if (person === null) return { ...found, outcome: 'unknown', values: {}, changes: [] };
  const outcome = changes.told.length > 0 ? 'change' : 'same';
  return { ...found, outcome, values: changes.values, changes: changes.told };
}
