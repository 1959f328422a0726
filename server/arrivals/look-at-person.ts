/** Pure: a line of a file of people. Nobody is guessed: the employee number first, then the address, and never two. */
import { type KnownPerson, readPhone } from '../accounts/index.ts';
import type { Agency, Position } from '../agencies/index.ts';
import type { GivenRow } from './headings.ts';
import { type Chosen, Line, type Looked, readEmail, type Seen } from './lines.ts';

export type ArrivingPerson = {
  readonly givenNames: string;
  readonly firstSurname: string;
  readonly secondSurname: string;
  readonly email: string;
  readonly employeeNumber: string;
  readonly agencyId: Agency['id'];
  readonly positionId: Position['id'];
  readonly phone: string;
  readonly extension: string;
};

export type AmongPeople = {
  readonly chosen: Chosen;
  readonly agencies: readonly Agency[];
  readonly positions: readonly Position[];
  readonly byNumber: ReadonlyMap<string, KnownPerson>;
  readonly byEmail: ReadonlyMap<string, KnownPerson>;
};

const NAME_MAX = 80;
const NUMBER_MAX = 20;

/** `byNumber` and `byEmail` as one person: null: nobody, 'two': each is somebody else. */
export function oneOf(byNumber: KnownPerson | undefined, byEmail: KnownPerson | undefined): KnownPerson | null | 'two' {
  if (byNumber && byEmail && byNumber.id !== byEmail.id) return 'two';
  return byNumber ?? byEmail ?? null;
}

function phoneOf(line: Line): { phone: string; extension: string } {
  const text = line.text('phone');
  const none = { phone: '', extension: '' };
  if (text === '') return none;
  try {
    return readPhone(text);
  } catch {
    line.note('phone', 'arrivals.problem.phone');
    return none;
  }
}

export function lookAtPerson(row: GivenRow, among: AmongPeople, seen: Seen): Looked<ArrivingPerson> {
  const line = new Line(row);
  const said = line.required('email', 254);
  const email = said === '' ? null : (readEmail(said) ?? line.stop('email', 'arrivals.problem.email'));
  const number = line.within('number', NUMBER_MAX);
  const label = email ?? (said || number);
  const here = oneOf(among.byNumber.get(number), email === null ? undefined : among.byEmail.get(email));
  if (here === 'two') {
    const [one, other] = [among.byNumber.get(number)?.name ?? '', among.byEmail.get(email ?? '')?.name ?? ''];
    line.stop(null, 'arrivals.problem.two', { one, other });
  }
  for (const [column, key] of [
    ['email', email ?? ''],
    ['number', number],
  ] as const) {
    const earlier = key === '' ? undefined : seen.before(`${column} ${key}`, row.line);
    if (earlier !== undefined) line.stop(column, 'arrivals.problem.repeated', { line: earlier });
  }
  if (here !== null && here !== 'two' && !line.isStopped)
    return { outcome: 'here', problems: line.problems, label, value: null, became: here.id };
  const names = {
    givenNames: line.required('names', NAME_MAX),
    firstSurname: line.required('surname', NAME_MAX),
    secondSurname: line.short('surname2', NAME_MAX),
  };
  const { chosen, agencies, positions } = among;
  const agency = line.meaning('agency', {
    ...{ chosen, things: agencies },
    names: ({ key, acronym, name }) => [key, acronym, name.es, name.en],
  });
  const position = line.meaning('position', {
    ...{ chosen, things: positions },
    names: ({ key, name }) => [key, name.es, name.en],
  });
  const phone = phoneOf(line);
  if (line.isStopped || email === null || agency === null || position === null)
    return { outcome: 'fault', problems: line.problems, label, value: null, became: null };
  const value = { ...names, email, employeeNumber: number, agencyId: agency.id, positionId: position.id, ...phone };
  return { outcome: 'new', problems: line.problems, label, value, became: null };
}
