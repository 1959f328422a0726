import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonId } from '#contract/accounts.ts';
import { closeAccount } from '#contract/accounts.ts';
import * as contract from '#contract/payroll.ts';
import { addPerson } from '#server/accounts/index.ts';
import { type Agency, agenciesInForce, allPositions, type Position } from '#server/agencies/index.ts';
import { writeCsv } from '#server/shared/csv.ts';
import { entriesOf, verifyChains } from '#server/shared/history.ts';
import { system } from '#server/shared/policy.ts';
import { writeXlsx } from '#server/shared/xlsx.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { takeOverRunning } from './payroll-take-over.ts';

let desk: Settled;
let agencies: Agency[];
let positions: Position[];
const MANY = 120;

type Registered = {
  number: string;
  email: string;
  names?: string;
  surname?: string;
  roles?: 'agency_head'[];
  at?: number;
};
const ids = new Map<string, PersonId>();
const register = (all: readonly Registered[]) =>
  desk.house.store.change(system('test'), async (work) => {
    for (const { number, email, names = 'María José', surname = 'Núñez', roles = [], at = 0 } of all) {
      const [agency, position] = [agencies[at], positions[0]];
      if (!agency || !position) throw new Error('no organisation');
      const person = { givenNames: names, firstSurname: surname, secondSurname: 'Pech', email, employeeNumber: number };
      const place = { agencyId: agency.id, positionId: position.id, phone: '+523123162000', extension: '' };
      const account = {
        state: 'active' as const,
        passwordHash: null,
        teamIds: [],
        roles: ['requester' as const, ...roles],
      };
      ids.set(number || email, await addPerson(work, { ...person, ...place, ...account }));
    }
  });

beforeAll(async () => {
  desk = await settle();
  agencies = await agenciesInForce(desk.house.store.read, '2026-11-23');
  positions = await allPositions(desk.house.store.read);
  await register([
    { number: '001', email: 'uno@gobierno.example' },
    { number: '002', email: 'dos@gobierno.example', roles: ['agency_head'] },
    { number: '', email: 'tres@gobierno.example' },
    { number: '004', email: 'cuatro@gobierno.example' },
    { number: '005', email: 'cinco@gobierno.example' },
    { number: '006', email: 'seis@gobierno.example', at: 7 },
    ...Array.from({ length: MANY }, (_, n) => ({ number: `M-${n}`, email: `m${n}@gobierno.example`, at: 3 })),
  ]);
  const params = { id: ids.get('005') as PersonId };
  const body = { reason: 'left' as const, note: 'Oficio SA/123' };
  await desk.call(closeAccount, { session: desk.admin, params, body });
}, 60_000);
afterAll(() => desk.close());

const HEAD = ['No. de empleado', 'Nombre', 'Apellido paterno', 'Correo', 'Teléfono', 'Adscripción', 'Puesto'];
const csv = (...rows: string[][]) => Buffer.from(writeCsv(rows));
const look = (upload: Buffer, name = 'nomina.csv') =>
  desk.call(contract.lookAtPayroll, { session: desk.admin, query: { name }, upload });
const on = (id: string) => ({ session: desk.admin, params: { id: id as contract.PayrollId } });
const read = async (id: string) => (await desk.call(contract.readPayroll, on(id))).reply;
const lines = async (id: string, outcome?: contract.PayrollOutcome) =>
  (await desk.call(contract.listPayrollLines, { ...on(id), query: outcome ? { outcome } : {} })).reply.items;
const start = ({ id, version }: { id: string; version: number }) =>
  desk.call(contract.startPayroll, { ...on(id), body: { version } });
const say = (
  file: { id: string; version: number },
  said: { kind: 'heading' | 'agency' | 'position'; said: string; meaning: string | null },
) => desk.call(contract.sayPayrollMeaning, { ...on(file.id), body: { version: file.version, ...said } as never });
const personOf = (number: string) =>
  desk.house.store.read
    .selectFrom('people')
    .selectAll()
    .where('id', '=', ids.get(number) ?? '')
    .executeTakeFirstOrThrow();
const counted = async () => (await desk.house.store.read.selectFrom('people').select('id').execute()).length;

describe('a file of the payroll', () => {
  let looked: contract.PayrollDetail;
  const file = () =>
    csv(
      HEAD,
      // Capitals and no accents are no other name; the telephone is.
      [
        '001',
        'MARIA JOSE',
        'NUNEZ',
        '',
        '312 316 2001 ext. 7',
        agencies[1]?.acronym ?? '',
        positions[1]?.name.es ?? '',
      ],
      ['002', '', '', '', '', agencies[1]?.name.es ?? '', ''],
      ['003', 'María', 'Núñez', 'tres@gobierno.example', '', '', ''],
      // As a spreadsheet keeps 004 and 005, which it takes for numbers.
      ['4', 'María José', 'Núñez', 'uno@gobierno.example', '', '', ''],
      ['5', 'María José', 'Núñez', '', '', '', ''],
      ['900', 'Nadie', 'Aquí', '', '', '', ''],
      ['', 'Sin', 'Número', '', '', '', ''],
      ['001', '', '', '', '', '', ''],
    );

  it('is looked at line by line, and nothing of it is done', async () => {
    const { status, reply } = await look(file());
    expect(status).toBe(201);
    looked = reply;
    expect(reply.headings.map(({ column }) => column)).toEqual([
      ...['number', 'names', 'surname', 'email', 'phone', null, 'position'],
    ]);
    const agency = (await say(reply, { kind: 'heading', said: 'adscripcion', meaning: 'agency' })).reply;
    looked = agency;
    expect(agency.counts).toEqual({ change: 2, same: 1, unknown: 1, fault: 4, done: 0 });
    const found = await lines(reply.id);
    expect(
      found.map(({ line, outcome, problems }) => [line, outcome, ...problems.map(({ message }) => message)]),
    ).toEqual([
      [2, 'change'],
      [3, 'fault', 'payrolls.problem.office'],
      [4, 'change'],
      [5, 'fault', 'arrivals.problem.two'],
      [6, 'same', 'payrolls.problem.inactive'],
      [7, 'unknown'],
      [8, 'fault', 'payrolls.problem.nobody'],
      [9, 'fault', 'arrivals.problem.repeated'],
    ]);
    expect(found[0]?.changes.map(({ column, to }) => [column, to])).toEqual([
      ['phone', expect.stringContaining('ext. 7')],
      ['agency', agencies[1]?.name.es],
      ['position', positions[1]?.name.es],
    ]);
    expect(found[2]?.changes).toEqual(
      [
        { column: 'number', from: '', to: '003' },
        { column: 'names', from: 'María José', to: 'María' },
      ].toSorted((one, other) => (one.column === 'names' ? -1 : other.column === 'names' ? 1 : 0)),
    );
    expect((await personOf('001')).phone).toBe('+523123162000');
  });

  it('changes whom it names, makes nobody, closes nobody, and each change says by which file', async () => {
    const before = await counted();
    expect((await start({ ...looked, version: looked.version - 1 })).problem.code).toBe('version.stale');
    expect((await start(looked)).reply.state).toBe('running');
    await desk.drain();
    expect(await read(looked.id)).toMatchObject({ state: 'done', counts: { change: 0, done: 2, unknown: 1 } });
    expect(await counted()).toBe(before);
    const one = await personOf('001');
    expect([one.given_names, one.first_surname, one.phone, one.extension]).toEqual([
      ...['María José', 'Núñez', '+523123162001', '7'],
    ]);
    expect([one.agency_id, one.position_id, one.state]).toEqual([agencies[1]?.id, positions[1]?.id, 'active']);
    expect((await personOf('002')).agency_id).toBe(agencies[0]?.id);
    const entry = (await entriesOf(desk.house.store.read, `person:${ids.get('001')}`)).at(-1);
    expect(entry).toMatchObject({ fact: 'account.payroll-updated', actor_kind: 'person' });
    expect(entry?.data).toMatchObject({
      ...{ payrollId: looked.id, fileSha256: looked.sha256, line: 2, agencyId: agencies[1]?.id },
      fields: ['phone', 'extension', 'agencyId', 'positionId'],
    });
    expect((await start(await read(looked.id))).problem.code).toBe('arrival.state');
  });

  it('the second time changes nothing, and its columns are remembered', async () => {
    const again = (await look(file())).reply;
    expect(again.counts).toEqual({ change: 0, same: 3, unknown: 1, fault: 4, done: 0 });
    expect(again.headings[5]?.column).toBe('agency');
    const sheet = (await look(writeXlsx('n', [HEAD, ['001', '', '', '', '', '', '']]), 'nomina.xlsx')).reply;
    expect(sheet.counts.same).toBe(1);
  });

  it('lists who is no longer in it, of its agencies alone, and leaves their accounts as they are', async () => {
    const { id } = (await look(csv(['Número de empleado'], ['M-0'], ['M-1'], ['M-2']))).reply;
    const { count, items } = (await desk.call(contract.listPayrollAbsent, on(id))).reply;
    expect(count).toBe(MANY - 3);
    expect(items).toHaveLength(100);
    expect(items.every(({ employeeNumber }) => /^M-\d+$/.test(employeeNumber))).toBe(true);
    expect(items.map(({ employeeNumber }) => employeeNumber)).not.toContain('M-1');
  });

  it('asks once for all lines what a word means, and takes what nobody has for nothing', async () => {
    const { reply } = await look(
      csv(['Número de empleado', 'Dependencia'], ['006', 'Sec. Vieja'], ['004', 'SEC VIEJA']),
    );
    expect(reply.words).toEqual([
      { kind: 'agency', said: 'SEC VIEJA', lines: 1, meaning: null },
      { kind: 'agency', said: 'Sec. Vieja', lines: 1, meaning: null },
    ]);
    const strange = await say(reply, {
      kind: 'agency',
      said: 'Sec. Vieja',
      meaning: '0198aaaa-0000-7000-8000-000000000000',
    });
    expect(strange.status).toBe(400);
    const said = (await say(reply, { kind: 'agency', said: 'Sec. Vieja', meaning: agencies[7]?.id ?? '' })).reply;
    expect(said.counts).toMatchObject({ change: 1, same: 1, fault: 0 });
    expect(said.words).toMatchObject([{ kind: 'agency', lines: 0, meaning: agencies[7]?.id }]);
    expect((await say(reply, { kind: 'agency', said: 'Sec. Vieja', meaning: null })).problem.code).toBe(
      'version.stale',
    );
    const forgotten = (await say(said, { kind: 'agency', said: 'Sec. Vieja', meaning: null })).reply;
    expect(forgotten.counts.fault).toBe(2);
    const none = (await say(forgotten, { kind: 'heading', said: 'Dependencia', meaning: null })).reply;
    expect(none).toMatchObject({ counts: { same: 2, fault: 0 }, headings: [{}, { column: null }] });
  });

  it('can be stopped and goes on; cut in the middle, it goes on where it ended and does nothing twice', async () => {
    const rows = Array.from({ length: MANY }, (_, n) => [`M-${n}`, 'Ana Sofía']);
    const all = (await look(csv(['Número de empleado', 'Nombre'], ...rows))).reply;
    expect((await desk.call(contract.stopPayroll, on(all.id))).problem.code).toBe('arrival.state');
    await start(all);
    const stopped = (await desk.call(contract.stopPayroll, on(all.id))).reply;
    await desk.drain();
    expect(await read(all.id)).toMatchObject({ state: 'stopped', counts: { change: MANY, done: 0 } });
    await start(stopped);
    // As a node that dies: the second of its transactions never ends, and it says nothing more.
    const { store } = desk.house;
    const cut = () => Promise.reject(new Error('the power is gone'));
    let acts = 0;
    const dying = {
      ...store,
      aside: cut,
      change: ((actor, act) =>
        store.change(actor, async (work) => {
          const result = await act(work);
          acts += 1;
          return acts > 1 ? cut() : result;
        })) as typeof store.change,
    };
    const log = { ...desk.house.log, error: () => undefined };
    await expect(takeOverRunning({ ...desk.house, store: dying, log: log as never })).rejects.toThrow(
      'the power is gone',
    );
    expect((await read(all.id)).counts).toMatchObject({ done: 50, change: MANY - 50 });
    await desk.drain();
    expect(await read(all.id)).toMatchObject({ state: 'done', counts: { done: MANY, change: 0, fault: 0 } });
    const facts = await desk.house.store.read
      .selectFrom('history')
      .select('stream')
      .where('fact', '=', 'account.payroll-updated')
      .where(
        'stream',
        'in',
        Array.from({ length: MANY }, (_, n) => `person:${ids.get(`M-${n}`)}`),
      )
      .execute();
    expect(new Set(facts.map(({ stream }) => stream)).size).toBe(MANY);
    expect(facts).toHaveLength(MANY);
    expect((await verifyChains(desk.house.store.read)).breaks).toEqual([]);
    const kept = desk.house.store.read.selectFrom('payroll_rows').select('line').where('given', 'is not', null);
    expect(await kept.where('file_id', '=', all.id).execute()).toEqual([]);
  });

  it('is not a table of any other kind, and of what there is not, nothing can be done', async () => {
    for (const [name, upload] of [
      ['nomina.csv', Buffer.from([0, 1, 2])],
      ['nomina.pdf', Buffer.from('x')],
      ['nomina.csv', Buffer.from(' ')],
    ] as const)
      expect((await look(upload, name)).problem.code).toBe('arrival.file-refused');
    const none = { id: '0198aaaa-0000-7000-8000-000000000000', version: 1 };
    expect((await start(none)).status).toBe(404);
    expect((await say(none, { kind: 'agency', said: 'x', meaning: null })).status).toBe(404);
    expect((await desk.call(contract.stopPayroll, on(none.id))).status).toBe(404);
    expect((await desk.call(contract.listPayrolls, { session: desk.admin })).reply.items.length).toBeGreaterThan(3);
  });
});
