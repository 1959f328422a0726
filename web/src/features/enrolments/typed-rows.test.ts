import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { PositionView } from '#contract/agencies.ts';
import { ENROLMENT_MAX_ROWS, type EnrolmentFinding, TypedEnrolmentRow } from '#contract/enrolment-rows.ts';
import {
  blankRow,
  CELLS,
  changed,
  filledRows,
  findingsOf,
  fromServer,
  isBlank,
  isBlock,
  moved,
  pasted,
  tally,
} from './typed-rows.ts';

const HEAD = '01890000-0000-7000-8000-000000000901' as PositionView['id'];
const AGENCY = '01890000-0000-7000-8000-000000000801';
const positions: PositionView[] = [{ id: HEAD, name: { es: 'Jefatura de departamento', en: 'Head' }, eligible: true }];
const against = { agencyId: AGENCY, today: '2026-11-23', positions, mailDomains: [] };
const at = (row: number, cell: (typeof CELLS)[number], fixed = false) => ({ at: row, cell, positions, fixed });
const named = (givenNames: string): TypedEnrolmentRow => ({ ...blankRow(), givenNames });
const namesOf = (rows: readonly TypedEnrolmentRow[]) => rows.map(({ givenNames }) => givenNames);
const WHOLE =
  '0101\tROSA ELENA\tDe la Cruz\tPeña\trosa@gobierno.example\t312 316 2000 ext. 1\tJefatura de departamento';

describe('a paste', () => {
  it.each([
    ['one cell', 'Rosa', false],
    ['one cell as a spreadsheet copies it', 'Rosa\r\n', false],
    ['a list in one cell', 'Pérez, Juan; Rosa', false],
    ['two cells', 'Rosa\tCanul', true],
    ['two lines', 'Rosa\nElena', true],
  ])('of %s is a block: %s', (_name, text, isOne) => {
    expect(isBlock(text)).toBe(isOne);
  });

  it('fills from the first cell on with whole people, capitals as they are', () => {
    const { rows, taken } = pasted(
      [blankRow()],
      `${WHOLE}\r\n${WHOLE.replace('0101', '0102')}\r\n`,
      at(0, 'employeeNumber'),
    );
    expect(taken).toBe(2);
    expect(rows).toMatchObject([
      { employeeNumber: '0101', givenNames: 'ROSA ELENA', positionId: HEAD },
      { employeeNumber: '0102', secondSurname: 'Peña' },
    ]);
  });

  it('tells columns by their headings wherever it is made, and says which it did not read', () => {
    const { rows, ignored } = pasted([blankRow()], 'Correo\tNotas\tNombre\nr@x.mx\tno\tRosa', at(0, 'phone'));
    expect(rows).toMatchObject([{ email: 'r@x.mx', givenNames: 'Rosa', phone: '' }]);
    expect(ignored).toEqual(['Notas']);
  });

  it('fills a column down from where it was made, and touches nothing else', () => {
    const { rows } = pasted([named('Rosa'), named('Luis')], 'a@x.mx\nb@x.mx\nc@x.mx', at(0, 'email'));
    expect(rows.map(({ givenNames, email }) => [givenNames, email])).toEqual([
      ['Rosa', 'a@x.mx'],
      ['Luis', 'b@x.mx'],
      ['', 'c@x.mx'],
    ]);
  });

  it('knows a position by its name, and keeps the word where there is none', () => {
    const { rows } = pasted(
      [blankRow(), blankRow()],
      '312 316 2000\tJEFATURA DE DEPARTAMENTO\n2\tMago',
      at(0, 'phone'),
    );
    expect(rows).toMatchObject([
      { phone: '312 316 2000', positionId: HEAD, positionText: '' },
      { phone: '2', positionId: null, positionText: 'Mago' },
    ]);
  });

  it('keeps who the row is and what account it asks for', () => {
    const row = { ...blankRow(), role: 'agency_head' as const };
    expect(pasted([row], WHOLE, at(0, 'employeeNumber')).rows[0]).toMatchObject({ id: row.id, role: 'agency_head' });
  });

  it('says how many there was no room for', () => {
    const text = Array.from({ length: 60 }, (_, n) => `p${n}@x.mx`).join('\n');
    expect(pasted([blankRow()], text, at(0, 'email'))).toMatchObject({ taken: ENROLMENT_MAX_ROWS, beyond: 10 });
    const people = Array.from({ length: 60 }, () => WHOLE).join('\n');
    expect(pasted([blankRow()], people, at(0, 'employeeNumber'))).toMatchObject({
      taken: ENROLMENT_MAX_ROWS,
      beyond: 10,
    });
  });

  it('adds nobody to a form that was sent back', () => {
    expect(pasted([named('Rosa')], 'a@x.mx\nb@x.mx', at(0, 'email', true))).toMatchObject({ taken: 1, beyond: 1 });
  });

  it('gives rows that can be kept, whatever is pasted wherever', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'Ñ', '\t', '\n', '"', ';', ' ', '0', '@'), maxLength: 300 });
    fc.assert(
      fc.property(text, fc.constantFrom(...CELLS), fc.integer({ min: 0, max: 2 }), (said, cell, place) => {
        const { rows } = pasted([blankRow(), blankRow(), blankRow()], said, at(place, cell));
        expect(rows.length).toBeLessThanOrEqual(ENROLMENT_MAX_ROWS);
        for (const row of rows) expect(v.is(TypedEnrolmentRow, row)).toBe(true);
        expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      }),
    );
  });
});

describe('rows', () => {
  it('move within their bounds', () => {
    const rows = ['a', 'b', 'c'].map(named);
    expect(namesOf(moved(rows, 0, 2))).toEqual(['b', 'c', 'a']);
    expect(namesOf(moved(rows, 2, 0))).toEqual(['c', 'a', 'b']);
    expect(namesOf(moved(rows, 0, -1))).toEqual(['a', 'b', 'c']);
  });

  it('are blank until something is typed in one', () => {
    const row = blankRow();
    expect(isBlank(row)).toBe(true);
    expect(filledRows([row, ...changed([row], row.id, { phone: '3' })])).toHaveLength(1);
  });
});

describe('what is found', () => {
  const whole = (number: string): TypedEnrolmentRow =>
    pasted([blankRow()], WHOLE.replace('0101', number), at(0, 'employeeNumber')).rows[0] ?? blankRow();
  const server = (row: TypedEnrolmentRow, code: EnrolmentFinding['code']) =>
    fromServer([row], [{ rowId: row.id, row: 1, column: 'email', code, severity: 'error', values: {} }]);
  const codes = (rows: TypedEnrolmentRow[], of = fromServer([], [])) =>
    findingsOf(rows, against, of).map(({ row, code, values }) => [row, code, values.other]);

  it('counts places as the eye does, empty rows between', () => {
    const [one, other] = [whole('0101'), { ...whole('0101'), email: 'otra@gobierno.example' }];
    expect(codes([blankRow(), one, blankRow(), other])).toEqual([[4, 'repeated-number', 2]]);
  });

  it('keeps what the server said of somebody until their number or address is another', () => {
    const row = whole('0101');
    expect(codes([row], server(row, 'registered'))).toEqual([[1, 'registered', undefined]]);
    expect(codes([{ ...row, phone: '312 316 2001' }], server(row, 'registered'))).toHaveLength(1);
    expect(codes([{ ...row, email: 'otra@gobierno.example' }], server(row, 'registered'))).toEqual([]);
    expect(codes([row], server(row, 'phone'))).toEqual([]);
  });

  it('is counted by person', () => {
    const rows = [whole('0101'), { ...whole('0102'), email: 'x', phone: '' }, blankRow()];
    expect(tally(rows, findingsOf(rows, against, fromServer([], [])))).toEqual({ people: 2, ready: 1, wrong: 1 });
  });
});
