import { describe, expect, it } from 'vitest';
import type { KnownPerson } from '../accounts/index.ts';
import type { Area } from '../catalogue/index.ts';
import { readCsv, writeCsv } from '../shared/csv.ts';
import { inAnyOf } from '../shared/table-file.ts';
import { type GivenRow, readRows, templateOf } from './headings.ts';
import { readWhen } from './instants.ts';
import { readEmail, Seen } from './lines.ts';
import { lookAtMessage } from './look-at-message.ts';
import { lookAtPerson } from './look-at-person.ts';
import { lookAtRequest } from './look-at-request.ts';

const COLIMA = 'America/Mexico_City';
const NOW = new Date('2026-11-23T16:00:00Z');

describe('a day', () => {
  it.each([
    ['2024-03-12', '2024-03-12T06:00:00.000Z', false],
    ['2024-03-12 09:15', '2024-03-12T15:15:00.000Z', true],
    ['2024-03-12T09:15:30', '2024-03-12T15:15:30.000Z', true],
    ['2024-03-12T09:15:00Z', '2024-03-12T09:15:00.000Z', true],
    ['2024-03-12T09:15:00-0600', '2024-03-12T15:15:00.000Z', true],
    ['2024-03-12T09:15:00.123+02:00', '2024-03-12T07:15:00.000Z', true],
    ['12/03/2024', '2024-03-12T06:00:00.000Z', false],
    ['1/3/2024 9:05', '2024-03-01T15:05:00.000Z', true],
    ['12-03-2024, 09:15:59', '2024-03-12T15:15:59.000Z', true],
    ['12/03/2024 9:15 p. m.', '2024-03-13T03:15:00.000Z', true],
    ['12/03/2024 12:00 a.m.', '2024-03-12T06:00:00.000Z', true],
    ['12/03/2024 12:30 PM', '2024-03-12T18:30:00.000Z', true],
    // As a spreadsheet keeps it.
    ['45363', '2024-03-12T06:00:00.000Z', false],
    ['45363.5', '2024-03-12T18:00:00.000Z', true],
  ])('is read as Mexico writes it: %s', (text, at, exact) => {
    expect(readWhen(text, COLIMA)).toEqual({ at: new Date(at), exact });
  });

  it.each([
    '',
    'ayer',
    '31/02/2024',
    '12/13/2024',
    '2024-13-01',
    '12/03/24',
    '12/03/2024 25:00',
    '13:00 pm',
    '4536',
    '99999',
  ])('is not seen in: %s', (text) => {
    expect(readWhen(text, COLIMA)).toBeNull();
  });
});

describe('text of whatever encoding', () => {
  const word = 'Dirección, Ñuño';
  it.each([
    ['UTF-8', Buffer.from(word)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${word}`)],
    ['Windows-1252', Buffer.from(word, 'latin1')],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${word}`, 'utf16le')],
  ])('%s', (_name, bytes) => {
    expect(inAnyOf(bytes)?.replace('\uFEFF', '')).toBe(word);
  });

  it('of another kind of file is none', () => {
    expect(inAnyOf(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).toBeNull();
  });
});

const linesOf = (text: string) => readCsv(text, 100) ?? [];

describe('headings', () => {
  it.each([
    ['of the template, in Spanish', templateOf('people', 'es-MX')],
    ['of the template, in English', templateOf('people', 'en')],
    ['of the template of requests', templateOf('requests', 'es-MX')],
    ['of the template of requests, in English', templateOf('requests', 'en')],
    ['of the template of messages', templateOf('messages', 'en')],
  ])('%s are all understood', (_name, rows) => {
    const kind = rows[0]?.length === 8 ? 'people' : rows[0]?.length === 5 ? 'messages' : 'requests';
    const read = readRows(kind, linesOf(writeCsv(rows)));
    expect(read).toMatchObject({ ignored: [] });
    expect('rows' in read && Object.keys(read.rows[0]?.values ?? {})).toHaveLength(rows[0]?.length ?? 0);
  });

  it.each([
    ['Correo Electrónico;Apellido Paterno;NOMBRES;No. de empleado', ';'],
    ['E-mail,Last name,First name,Employee ID', ','],
    ['mail\tpaterno\tnombre\tnómina', '\t'],
  ])('of other desks, in any order: %s', (head, separator) => {
    const read = readRows('people', linesOf(`${head}\n${['a@b.mx', 'Peña', 'José', '7'].join(separator)}`));
    expect('rows' in read && read.rows[0]).toEqual({
      line: 2,
      values: { email: 'a@b.mx', surname: 'Peña', names: 'José', number: '7' },
      formulas: [],
    });
  });

  it('that are not understood are told, and one that lacks stops', () => {
    expect(readRows('people', linesOf('Nombre,Paterno,Correo,Signo zodiacal\nA,B,c@d.mx,Leo'))).toMatchObject({
      ignored: ['Signo zodiacal'],
    });
    expect(readRows('people', linesOf('Nombre,Correo\nA,b@c.mx'))).toEqual({ missing: ['surname'] });
    expect(readRows('requests', [])).toEqual({ missing: ['folio', 'subject', 'state', 'registered'] });
  });

  it('leave what no database keeps out of a cell', () => {
    const read = readRows('people', linesOf('Nombre,Paterno,Correo\nA\u0000na\ud800,"Pe\r\nña",a@b.mx'));
    expect('rows' in read && read.rows[0]?.values).toMatchObject({ names: 'Ana', surname: 'Pe\nña' });
  });
});

const known = (given: Partial<KnownPerson> & { id: string }): KnownPerson => ({
  ...{ name: given.id, email: `${given.id}@gobierno.example`, employeeNumber: '', agencyId: 'salud' },
  ...{ state: 'active', roles: ['requester'], teamIds: [], ...given },
});
const rosa = known({ id: 'rosa', employeeNumber: '7' });
const luis = known({ id: 'luis', roles: ['requester', 'agent'], teamIds: ['redes'] });
const byNumber = new Map([['7', rosa]]);
const byEmail = new Map([rosa, luis].map((person) => [person.email, person]));

type Name = { es: string; en: string };
const name = (text: string): Name => ({ es: text, en: text });
const agency = (id: string, acronym: string, said: string) =>
  ({ id, key: id, acronym, name: name(said), kind: 'dependencia' }) as never;
const people = {
  chosen: {},
  agencies: [agency('salud', 'SS', 'Secretaría de Salud'), agency('sct', 'SS', 'Otra con las mismas siglas')],
  positions: [{ id: 'jefe', key: 'jefe', name: name('Jefatura'), level: 'middle', eligible: true }] as never,
  byNumber,
  byEmail,
};
const row = (values: GivenRow['values'], formulas: GivenRow['formulas'] = []): GivenRow => ({
  line: 2,
  values,
  formulas,
});
const ana = {
  ...{ names: 'Ana', surname: 'Núñez', email: 'ANA@gobierno.example', number: '9' },
  ...{ agency: 'secretaria de salud', position: 'JEFATURA', phone: '312 316 2000 ext. 2310' },
};
const problemsOf = (looked: { problems: readonly { column: unknown; message: string }[] }) =>
  looked.problems.map(({ column, message }) => [column, message.replace('arrivals.problem.', '')]);

describe('a person', () => {
  const look = (values: GivenRow['values'], chosen = {}, formulas: GivenRow['formulas'] = []) =>
    lookAtPerson(row(values, formulas), { ...people, chosen }, new Seen());

  it('comes in with names as they are written, agency and position by their names', () => {
    expect(look(ana)).toMatchObject({
      outcome: 'new',
      label: 'ana@gobierno.example',
      problems: [],
      value: { agencyId: 'salud', positionId: 'jefe', phone: '+523123162000', extension: '2310', employeeNumber: '9' },
    });
  });

  it.each([
    ['by number', { number: '7', email: 'otra@gobierno.example' }],
    ['by address', { number: '', email: 'Rosa@Gobierno.example' }],
    ['by both', { number: '7', email: 'rosa@gobierno.example' }],
  ])('who is here already is found %s and left', (_name, values) => {
    expect(look({ ...ana, ...values })).toMatchObject({ outcome: 'here', became: 'rosa', value: null });
  });

  it.each([
    ['two people', { number: '7', email: 'luis@gobierno.example' }, [[null, 'two']]],
    ['no address', { email: '' }, [['email', 'required']]],
    ['an address that is none', { email: 'ana arroba gobierno' }, [['email', 'email']]],
    ['no name', { names: '' }, [['names', 'required']]],
    ['a name of a page', { surname: 'x'.repeat(81) }, [['surname', 'long']]],
    ['an agency of two', { agency: 'SS' }, [['agency', 'unknown']]],
    [
      'no agency and no position',
      { agency: '', position: '' },
      [
        ['agency', 'unknown'],
        ['position', 'unknown'],
      ],
    ],
  ])('does not come in with %s', (_name, values, problems) => {
    const looked = look({ ...ana, ...values });
    expect([looked.outcome, looked.value, problemsOf(looked)]).toEqual(['fault', null, problems]);
  });

  it('comes in without a telephone that is none, and it is said', () => {
    const looked = look({ ...ana, phone: 'ext 22' });
    expect([looked.outcome, problemsOf(looked)]).toEqual(['new', [['phone', 'phone']]]);
    expect(looked.value).toMatchObject({ phone: '', extension: '' });
  });

  it('is understood by what a word was said to mean', () => {
    const chosen = { agency: { ss: { said: 'SS', meaning: 'sct' } }, position: { '': { said: '', meaning: 'jefe' } } };
    expect(look({ ...ana, agency: 'S.S.'.replaceAll('.', ''), position: '' }, chosen).value).toMatchObject({
      agencyId: 'sct',
      positionId: 'jefe',
    });
  });

  it('is not computed', () => {
    expect(problemsOf(look(ana, {}, ['number']))).toEqual([['number', 'formula']]);
  });

  it('stands in a file but once', () => {
    const seen = new Seen();
    lookAtPerson(row(ana), people, seen);
    const again = lookAtPerson({ ...row(ana), line: 9 }, people, seen);
    expect(again.outcome).toBe('fault');
    expect(again.problems.map(({ values }) => values)).toEqual([{ line: 2 }, { line: 2 }]);
  });
});

const st = { id: 'st', key: 'st', code: 'ST', name: name('Soporte técnico') } as unknown as Area;
const printer = { id: 'printer', areaId: 'st', code: 'ST-04', name: name('Impresoras') } as never;
const requests = {
  ...{ chosen: {}, areas: [st], services: [printer], byNumber, byEmail, timeZone: COLIMA, now: NOW },
  here: new Map([['2020/1', 'here-id']]),
};
const asked = {
  ...{
    folio: '2024/0815',
    subject: 'No imprime',
    description: 'Nada',
    state: 'En proceso',
    registered: '12/03/2024 09:15',
  },
  ...{ email: 'rosa@gobierno.example', area: 'soporte tecnico', service: 'st-04', agent: 'luis@gobierno.example' },
};

describe('a request', () => {
  const look = (values: GivenRow['values'], chosen = {}) =>
    lookAtRequest(row(values), { ...requests, chosen }, new Seen());

  it('that is open goes on with whoever attended it, if they attend here', () => {
    expect(look(asked)).toMatchObject({
      outcome: 'new',
      problems: [],
      value: {
        ...{
          folio: '2024/0815',
          requesterId: 'rosa',
          agencyId: 'salud',
          areaId: 'st',
          serviceId: 'printer',
          over: null,
        },
        agent: { id: 'luis', teamId: 'redes', begun: true },
        former: { state: 'En proceso', agent: 'luis@gobierno.example' },
      },
    });
    expect(problemsOf(look({ ...asked, agent: 'rosa@gobierno.example' }))).toEqual([['agent', 'agent']]);
  });

  it.each([
    ['Resuelto', 'closed'],
    ['CERRADA', 'closed'],
    ['Cancelado', 'cancelled'],
    ['improcedente', 'rejected'],
  ])('that was %s is over', (state, over) => {
    const looked = look({ ...asked, state, ended: '14/03/2024' });
    expect(looked.value).toMatchObject({ over: { state: over, at: new Date('2024-03-14T06:00:00Z') }, agent: null });
  });

  it.each([
    ['nobody', { email: '', number: '' }, [['email', 'required']]],
    ['a stranger', { email: 'nadie@gobierno.example' }, [['email', 'requester']]],
    ['two people', { number: '7', email: 'luis@gobierno.example' }, [[null, 'two']]],
    ['an area there is not', { area: 'Cocina' }, [['area', 'unknown']]],
    ['a state nobody knows', { state: 'Turulata' }, [['state', 'unknown']]],
    ['no day', { registered: 'marzo' }, [['registered', 'date']]],
    ['a day to come', { registered: '01/01/2030' }, [['registered', 'future']]],
    ['an end that lacks', { state: 'cerrada' }, [['ended', 'required']]],
    ['an end before its beginning', { state: 'cerrada', ended: '10/03/2024' }, [['ended', 'before']]],
    ['no folio', { folio: '' }, [['folio', 'required']]],
  ])('does not come in with %s', (_name, values, problems) => {
    const looked = look({ ...asked, ...values });
    expect([looked.outcome, problemsOf(looked)]).toEqual(['fault', problems]);
  });

  it('closed on the day it was registered, without the hour, was closed no earlier', () => {
    const looked = look({ ...asked, state: 'cerrada', ended: '12/03/2024' });
    expect(looked.value?.over?.at).toEqual(new Date('2024-03-12T15:15:00Z'));
  });

  it('with a long subject keeps all of it in what was described', () => {
    const long = 'impresora '.repeat(20).trim();
    const value = look({ ...asked, subject: long }).value;
    expect(value?.subject).toHaveLength(160);
    expect(value?.description).toBe(`${long}\n\nNada`);
    expect(look({ ...asked, description: '' }).value?.description).toBe('No imprime');
  });

  it('of a service there is not comes in without, and a state means what it was said to', () => {
    const chosen = { state: { turulata: { said: 'Turulata', meaning: 'open' } } };
    const looked = look({ ...asked, service: 'Café', state: 'turulata', agent: '' }, chosen);
    expect([looked.outcome, problemsOf(looked)]).toEqual(['new', [['service', 'service']]]);
    expect(looked.value).toMatchObject({ serviceId: null, over: null, agent: null });
  });

  it('that is here already is left', () => {
    expect(look({ ...asked, folio: '2020/1' })).toMatchObject({ outcome: 'here', became: 'here-id' });
  });
});

describe('a message', () => {
  const among = { requests: new Map([['a-1', 'r1']]), here: new Set<string>(), byEmail, timeZone: COLIMA, now: NOW };
  const said = {
    folio: 'A-1',
    at: '12/03/2024 10:02',
    author: 'Luis@gobierno.example',
    text: 'Voy.',
    visibility: 'Pública',
  };
  const look = (values: GivenRow['values'], seen = new Seen(), more = {}) =>
    lookAtMessage(row(values), { ...among, ...more }, seen);

  it('comes in under its request with its author, and but once', () => {
    const seen = new Seen();
    const first = look(said, seen);
    expect(first.value).toMatchObject({ requestId: 'r1', authorId: 'luis', author: 'luis', visibility: 'public' });
    expect(problemsOf(look(said, seen))).toEqual([[null, 'repeated']]);
    const here = new Set([`r1 ${first.value?.sha256}`]);
    expect(look(said, new Seen(), { here })).toMatchObject({ outcome: 'here', became: 'r1' });
  });

  it('of which nobody said who may read it is the desk’s own', () => {
    expect(look({ ...said, visibility: '', author: 'Quien sea' }).value).toMatchObject({
      ...{ visibility: 'internal', author: 'Quien sea', authorId: null },
    });
  });

  it.each([
    ['an unknown folio', { folio: 'Z' }, [['folio', 'folio']]],
    ['no day', { at: 'x' }, [['at', 'date']]],
    ['no words', { text: '' }, [['text', 'required']]],
    ['a visibility of its own', { visibility: 'secreta' }, [['visibility', 'visibility']]],
  ])('does not come in with %s', (_name, values, problems) => {
    expect(problemsOf(look({ ...said, ...values }))).toEqual(problems);
  });
});

it.each([
  ['Rosa.Canul@Gobierno.example', 'rosa.canul@gobierno.example'],
  ['rosa@gobierno', null],
  ['rosa@gobierno.example; luis@gobierno.example', null],
  ['Rosa <rosa@gobierno.example>', null],
])('the address %s is kept as %s', (text, kept) => {
  expect(readEmail(text)).toBe(kept);
});
