/** What the lines of a file are held against: read at once for all of them. */
import type { PayrollColumn } from '#contract/payroll.ts';
import { type Person, peopleOfPayroll, withoutZeros } from '../accounts/index.ts';
import { agenciesInForce, allPositions, everyAgency } from '../agencies/index.ts';
import { type GivenRow, readEmail, Seen } from '../arrivals/index.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import type { Reader } from '../shared/store.ts';
import { type LookedPayroll, lookAtPayrollLine, type PayrollAmong } from './payroll-look.ts';
import { meaningsOf } from './payroll-rows.ts';

const distinct = (texts: readonly (string | null | undefined)[]): string[] => [
  ...new Set(texts.filter((text): text is string => typeof text === 'string' && text !== '')),
];

/** As it is written; else the only one who has it but for the zeros it begins with, which a spreadsheet loses. */
function byNumber(people: readonly Person[]): PayrollAmong['byNumber'] {
  const exact = new Map(people.filter((each) => each.employeeNumber !== '').map((each) => [each.employeeNumber, each]));
  const loose = Map.groupBy(exact.values(), (each) => withoutZeros(each.employeeNumber));
  return (number) => {
    const alike = loose.get(withoutZeros(number)) ?? [];
    return exact.get(number) ?? (alike.length === 1 ? alike[0] : undefined);
  };
}

/** Each line, in the same order; nothing is written. */
export async function lookAtLines(db: Reader, rows: readonly GivenRow[], now: Date): Promise<LookedPayroll[]> {
  const text = (column: PayrollColumn) => rows.map(({ values }) => values[column]);
  const institution = await readInstitutionRow(db);
  const [agencies, every, positions, people, chosen] = await Promise.all([
    agenciesInForce(db, todayAt(institution, now)),
    everyAgency(db),
    allPositions(db),
    peopleOfPayroll(db, {
      numbers: distinct(text('number').map((number) => number?.toUpperCase())),
      emails: distinct(text('email').map((email) => readEmail(email ?? ''))),
    }),
    meaningsOf(db),
  ]);
  const among = {
    ...{ agencies, positions, chosen },
    agencyNames: new Map(every.map(({ id, name }) => [id as string, name.es])),
    byNumber: byNumber(people),
    byEmail: new Map(people.map((each) => [each.email, each])),
  };
  const seen = new Seen();
  return rows.map((row) => lookAtPayrollLine(row, among, seen));
}
