import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as admin from '#contract/catalogue-admin.ts';
import { exportServices, IMPORT_MAX_BYTES, importServices } from '#contract/catalogue-files.ts';
import { FIELD_TYPES } from '#contract/forms.ts';
import startingData from '#database/starting-data/catalogue.json' with { type: 'json' };
import { hostile, zipOf } from '#tests/kit/hostile.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { readCsv, writeCsv } from '../shared/csv.ts';
import { writeXlsx } from '../shared/xlsx.ts';
import { readSheet, writeSheet } from './sheet.ts';

let desk: Settled;
let dsg: string;
beforeAll(async () => {
  desk = await settle();
  await desk.person({ email: 'dsg@gobierno.example', roles: ['service_owner'] });
  dsg = await desk.enter('dsg@gobierno.example');
});
afterAll(() => desk.close());

type Mode = 'check' | 'drafts' | 'publish';
const bring = (name: string, upload: Buffer, mode: Mode = 'check') =>
  desk.call(importServices, { session: dsg, query: { name, mode }, upload });
const json = (data: unknown) => Buffer.from(JSON.stringify(data));
const take = async (format: 'json' | 'xlsx' | 'csv') => {
  const answer = await desk.call(exportServices, { session: dsg, query: { format } });
  expect(answer.status).toBe(200);
  return answer.raw.bytes;
};
const [printer] = startingData.services.filter((service) => service.code === 'ST-04');
if (!printer) throw new Error('no printer');
const service = (more: object = {}) => ({ ...printer, code: 'ST-90', key: undefined, ...more });

describe('bringing in', () => {
  it('what the desk began with changes nothing: 35 services, 164 questions, all the same', async () => {
    const { status, reply } = await bring('catalogue.json', json(startingData));
    expect(status).toBe(200);
    expect(reply.troubles).toEqual([]);
    expect(reply.services.map((one) => one.outcome)).toEqual(Array.from({ length: 35 }, () => 'same'));
    expect(reply.services.reduce((sum, one) => sum + one.questions, 0)).toBe(164);
  });

  it('a file that speaks of levels and approval in older names says the same', async () => {
    const { level, requiresApproval, ...rest } = printer;
    const older = { ...rest, default_level: level, requires_approval: requiresApproval, special: 'desk' };
    const [area] = startingData.areas.filter(({ code }) => code === 'ST').map(({ level: _, ...given }) => given);
    const { reply } = await bring('viejo.json', json({ areas: [area], services: [older] }));
    expect(reply.troubles).toEqual([]);
    expect(reply.services.map((one) => one.outcome)).toEqual(['same']);
    const fresh = { ...area, key: undefined, code: 'VH' };
    const refused = (await bring('viejo.json', json({ areas: [fresh], services: [{ ...rest, level: 3 }] }))).reply;
    expect(refused.troubles).toMatchObject([{ column: 'services.0.level', message: 'field.text' }]);
    const without = (await bring('viejo.json', json({ areas: [fresh], services: [older] }))).reply;
    expect(without.troubles).toMatchObject([{ column: 'areas.0.level', message: 'field.required' }]);
  });

  it.each(['json', 'xlsx', 'csv'] as const)('what was taken out as %s changes nothing either', async (format) => {
    const { reply } = await bring(`catalogo.${format}`, await take(format), 'publish');
    expect(reply.troubles).toEqual([]);
    expect([...new Set(reply.services.map((one) => one.outcome))]).toEqual(['same']);
    expect(reply).toMatchObject({ applied: true, areas: [], systems: [] });
  });

  it('says first what it would do, then does it as drafts, then in force', async () => {
    const file = json({
      areas: [{ code: 'VE', name: { es: 'Vehículos' }, level: 'N3' }],
      systems: [{ key: 'sap', name: { es: 'SAP' } }],
      services: [service(), service({ code: 'VE-01', area: 'VE', fields: [] })],
    });
    const looked = await bring('nuevo.json', file);
    expect(looked.reply).toMatchObject({ applied: false, areas: ['VE'], systems: ['sap'] });
    expect(looked.reply.services.map((one) => [one.code, one.outcome])).toEqual([
      ['ST-90', 'new'],
      ['VE-01', 'new'],
    ]);
    const find = async (code: string) =>
      (await desk.call(admin.readCatalogueTree, { session: dsg })).reply.areas
        .flatMap((area) => area.services)
        .find((one) => one.code === code);
    expect(await find('ST-90')).toBeUndefined();
    expect((await bring('nuevo.json', file, 'drafts')).reply.applied).toBe(true);
    expect(await find('ST-90')).toMatchObject({ state: 'draft', hasDraft: true });
    const published = await bring('nuevo.json', json({ services: [service({ name: { es: 'Otra' } })] }), 'publish');
    expect(published.reply.services).toMatchObject([{ outcome: 'changed', replacesDraft: true }]);
    expect(await find('ST-90')).toMatchObject({ state: 'active', hasDraft: false, name: { es: 'Otra', en: 'Otra' } });
    const draft = await bring('nuevo.json', json({ services: [service({ level: 'N2' })] }), 'drafts');
    expect(draft.reply.services[0]?.changes.map((change) => change.part)).toEqual(['name', 'level']);
    const id = (await find('ST-90'))?.id as never;
    const detail = (await desk.call(admin.readService, { session: dsg, params: { id } })).reply;
    const body = { version: detail.draft?.version ?? 0, reason: 'Desde diciembre.', effectiveFrom: '2026-12-01' };
    expect((await desk.call(admin.publishService, { session: dsg, params: { id }, body })).status).toBe(200);
    const later = await bring('nuevo.json', json({ services: [service({ level: 'N1' })] }), 'publish');
    expect([later.status, later.problem.code]).toEqual([409, 'catalogue.later-version']);
  });

  it('a service that is not on offer stays off it, is taken off it and put on again, by JSON and by table', async () => {
    const found = async (code: string) =>
      (await desk.call(admin.readCatalogueTree, { session: dsg })).reply.areas
        .flatMap((area) => area.services)
        .find((one) => one.code === code)?.state;
    const off = service({ code: 'ST-91', active: false });
    const offering = async (name: string, file: Buffer, mode: Mode) =>
      (await bring(name, file, mode)).reply.services.map((one) => [one.outcome, one.offering]);
    expect(await offering('fuera.json', json({ services: [off] }), 'check')).toEqual([['new', 'retires']]);
    expect(await offering('fuera.json', json({ services: [off] }), 'publish')).toEqual([['new', 'retires']]);
    expect(await found('ST-91')).toBe('retired');
    // Said again, or not said: it stays as it is.
    for (const again of [off, service({ code: 'ST-91' })])
      expect(await offering('fuera.json', json({ services: [again] }), 'publish')).toEqual([['same', null]]);
    const table = (offered: string) => {
      const [head = [], row = []] = writeSheet([{ ...off, active: undefined, fields: [] }]);
      row[head.indexOf('Se ofrece')] = offered;
      return Buffer.from(writeCsv([head, row]));
    };
    expect(await offering('tabla.csv', table('Sí'), 'drafts')).toEqual([['changed', null]]);
    expect(await found('ST-91')).toBe('retired');
    expect(await offering('tabla.csv', table('Sí'), 'publish')).toEqual([['changed', 'restores']]);
    expect(await found('ST-91')).toBe('active');
    expect(await offering('tabla.csv', table('No'), 'drafts')).toEqual([['same', null]]);
    expect(await offering('tabla.csv', table('No'), 'publish')).toEqual([['changed', 'retires']]);
    expect(await found('ST-91')).toBe('retired');
    const wrong = (await bring('tabla.csv', table('a veces'), 'publish')).reply;
    expect(wrong.troubles).toMatchObject([{ line: 2, column: 'Se ofrece', message: 'field.choice' }]);
  });

  it('says of a JSON where it is wrong, and brings nothing of it in', async () => {
    const [first, ...rest] = printer.fields;
    const wrong = service({
      level: 'N9',
      team: 'nadie',
      area: 'XX',
      fields: [{ ...first, pattern: '(a+)+$' }, ...rest],
    });
    const shape = (await bring('malo.json', json({ services: [wrong] }), 'publish')).reply;
    expect(shape).toMatchObject({ applied: false, services: [] });
    expect(shape.troubles).toEqual([
      { line: null, column: 'services.0.fields.0.pattern', message: 'field.import-pattern', found: '(a+)+$' },
    ]);
    const circle = [
      { ...first, key: 'a', type: 'boolean', shownWhen: { key: 'b', is: ['yes'] } },
      { ...first, key: 'b', type: 'boolean', shownWhen: { key: 'a', is: ['yes'] } },
    ];
    const named = { ...wrong, fields: circle };
    const { troubles } = (await bring('malo.json', json({ services: [named, named] }), 'publish')).reply;
    expect([...new Set(troubles.map((one) => `${one.column} ${one.message}`))].slice(0, 5)).toEqual([
      'services.0.area field.import-area',
      'services.0.level field.import-level',
      'services.0.team field.import-team',
      'services.0.fields.0.shownWhen field.form-condition-circle',
      'services.0.fields.1.shownWhen field.form-condition-circle',
    ]);
    expect(troubles).toContainEqual({
      line: null,
      column: 'services.1.code',
      message: 'field.code-taken',
      found: 'ST-90',
    });
  });

  it('says of a table in which line and column', async () => {
    const rows = writeSheet([service({ code: 'ST-91' }) as never]);
    const heading = (text: string) => rows[0]?.indexOf(text) ?? -1;
    const spoil = (row: number, column: string, value: string) => {
      const cells = rows[row];
      if (cells) cells[heading(column)] = value;
    };
    spoil(1, 'Nivel', 'N9');
    spoil(2, 'Tipo de respuesta', 'jeroglífico');
    spoil(3, 'Mínimo', 'poco');
    const { troubles } = (await bring('tabla.csv', Buffer.from(writeCsv(rows)))).reply;
    expect(troubles.map((one) => [one.line, one.column, one.message, one.found])).toEqual([
      [3, 'Tipo de respuesta', 'field.choice', 'jeroglífico'],
      [4, 'Mínimo', 'field.number', 'poco'],
    ]);
    spoil(2, 'Tipo de respuesta', 'Texto largo');
    spoil(3, 'Mínimo', '');
    const named = (await bring('tabla.xlsx', writeXlsx('tabla', rows))).reply.troubles;
    expect(named.map((one) => [one.line, one.column, one.message])).toEqual([[2, 'Nivel', 'field.import-level']]);
  });
});

describe('what is no catalogue', () => {
  it.each([
    ['notas.txt', Buffer.from('hola')],
    ['roto.json', Buffer.from('{')],
    ['latin1.csv', Buffer.from([0x43, 0x6c, 0xe1])],
    ['otra.csv', Buffer.from('a,b\r\n1,2\r\n')],
    ['comillas.csv', Buffer.from('Clave\r\n"sin fin')],
    ['roto.xlsx', Buffer.from('PK')],
    ['bomba.xlsx', hostile.zipOfZeros()],
    ['sin-hoja.xlsx', zipOf([{ name: 'hola.txt', content: Buffer.from('hola') }])],
    ['largo.csv', Buffer.from(`Clave\r\n${'ST-01\r\n'.repeat(10_001)}`)],
    [
      'largo.xlsx',
      writeXlsx(
        'x',
        Array.from({ length: 10_002 }, () => ['Clave']),
      ),
    ],
    [
      'entidades.xlsx',
      zipOf([{ name: 'xl/worksheets/sheet1.xml', content: Buffer.from('<!DOCTYPE x [<!ENTITY a "b">]><sheetData/>') }]),
    ],
  ])('%s is refused', async (name, upload) => {
    const answer = await bring(name, upload);
    expect([answer.status, answer.problem.code]).toEqual([422, 'catalogue.file-refused']);
  });

  it('is refused by its weight before it is looked at', async () => {
    const answer = await bring('pesado.json', Buffer.alloc(IMPORT_MAX_BYTES + 1, 0x20));
    expect([answer.status, answer.problem.code]).toEqual([413, 'payload.too-large']);
  });

  it('is a formula: it is told, and nothing comes in', async () => {
    const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
    const sheet = `<worksheet><sheetData><row r="1">${cell('Clave')}${cell('Nombre')}</row><row r="5">${cell('ST-92')}<c r="B5"><f>1+1</f><v>2</v></c></row></sheetData></worksheet>`;
    const upload = zipOf([{ name: 'xl/worksheets/sheet1.xml', content: Buffer.from(sheet) }]);
    const { reply } = await bring('formula.xlsx', upload, 'publish');
    expect(reply.troubles[0]).toEqual({ line: 5, column: 'Nombre', message: 'field.import-formula', found: '' });
    expect(reply.applied).toBe(false);
  });

  it('empty is said to lack its services', async () => {
    const { reply } = await bring('vacio.json', json({ services: [] }));
    expect(reply.troubles).toMatchObject([{ column: 'services', message: 'field.required' }]);
  });
});

describe('the table', () => {
  const word = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .map((text) => `x${text.normalize('NFC').trim()}`);
  const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,10}$/);
  const label = fc.record({ es: word, en: word });
  const bound = fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined });
  const question = fc.record(
    {
      ...{
        key,
        type: fc.constantFrom(...FIELD_TYPES),
        label,
        help: label,
        required: fc.boolean(),
        min: bound,
        max: bound,
      },
      moment: fc.constantFrom('filing', 'closing'),
      format: fc.constantFrom('any', 'digits', 'mac', 'email'),
      options: fc.array(fc.record({ value: key, label }), { minLength: 1, maxLength: 4 }),
      source: fc.constant('systems'),
      shownWhen: fc.record({ key, is: fc.array(word, { minLength: 1, maxLength: 3 }) }),
    },
    { requiredKeys: ['key', 'type', 'label', 'required', 'moment', 'format'] },
  );
  const anyService = fc.record({
    ...{ code: fc.stringMatching(/^[A-Z]{2}-[0-9]{4}$/), area: word, kind: fc.constantFrom('incident', 'change') },
    ...{ name: label, description: label, level: word, team: word, requiresApproval: fc.boolean() },
    keywords: fc.array(word, { minLength: 1, maxLength: 4 }),
    audience: fc.record({
      agencies: fc.array(word, { minLength: 1, maxLength: 3 }),
      positionLevels: fc.uniqueArray(fc.constantFrom('senior', 'middle', 'operational'), { minLength: 1 }),
    }),
    fields: fc.array(question, { maxLength: 4 }),
  });
  const services = fc.uniqueArray(anyService, { minLength: 1, maxLength: 3, selector: (one) => one.code });
  const clean = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

  it('read again says what was written, as CSV and as XLSX', async () => {
    await fc.assert(
      fc.property(services, (given) => {
        const rows = readCsv(writeCsv(writeSheet(given as never)), 1_000) ?? [];
        expect(clean(readSheet(rows)?.raw.services)).toEqual(clean(given));
      }),
      { numRuns: 200 },
    );
    await fc.assert(
      fc.asyncProperty(services, async (given) => {
        const sheet = await desk.house.workshop.sheet(writeXlsx('x', writeSheet(given as never)));
        expect(clean(sheet.ok && readSheet(sheet.rows)?.raw.services)).toEqual(clean(given));
      }),
      { numRuns: 25 },
    );
  });

  it('never begins a cell with what a program would compute', () => {
    const lines = writeCsv([['=1+1'], ['@x'], ["'=1"], ['-2'], ['\t=1']])
      .slice(1)
      .trimEnd()
      .split('\r\n');
    expect(lines.every((line) => /^"?'/.test(line))).toBe(true);
    expect(readCsv(writeCsv([['=1+1', "'=1", '-2']]), 9)?.[0]?.cells).toEqual(['=1+1', "'=1", '-2']);
    expect(readCsv('a;b\n"x;y";"z ""w"""\n', 9)).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x;y', 'z "w"'] },
    ]);
  });
});
