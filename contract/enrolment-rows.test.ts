import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  checkEnrolmentRows,
  EnrolmentFinding,
  type KnownToDesk,
  type RowsAgainst,
  readRowPhone,
  TypedEnrolmentRow,
} from './enrolment-rows.ts';
import { cellsOfPasted, rowsOfTable } from './enrolment-table.ts';
import { AgencyId, PersonId } from './ids.ts';

const uuid = (last: number): string => `01890000-0000-7000-8000-${String(last).padStart(12, '0')}`;
const [HEAD, CLERK, OURS, THEIRS] = [uuid(901), uuid(902), uuid(801), uuid(802)];

const against: RowsAgainst = {
  agencyId: OURS,
  today: '2026-11-23',
  positions: [
    { id: HEAD, eligible: true },
    { id: CLERK, eligible: false },
  ],
  mailDomains: ['gobierno.example'],
  known: [],
  waiting: [],
};

const row = (at: number, other: Record<string, unknown> = {}): TypedEnrolmentRow =>
  v.parse(TypedEnrolmentRow, {
    id: uuid(at),
    employeeNumber: `0${100 + at}`,
    givenNames: 'Rosa Elena',
    firstSurname: 'De la Cruz',
    secondSurname: 'Peña',
    singleSurname: false,
    email: `persona.${at}@gobierno.example`,
    phone: '312 316 2000 ext. 2345',
    positionId: HEAD,
    positionText: '',
    role: 'requester',
    exceptionReason: '',
    exceptionUntil: null,
    ...other,
  });

const found = (rows: readonly TypedEnrolmentRow[], more: Partial<RowsAgainst> = {}): string[] =>
  checkEnrolmentRows(rows, { ...against, ...more }).map(
    ({ row: at, column, code, severity }) => `${at} ${column} ${code}${severity === 'warning' ? ' (warning)' : ''}`,
  );

const person = (last: number, other: Partial<KnownToDesk> = {}): KnownToDesk => ({
  personId: v.parse(PersonId, uuid(last)),
  email: 'persona.1@gobierno.example',
  employeeNumber: '0101',
  agencyId: v.parse(AgencyId, OURS),
  state: 'active',
  name: 'Rosa Elena De la Cruz Peña',
  agency: 'Secretaría',
  ...other,
});

describe('one row of an enrolment', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ['is right', {}, []],
    ['one surname, said', { secondSurname: '', singleSurname: true }, []],
    ['one surname, not said', { secondSurname: '' }, ['1 secondSurname second-surname']],
    [
      'nothing of it',
      { employeeNumber: '', givenNames: '', email: '', phone: '', positionId: null },
      [
        '1 employeeNumber required',
        '1 givenNames required',
        '1 email required',
        '1 phone required',
        '1 position required',
      ],
    ],
    ['number with a blank', { employeeNumber: '12 3' }, ['1 employeeNumber employee-number']],
    ['address without a sign', { email: 'rosa.gobierno.example' }, ['1 email email']],
    ['address of elsewhere', { email: 'rosa@correo.example' }, ['1 email domain']],
    ['seven digits', { phone: '316 2000' }, ['1 phone phone']],
    ['an extension in letters', { phone: '312 316 2000 ext. B' }, ['1 phone extension']],
    ['a position nobody knows', { positionId: null, positionText: 'Mago' }, ['1 position position-unknown']],
    ['below mando medio', { positionId: CLERK }, ['1 position position-below']],
    [
      'an exception without reason',
      { positionId: CLERK, exceptionUntil: '2027-01-31' },
      ['1 exception exception-reason'],
    ],
    [
      'an exception that is over',
      { positionId: CLERK, exceptionReason: 'Suple', exceptionUntil: '2026-11-23' },
      ['1 exception exception-day'],
    ],
    [
      'an exception',
      { positionId: CLERK, exceptionReason: 'Suple', exceptionUntil: '2027-01-31' },
      ['1 exception exception (warning)'],
    ],
    ['a name too long', { givenNames: 'N'.repeat(81) }, ['1 givenNames too-long']],
  ])('%s', (_name, other, codes) => {
    expect(found([row(1, other)])).toEqual(codes);
  });

  it('repeats no number and no address of a row before', () => {
    const rows = [row(1), row(2, { employeeNumber: '0101' }), row(3, { email: 'PERSONA.1@gobierno.example' })];
    expect(found(rows)).toEqual(['2 employeeNumber repeated-number', '3 email repeated-email']);
    expect(checkEnrolmentRows(rows, against).map(({ values }) => values.other)).toEqual([1, 1]);
  });

  it.each<[string, readonly KnownToDesk[], string[]]>([
    ['is registered', [person(1)], ['1 email registered']],
    [
      'is registered under another address',
      [person(1, { email: 'otra@gobierno.example' })],
      ['1 employeeNumber registered'],
    ],
    ['comes back', [person(1, { state: 'inactive' })], ['1 email returning (warning)']],
    [
      'is of another agency',
      [person(1, { agencyId: v.parse(AgencyId, THEIRS), state: 'inactive' })],
      ['1 email elsewhere'],
    ],
    [
      'is two people',
      [person(1, { employeeNumber: '' }), person(2, { email: 'otra@gobierno.example' })],
      ['1 employeeNumber two-people'],
    ],
  ])('names somebody who %s', (_name, known, codes) => {
    expect(found([row(1)], { known })).toEqual(codes);
  });

  it('tells no name where whoever looks may not know it', () => {
    const known = [person(1, { agencyId: v.parse(AgencyId, THEIRS), name: null, agency: null })];
    expect(checkEnrolmentRows([row(1)], { ...against, known })[0]?.values).toEqual({});
  });

  it('waits in another form', () => {
    const waiting = [{ email: 'persona.1@gobierno.example', employeeNumber: '9', folio: 'DTI/AU/2026/000004' }];
    expect(found([row(1)], { waiting })).toEqual(['1 email waiting']);
  });

  it.each([
    ['312 316 2000', { phone: '+523123162000', extension: '' }],
    ['(312) 316-2000 Ext: 45', { phone: '+523123162000', extension: '45' }],
    ['01 312 316 2000 x2345', { phone: '+523123162000', extension: '2345' }],
    ['044 312 316 2000', { phone: '+523123162000', extension: '' }],
    ['+52 1 312 316 2000, extensión 123456', { phone: '+523123162000', extension: '123456' }],
    ['+52 312 316 2000#7', { phone: '+523123162000', extension: '7' }],
    ['312 316 2000 ext. 1234567', 'extension'],
    ['+1 202 555 0100', 'phone'],
    ['no tiene', 'phone'],
  ])('reads the telephone %s', (text, expected) => {
    expect(readRowPhone(text)).toEqual(expected);
  });

  it('finds something of whatever is typed, and never falls', () => {
    const typed = fc.string({ maxLength: 60, unit: 'grapheme' });
    fc.assert(
      fc.property(typed, typed, typed, typed, (employeeNumber, givenNames, email, phone) => {
        const findings = checkEnrolmentRows([{ ...row(1), employeeNumber, givenNames, email, phone }], against);
        for (const finding of findings) expect(v.is(EnrolmentFinding, finding)).toBe(true);
        const right = findings.every(({ column }) => column !== 'phone');
        expect(right).toBe(phone !== '' && typeof readRowPhone(phone) === 'object');
      }),
    );
  });
});

describe('a table of people', () => {
  let last = 0;
  const positions = [{ id: row(1).positionId, name: { es: 'Jefe de departamento', en: 'Head of department' } }];
  const read = (text: string) => rowsOfTable(cellsOfPasted(text), { positions, newId: () => row(++last).id });

  it('is read by its headings, in whatever order', () => {
    const table = read(
      'Correo\tNo. de Empleado\tNombre(s)\tPATERNO\tMaterno\tTeléfono\tExt.\tNotas\tPuesto\nrosa@gobierno.example\t00123\tRosa\tCanul\tPech\t312 316 2000\t23\tx\tJEFE DE DEPARTAMENTO\n',
    );
    expect(table).toMatchObject({ byHeading: true, ignored: ['Notas'], beyond: 0 });
    expect(table.rows).toMatchObject([
      {
        employeeNumber: '00123',
        givenNames: 'Rosa',
        firstSurname: 'Canul',
        secondSurname: 'Pech',
        email: 'rosa@gobierno.example',
        phone: '312 316 2000 ext. 23',
        positionId: HEAD,
        positionText: '',
      },
    ]);
  });

  it('is read in the order of the document where it has none, numbered or not', () => {
    const line = '00123\tRosa\tCanul\tPech\trosa@gobierno.example\t312 316 2000\tMago';
    for (const text of [line, `1\t${line}\n2\t${line}`])
      expect(read(text).rows[0]).toMatchObject({
        employeeNumber: '00123',
        phone: '312 316 2000',
        positionId: null,
        positionText: 'Mago',
      });
  });

  it('keeps what stands in quotes, leaves empty lines, and counts what is beyond fifty', () => {
    expect(cellsOfPasted('"a ""b""\nc"\td\r\n\t\n')).toEqual([['a "b"\nc', 'd'], ['', ''], ['']]);
    const many = Array.from({ length: 53 }, (_, at) => `${at}\tN\tA\tB\tc@d.mx\t1`).join('\n\n');
    expect(read(many)).toMatchObject({ beyond: 3 });
    expect(read(many).rows).toHaveLength(50);
  });
});
