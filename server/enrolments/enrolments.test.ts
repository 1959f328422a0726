/** From a draft to the first sign-in, through the API; one desk for the file. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listOrganisation } from '#contract/agencies.ts';
import type { TypedEnrolmentRow } from '#contract/enrolment-rows.ts';
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
import {
  draftEnrolment,
  listEnrolments,
  readEnrolment,
  readEnrolmentFile,
  saveEnrolment,
} from '#contract/enrolments.ts';
import type { BodyInput } from '#contract/operation.ts';
import type { Role } from '#contract/permissions.ts';
import { newId } from '#server/shared/ids.ts';
import { writeXlsx } from '#server/shared/xlsx.ts';
import { type Settled, settle } from '#tests/security/settled.ts';

let desk: Settled;
const sessions = new Map<string, string>();
let positions: { id: string; eligible: boolean; name: { es: string } }[];
let agencies: { id: string }[];

beforeAll(async () => {
  desk = await settle();
  const people: [string, Role[]][] = [
    ['coordinacion', ['agency_coordinator']],
    ['otra.coordinacion', ['agency_coordinator']],
    ['dti', ['operator_admin']],
    ['dsg', ['service_owner']],
    ['contraloria', ['auditor']],
  ];
  for (const [name, roles] of people) {
    await desk.person({ email: `${name}@gobierno.example`, roles });
    sessions.set(name, await desk.enter(`${name}@gobierno.example`));
  }
  sessions.set('admin', desk.admin);
  const organisation = (await desk.call(listOrganisation)).reply;
  positions = organisation.positions;
  agencies = organisation.agencies;
}, 60_000);
afterAll(() => desk.close());

const as = (name: string): string => sessions.get(name) ?? '';
type Row = BodyInput<typeof saveEnrolment>['rows'][number];

let people = 0;
const row = (other: Partial<Row> = {}): Row => {
  people += 1;
  return {
    id: newId(),
    employeeNumber: `00${people}`,
    givenNames: 'Marco Antonio',
    firstSurname: 'Tun',
    secondSurname: 'Uc',
    singleSurname: false,
    email: `alta.${people}@gobierno.example`,
    phone: '312 316 2000 ext. 2310',
    positionId: positions.find(({ eligible }) => eligible)?.id ?? null,
    positionText: '',
    role: 'requester',
    exceptionReason: '',
    exceptionUntil: null,
    ...other,
  };
};

const draft = async (name = 'coordinacion', agencyId: string | null = null): Promise<EnrolmentView> => {
  const answer = await desk.call(draftEnrolment, { session: as(name), body: { agencyId } });
  expect([answer.status, answer.raw.body]).toEqual([201, expect.any(String)]);
  return answer.reply;
};

const save = (form: EnrolmentView, rows: Row[], more: { name?: string; signerName?: string; signedOn?: string } = {}) =>
  desk.call(saveEnrolment, {
    session: as(more.name ?? 'coordinacion'),
    params: { id: form.id },
    body: {
      version: form.version,
      rows,
      ...(more.signerName === undefined ? {} : { signerName: more.signerName, signedOn: more.signedOn ?? null }),
    },
  });

const codesOf = (form: EnrolmentView): string[] =>
  form.findings.map((each) => `${each.row} ${each.column} ${each.code}`);

describe('writing an enrolment down', () => {
  it('keeps what is typed, faults and all, and says what is wrong with each row', async () => {
    const form = await draft();
    expect(form).toMatchObject({ state: 'draft', source: 'coordinator', folio: null, round: 1, rows: [] });
    expect(form.code).toMatch(/^[A-HJKMNP-Z2-9]{6}$/);
    const rows = [row({ phone: 'no tiene' }), row(), row({ email: 'coordinacion@gobierno.example' })];
    const saved = await save(form, rows);
    expect(saved.status).toBe(200);
    expect(codesOf(saved.reply)).toEqual(['1 phone phone', '3 email registered']);
    expect(saved.reply.findings.at(-1)?.values).toMatchObject({ name: 'Rosa Elena Canul Pech' });
    const read = await desk.call(readEnrolment, { session: as('coordinacion'), params: { id: form.id } });
    expect(read.reply.rows.map(({ phone, email }) => [phone, email])).toEqual(
      rows.map(({ phone, email }) => [phone, email]),
    );
    // The page of before comes second.
    expect((await save(form, [])).problem.code).toBe('version.stale');
  });

  it('is nobody’s but whose hand writes it', async () => {
    const form = await draft();
    for (const name of ['admin', 'dsg', 'contraloria'])
      expect((await desk.call(readEnrolment, { session: as(name), params: { id: form.id } })).status).toBe(404);
    expect(
      (
        await desk.call(saveEnrolment, {
          session: as('admin'),
          params: { id: form.id },
          body: { version: 1, rows: [] },
        })
      ).status,
    ).toBe(404);
    const elsewhere = agencies.at(-1)?.id ?? '';
    const refused = await desk.call(draftEnrolment, { session: as('coordinacion'), body: { agencyId: elsewhere } });
    expect(refused.problem.code).toBe('right.missing');
    const listed = async (name: string, query = {}) =>
      (await desk.call(listEnrolments, { session: as(name), query })).reply.items.map(({ id }) => id);
    expect(await listed('coordinacion')).toContain(form.id);
    expect(await listed('dti')).not.toContain(form.id);
    // Found by whoever is in it, without accents, in any order.
    const [named, other] = [row(), row()];
    await save(form, [{ ...named, firstSurname: 'Ñúñez de la Garza' }, other]);
    expect(await listed('coordinacion', { q: `garza NUNEZ ${named.employeeNumber}` })).toEqual([form.id]);
    expect(await listed('coordinacion', { q: 'garza %' })).toEqual([]);
  });

  it('takes no role from a coordinator, no row twice, and no row of another form', async () => {
    const [form, other] = [await draft(), await draft()];
    const taken = row();
    expect((await save(other, [taken])).status).toBe(200);
    const one = row();
    for (const rows of [[row({ role: 'agency_head' })], [one, one], [taken], [row({ positionId: newId() })]])
      expect((await save(form, rows)).problem.code).toBe('input.invalid');
    const paper = await draft('dti', agencies[0]?.id ?? null);
    expect(paper.source).toBe('paper');
    const heads = await save(paper, [row({ role: 'agency_head' })], {
      name: 'dti',
      signerName: 'Luz Chan',
      signedOn: '2026-11-20',
    });
    expect(heads.reply).toMatchObject({ signerName: 'Luz Chan', signedOn: '2026-11-20' });
  });

  it('reads an office file and keeps nothing of it', async () => {
    const form = await draft();
    const upload = (name: string, bytes: Buffer, session = as('coordinacion')) =>
      desk.call(readEnrolmentFile, { session, params: { id: form.id }, query: { name }, upload: bytes });
    const lines = [
      [
        'Número de empleado',
        'Nombre',
        'Apellido Paterno',
        'Apellido Materno',
        'Correo',
        'Teléfono y extensión',
        'Cargo',
        'Nota',
      ],
      [
        '00777',
        'Rosa',
        'Canul',
        '',
        'rosa@correo.example',
        '312 316 2000',
        positions.find(({ eligible }) => eligible)?.name.es ?? '',
        'x',
      ],
    ];
    const read = await upload('Personas.xlsx', writeXlsx('Hoja', lines));
    expect(read.status).toBe(200);
    expect(read.reply).toMatchObject({ byHeading: true, ignored: ['Nota'] });
    expect(read.reply.findings.map(({ column, code }) => `${column} ${code}`)).toEqual([
      'secondSurname second-surname',
      'email domain',
    ]);
    const csv = (count: number) =>
      Buffer.from(`Nombre,Correo\n${Array.from({ length: count }, (_, at) => `N,c${at}@gobierno.example`).join('\n')}`);
    expect((await upload('p.csv', csv(51))).problem).toMatchObject({
      code: 'enrolment.too-many-rows',
      values: { count: 51, limit: 50 },
    });
    expect((await upload('p.csv', Buffer.from('\n'))).problem.code).toBe('enrolment.file-refused');
    expect((await upload('p.csv', Buffer.alloc(6 * 1024 * 1024, 'a'))).problem.code).toBe('payload.too-large');
    expect((await upload('p.csv', csv(1), as('dti'))).status).toBe(404);
    const kept = await desk.call(readEnrolment, { session: as('coordinacion'), params: { id: form.id } });
    expect(kept.reply.rows).toEqual([] satisfies TypedEnrolmentRow[]);
  });
});
