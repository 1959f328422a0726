/** From a signature to the first sign-in, through the API; one desk for the file. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askPasswordReset, beginTotp, confirmTotp, lookAtLink, readSession, setPassword } from '#contract/accounts.ts';
import { listOrganisation } from '#contract/agencies.ts';
import { uploadAttachment } from '#contract/attachments.ts';
import * as acts from '#contract/enrolment-acts.ts';
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
import {
  draftEnrolment,
  listEnrolments,
  readEnrolment,
  readEnrolmentFile,
  saveEnrolment,
} from '#contract/enrolments.ts';
import type { BodyInput, Operation } from '#contract/operation.ts';
import type { Role } from '#contract/permissions.ts';
import { listReadings } from '#contract/readings.ts';
import * as sealed from '#contract/records.ts';
import { listMyRequests } from '#contract/requests.ts';
import { acceptResponsibilities, publishResponsibilities, readResponsibilities } from '#contract/responsibilities.ts';
import { verifyReceipts } from '#server/records/index.ts';
import { HOUR, MINUTE } from '#server/shared/clock.ts';
import { newId } from '#server/shared/ids.ts';
import { pdfOf } from '#tests/kit/hostile.ts';
import { recordsHeld } from '#tests/kit/records.ts';
import { codeAt } from '#tests/kit/second-factor.ts';
import { PASSWORD, type Settled, settle } from '#tests/security/settled.ts';
import { endExceptions } from './end-exceptions.ts';

let desk: Settled;
const sessions = new Map<string, string>();
const ids = new Map<string, string>();
let positions: { id: string; eligible: boolean }[];
let agencyId: string;

beforeAll(async () => {
  desk = await settle();
  const people: [string, Role[]][] = [
    ['coordinacion', ['agency_coordinator']],
    ['dti', ['operator_admin']],
    ['dsg', ['service_owner']],
    ['ambos', ['agency_coordinator', 'operator_admin', 'service_owner']],
    ['contraloria', ['auditor']],
  ];
  for (const [name, roles] of people) {
    ids.set(name, await desk.person({ email: `${name}@gobierno.example`, roles }));
    sessions.set(name, await desk.enter(`${name}@gobierno.example`));
  }
  sessions.set('admin', desk.admin);
  const organisation = (await desk.call(listOrganisation)).reply;
  positions = organisation.positions;
  agencyId = organisation.agencies[0]?.id ?? '';
}, 60_000);
afterAll(() => desk.close());

const as = (name: string): string => sessions.get(name) ?? '';
const position = (eligible: boolean): string => positions.find((each) => each.eligible === eligible)?.id ?? '';
type Row = BodyInput<typeof saveEnrolment>['rows'][number];

let people = 0;
const row = (other: Partial<Row> = {}): Row => {
  people += 1;
  return {
    ...{ id: newId(), employeeNumber: `00${people}`, givenNames: 'Marco', firstSurname: 'Tun', secondSurname: 'Uc' },
    ...{ singleSurname: false, email: `alta.${people}@gobierno.example`, phone: '312 316 2000 ext. 2310' },
    ...{ positionId: position(true), positionText: '', role: 'requester', exceptionReason: '', exceptionUntil: null },
    ...other,
  };
};

async function written(rows: Row[], given: { name?: string; paper?: boolean } = {}): Promise<EnrolmentView> {
  const session = as(given.name ?? 'coordinacion');
  const body = { agencyId: given.paper ? agencyId : null };
  const form = (await desk.call(draftEnrolment, { session, body })).reply;
  const saved = await desk.call(saveEnrolment, {
    session,
    params: { id: form.id },
    body: { version: form.version, rows },
  });
  expect(saved.status).toBe(200);
  return saved.reply;
}

const ATTESTED = { active: true, accepted: true, assigned: true } as const;
type By = BodyInput<typeof acts.signEnrolment>['by'];

const sign = (form: EnrolmentView, given: { name?: string; by?: By } = {}) =>
  desk.call(acts.signEnrolment, {
    session: as(given.name ?? 'coordinacion'),
    params: { id: form.id },
    body: {
      version: form.version,
      attested: ATTESTED,
      responsibilitiesVersion: form.responsibilitiesVersion,
      by: given.by ?? { way: 'screen', password: PASSWORD },
    },
  });

const begin = (form: EnrolmentView, name = 'dti') =>
  desk.call(acts.reviewEnrolment, { session: as(name), params: { id: form.id }, body: { version: form.version } });

const decide = (
  form: EnrolmentView,
  at: number,
  given: { decision?: 'approved' | 'observed' | 'rejected'; reason?: string; name?: string } = {},
) =>
  desk.call(acts.decideEnrolmentRow, {
    session: as(given.name ?? 'dti'),
    params: { id: form.id, rowId: form.rows[at]?.id ?? form.rows[0]?.id ?? (form.id as never) },
    body: { version: form.version, decision: given.decision ?? 'approved', reason: given.reason ?? '' },
  });

const close = (form: EnrolmentView, note = '') =>
  desk.call(acts.closeEnrolmentReview, {
    session: as('dti'),
    params: { id: form.id },
    body: { version: form.version, note },
  });

const read = async (form: EnrolmentView, name = 'dti'): Promise<EnrolmentView> =>
  (await desk.call(readEnrolment, { session: as(name), params: { id: form.id } })).reply;

async function inReview(rows: Row[]): Promise<EnrolmentView> {
  const signed = (await sign(await written(rows))).reply;
  const begun = await begin(signed);
  expect(begun.status).toBe(200);
  return begun.reply;
}

async function scanned(name: string): Promise<string> {
  const pdf = pdfOf('0 0 1 rg 0 0 9 9 re f', { width: 612, height: 792 });
  const answer = await desk.call(uploadAttachment, { session: as(name), query: { name: 'Hoja.pdf' }, upload: pdf });
  expect(answer.status).toBe(201);
  return answer.reply.id;
}

/** The newest letter to that address whose subject says so. */
const letterTo = (email: string, saying: string) =>
  desk.mailbox.letters.findLast(({ to, subject }) => to.address === email && subject.includes(saying));
const linkTo = (email: string): string => {
  const letter = desk.mailbox.letters.findLast(({ to, text }) => to.address === email && text.includes('/activar#'));
  return /#([A-Za-z0-9_-]{43})/.exec(letter?.text ?? '')?.[1] ?? '';
};
const facts = async (id: string): Promise<string[]> => {
  const { rows } = await sql<{
    fact: string;
  }>`select fact from history where stream = ${`enrolment:${id}`} order by sequence`.execute(desk.house.store.read);
  return rows.map(({ fact }) => fact);
};

describe('signing', () => {
  it('on screen asks for the password again, keeps what was signed, and gives the folio', async () => {
    const form = await written([row(), row()]);
    expect((await sign(form, { by: { way: 'screen', password: 'otra' } })).problem.code).toBe('password.current-wrong');
    const signed = (await sign(form)).reply;
    expect(signed).toMatchObject({ state: 'signed', folio: 'DTI/AU/2026/000001', can: { save: false, sign: false } });
    expect(signed.rows.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
    expect(signed.signatures).toMatchObject([
      {
        ...{ way: 'screen', proofs: ['password'], signerName: 'Rosa Elena Canul Pech', signedOn: '2026-11-23' },
        ...{ attestationVersion: 1, responsibilitiesVersion: 1, scan: null },
        attestations: [
          'Reconozco que estas personas son empleados activos de Gobierno del Estado de Ejemplo.',
          expect.stringContaining('han leído y aceptado las responsabilidades'),
          expect.stringContaining('adscritos a esta dependencia'),
        ],
      },
    ]);
    expect(await facts(form.id)).toEqual(['enrolment.drafted', 'enrolment.saved', 'enrolment.signed']);
    await desk.drain();
    expect(letterTo('coordinacion@gobierno.example', '[AU/2026/000001] Recibimos')?.text).toContain('Personas: 2');
    expect(letterTo('dti@gobierno.example', 'por revisar')?.text).toContain(`/altas/${form.id}/revision`);
    expect(letterTo('dsg@gobierno.example', 'excepción')).toBeUndefined();
    expect(await verifyReceipts(desk.house.store.read)).toMatchObject({ altered: [] });
    // What was signed stays: neither its words nor a second signature.
    const body = { version: signed.version, rows: [] };
    const again = await desk.call(saveEnrolment, { session: as('coordinacion'), params: { id: form.id }, body });
    expect(again.problem.code).toBe('enrolment.state');
    expect((await sign(signed)).problem.code).toBe('enrolment.state');
    const file = await desk.call(readEnrolmentFile, {
      ...{ session: as('coordinacion'), params: { id: form.id }, query: { name: 'p.csv' }, upload: Buffer.from('x') },
    });
    expect(file.problem.code).toBe('enrolment.state');
  });

  it('asks a code of who has a second factor, uses it up with the signature, and keeps that it was given', async () => {
    const email = 'con.codigo@gobierno.example';
    await desk.person({ email, roles: ['agency_coordinator'] });
    const entered = await desk.enter(email);
    const { secret } = (await desk.call(beginTotp, { session: entered })).reply;
    const code = () => codeAt(secret, desk.clock.now());
    const added = await desk.call(confirmTotp, { session: entered, body: { code: code() } });
    sessions.set('con código', added.session ?? '');
    desk.clock.advance(MINUTE);
    const name = 'con código';
    const form = await written([row()], { name });
    const tried = async (by: Partial<Extract<By, { way: 'screen' }>>) =>
      sign(form, { name, by: { way: 'screen', password: PASSWORD, ...by } });
    const missing = (await tried({})).problem;
    expect([missing.code, missing.fields?.[0]?.path]).toEqual(['input.invalid', 'by.code']);
    expect((await tried({ code: code() === '000000' ? '000001' : '000000' })).problem.code).toBe('second-step.wrong');
    const right = code();
    expect((await tried({ code: right, password: 'otra' })).problem.code).toBe('password.current-wrong');
    // What is refused for the form uses no code up.
    const faulty = await written([row({ phone: '' })], { name });
    const by: By = { way: 'screen', password: PASSWORD, code: right };
    expect((await sign(faulty, { name, by })).problem.code).toBe('enrolment.faults');
    expect((await tried({ code: right })).reply.signatures[0]?.proofs).toEqual(['password', 'second-factor']);
    const other = await written([row()], { name });
    expect((await sign(other, { name, by })).problem.code).toBe('second-step.wrong');
  });

  it('takes no empty form, none with faults, and no version but the one that was read', async () => {
    expect((await sign(await written([]))).problem.code).toBe('enrolment.empty');
    const faulty = await written([row({ phone: '' }), row({ email: 'x' })]);
    expect((await sign(faulty)).problem).toMatchObject({ code: 'enrolment.faults', values: { count: 2 } });
    expect((await sign({ ...faulty, version: 1 })).problem.code).toBe('version.stale');
    expect((await sign({ ...faulty, responsibilitiesVersion: 9 })).problem.code).toBe('enrolment.faults');
    const right = await written([row()]);
    expect((await sign({ ...right, responsibilitiesVersion: 9 })).problem.code).toBe('version.stale');
  });

  it('by a scan is tied to its form by the code of the sheet, and shown to who may read the form', async () => {
    const form = await written([row({ role: 'agency_head' })], { name: 'dti', paper: true });
    const by = {
      way: 'scan' as const,
      code: form.code,
      signerName: 'Luz Chan Poot',
      signedOn: '2026-11-20',
      attachmentId: await scanned('dti'),
    };
    const tried = async (other: Partial<typeof by>) =>
      (await sign(form, { name: 'dti', by: { ...by, ...other } })).problem.code;
    expect(await tried({ code: 'ABCDEF' === form.code ? 'ABCDEG' : 'ABCDEF' })).toBe('enrolment.sheet-code');
    expect(await tried({ signedOn: '2026-11-24' })).toBe('input.invalid');
    expect(await tried({ attachmentId: newId() })).toBe('attachment.gone');
    expect((await sign(form, { name: 'dti', by: { way: 'screen', password: PASSWORD } })).problem.code).toBe(
      'input.invalid',
    );
    const signed = (
      await sign(form, {
        name: 'dti',
        by: { ...by, code: `${form.code.slice(0, 3)} ${form.code.slice(3).toLowerCase()}` },
      })
    ).reply;
    expect(signed.signatures).toMatchObject([
      {
        way: 'scan',
        signerName: 'Luz Chan Poot',
        signedOn: '2026-11-20',
        proofs: ['sheet-code'],
        scan: { name: 'Hoja.pdf' },
      },
    ]);
    const params = { id: form.id, attachmentId: by.attachmentId as never };
    const file = await desk.call(acts.downloadEnrolmentScan, { session: as('dsg'), params });
    expect([file.status, file.raw.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    const papers = await recordsHeld(desk, {
      ...{ list: sealed.listEnrolmentRecords, download: sealed.downloadEnrolmentRecord },
      ...{ session: as('dsg'), stranger: null, of: { id: form.id } },
    });
    expect(papers.map(({ record }) => record.act)).toEqual(['enrolment']);
    for (const name of ['coordinacion', 'dti', 'ambos'])
      await desk.call(readEnrolment, { session: as(name), params: { id: form.id } });
    const found = await desk.call(listReadings, { session: as('contraloria'), query: { folio: signed.folio ?? '' } });
    const said = found.reply.items.map(({ what, right, of, fileName }) => [what, right, of?.folio, fileName]);
    const { folio } = signed;
    expect(said.sort()).toEqual([
      ['enrolment', 'agency', folio, null],
      ['enrolment', 'agency', folio, null],
      ['enrolment', 'operator', folio, null],
      ['enrolment', 'service_owner', folio, null],
      ['file', 'service_owner', folio, 'Hoja.pdf'],
      ['log', 'auditor', folio, null],
      ['paper', 'service_owner', folio, null],
    ]);
    expect(new Set(found.reply.items.map(({ of }) => `${of?.kind} ${of?.id}`))).toEqual(
      new Set([`enrolment ${form.id}`]),
    );
    await desk.drain();
    expect((await desk.call(acts.previewEnrolmentScan, { session: as('dsg'), params })).status).toBe(200);
    const hold = (scan: string) =>
      desk.house.store.aside('scan', (db) =>
        sql`update attachments set scan = ${scan} where id = ${by.attachmentId}`.execute(db),
      );
    await hold('held');
    for (const operation of [acts.downloadEnrolmentScan, acts.previewEnrolmentScan])
      expect((await desk.call(operation, { session: as('dsg'), params })).problem.code).toBe('attachment.held');
    await hold('clean');
    // Who captured it does not grant it; another of DTI does, and the head has the office.
    expect((await begin(signed)).problem.code).toBe('enrolment.own');
    const begun = (await begin(signed, 'admin')).reply;
    const granted = (await decide(begun, 0, { name: 'admin' })).reply;
    const { rows } = await sql<{
      roles: string[];
    }>`select roles from people where id = ${granted.rows[0]?.personId}`.execute(desk.house.store.read);
    expect(rows[0]?.roles).toEqual(['requester', 'agency_head']);
  });
});

describe('the review', () => {
  it('makes an account of each approved row, whose one link reaches that person alone', async () => {
    const form = await inReview([row(), row()]);
    const granted = (await decide(form, 0)).reply;
    expect(granted.rows[0]).toMatchObject({ state: 'approved', credentials: { state: 'queued', issued: 0 } });
    await desk.drain();
    const email = form.rows[0]?.email ?? '';
    expect(desk.mailbox.letters.filter(({ text }) => text.includes(linkTo(email))).map(({ to }) => to.address)).toEqual(
      [email],
    );
    expect((await read(form)).rows[0]?.credentials).toMatchObject({ state: 'sent', issued: 1 });
    expect((await close(granted)).problem).toMatchObject({ code: 'enrolment.undecided', values: { count: 1 } });
    const token = linkTo(email);
    expect((await desk.call(setPassword, { body: { token, password: PASSWORD } })).status).toBe(200);
    const used = await read(form);
    expect(used.rows[0]?.credentials.state).toBe('used');
    const reissued = await desk.call(acts.reissueCredentials, {
      ...{ session: as('dti'), params: { id: form.id, rowId: form.rows[0]?.id as never } },
      body: { version: used.version },
    });
    expect(reissued.problem.code).toBe('enrolment.credentials');
  });

  it('sends back what is observed, and the approved stays as it was signed', async () => {
    const form = await inReview([row(), row(), row()]);
    expect((await decide(form, 1, { decision: 'observed' })).problem.code).toBe('request.reason-needed');
    let now = (await decide(form, 0)).reply;
    now = (await decide(now, 1, { decision: 'observed', reason: 'El correo no es suyo' })).reply;
    now = (await decide(now, 2, { decision: 'rejected', reason: 'Ya no trabaja ahí' })).reply;
    now = (await close(now, 'Corrige el renglón 2')).reply;
    expect(now).toMatchObject({ state: 'returned', round: 2, note: 'Corrige el renglón 2' });
    await desk.drain();
    const back = letterTo('coordinacion@gobierno.example', 'volvió')?.text ?? '';
    expect(back).toMatch(/Renglón 2: El correo no es suyo[\s\S]*Corrige el renglón 2/);
    for (const hidden of [form.rows[1]?.email ?? '-', 'Renglón 3', 'Marco']) expect(back).not.toContain(hidden);
    const [first, second] = [form.rows[0]?.id ?? '', form.rows[1]?.id ?? ''];
    const save = (rows: Row[]) =>
      desk.call(saveEnrolment, {
        session: as('coordinacion'),
        params: { id: form.id },
        body: { version: now.version, rows },
      });
    expect((await save([row({ id: first })])).problem.code).toBe('input.invalid');
    const corrected = (await save([row({ id: second, email: 'correcto@gobierno.example' })])).reply;
    const signed = (await sign(corrected)).reply;
    expect(signed).toMatchObject({ state: 'signed', folio: form.folio, round: 2 });
    expect(signed.signatures.map(({ round }) => round)).toEqual([1, 2]);
    expect(signed.rows.map(({ state }) => state)).toEqual(['approved', 'waiting', 'rejected']);
    now = (await decide((await begin(signed)).reply, 1)).reply;
    now = (await close(now)).reply;
    expect(now).toMatchObject({ state: 'resolved', findings: [], counts: { approved: 2, rejected: 1 } });
    await desk.drain();
    expect(letterTo('coordinacion@gobierno.example', 'corregida')?.subject).toContain(form.folio?.slice(4));
    const over = letterTo('coordinacion@gobierno.example', 'quedó resuelta')?.text ?? '';
    expect(over).toMatch(/Aprobadas: 2[\s\S]*Rechazadas: 1[\s\S]*Renglón 3: Ya no trabaja ahí/);
    const withdrawn = await desk.call(acts.withdrawEnrolment, {
      ...{ session: as('coordinacion'), params: { id: form.id }, body: { version: now.version, reason: 'Ya no' } },
    });
    expect(withdrawn.problem.code).toBe('enrolment.state');
  });

  it('is nobody’s who asked: neither who signed, nor who stands in the form', async () => {
    const form = await written([row()], { name: 'ambos' });
    expect(form.source).toBe('coordinator');
    const signed = (await sign(form, { name: 'ambos' })).reply;
    expect((await begin(signed, 'ambos')).problem.code).toBe('enrolment.own');
    const begun = (await begin(signed)).reply;
    expect((await begin(signed)).problem.code).toBe('version.stale');
    expect((await begin(begun)).problem.code).toBe('enrolment.state');
    expect((await decide(begun, 0, { name: 'ambos' })).problem.code).toBe('enrolment.own');
    const mine = await inReview([row({ employeeNumber: '7001' })]);
    await desk.house.store.aside('sweep', (db) =>
      sql`update people set employee_number = '7001' where id = ${ids.get('dti')}`.execute(db),
    );
    expect((await decide(mine, 0)).problem.code).toBe('enrolment.own');
    expect((await decide(mine, 0, { name: 'admin' })).problem.code).toBe('enrolment.faults');
  });

  it('opens the account of before for who comes back', async () => {
    const before = await desk.person({ email: 'regresa@gobierno.example', state: 'inactive' });
    const form = await inReview([row({ email: 'regresa@gobierno.example', givenNames: 'Nadia' })]);
    expect(form.findings).toMatchObject([{ code: 'returning', severity: 'warning' }]);
    const granted = (await decide(form, 0)).reply;
    expect(granted.rows[0]?.personId).toBe(before);
    await desk.drain();
    const body = { token: linkTo('regresa@gobierno.example'), password: 'otra-frase-muy-distinta-5' };
    expect((await desk.call(setPassword, { body })).status).toBe(200);
    await expect(desk.enter('regresa@gobierno.example', body.password)).resolves.toBeTruthy();
  });

  it('waits for Servicios Generales where somebody is below mando medio', async () => {
    const form = await inReview([
      row({ positionId: position(false), exceptionReason: 'Suple al titular', exceptionUntil: '2027-01-31' }),
    ]);
    expect(form).toMatchObject({
      counts: { exceptions: 1 },
      rows: [{ exception: { state: 'asked', until: '2027-01-31' } }],
    });
    expect((await decide(form, 0)).problem).toMatchObject({
      code: 'enrolment.exception-waits',
      values: { state: 'asked' },
    });
    await desk.drain();
    expect(letterTo('dsg@gobierno.example', 'excepción')?.text).toContain(`/altas/excepciones/${form.id}`);
    const except = (decision: 'approved' | 'refused', until: string | null, note = '') =>
      desk.call(acts.decideEnrolmentException, {
        ...{ session: as('dsg'), params: { id: form.id, rowId: form.rows[0]?.id as never } },
        body: { version: form.version, decision, until, note },
      });
    expect((await except('refused', null)).problem.code).toBe('request.reason-needed');
    expect((await except('approved', '2026-11-23')).problem.code).toBe('date.past');
    const excepted = (await except('approved', '2026-12-31')).reply;
    expect(excepted.rows[0]?.exception).toMatchObject({
      state: 'approved',
      until: '2026-12-31',
      by: 'Rosa Elena Canul Pech',
    });
    const granted = (await decide(excepted, 0)).reply;
    expect((await except('approved', null)).problem.code).toBe('version.stale');
    expect([granted.rows[0]?.can, granted.counts]).toMatchObject([
      { except: false, renew: false },
      { exceptions: 0, granted: 1 },
    ]);
    // On its last day the account is open; on the next it is not, and once only.
    const personId = granted.rows[0]?.personId ?? '';
    const stateOf = async () =>
      (await sql<{ state: string }>`select state from people where id = ${personId}`.execute(desk.house.store.read))
        .rows[0]?.state;
    const email = form.rows[0]?.email ?? '';
    const before = desk.clock.now();
    const onDay = async (at: string) => {
      desk.clock.set(new Date(at));
      await endExceptions(desk.house);
      await endExceptions(desk.house);
      desk.clock.set(before);
      await desk.drain();
    };
    const told = () => desk.mailbox.letters.filter(({ subject }) => subject.includes('está por terminar'));
    await onDay('2026-12-24T05:59:00Z');
    expect(told()).toEqual([]);
    for (const at of ['2026-12-24T06:01:00Z', '2027-01-01T05:59:00Z']) await onDay(at);
    // Once to the person, and to each who coordinates the agency.
    expect(
      told()
        .map(({ to }) => to.address)
        .sort(),
    ).toEqual([email, ...['ambos', 'coordinacion', 'con.codigo'].map((name) => `${name}@gobierno.example`)].sort());
    expect(letterTo(email, 'Tu cuenta está por terminar')?.text).toContain('31 de diciembre');
    expect(await stateOf()).toBe('invited');
    // Renewed until a later day and with the reason, by who grants them alone: so it is told of again.
    const inForce = await desk.call(listEnrolments, { session: as('dsg'), query: { exceptions: 'granted' } });
    expect(inForce.reply.items.map(({ id }) => id)).toContain(form.id);
    const renew = async (until: string, note: string, who: 'dsg' | 'dti' = 'dsg') =>
      desk.call(acts.decideEnrolmentException, {
        ...{ session: as(who), params: { id: form.id, rowId: form.rows[0]?.id as never } },
        body: { version: (await read(form)).version, decision: 'approved', until, note },
      });
    expect((await renew('2026-12-31', 'Sigue')).problem.code).toBe('enrolment.exception-earlier');
    expect((await renew('2027-01-15', '')).problem.code).toBe('request.reason-needed');
    expect((await renew('2027-01-15', 'Sigue', 'dti')).status).toBe(403);
    const renewed = await renew('2027-01-15', 'La coordinación pide que siga supliendo');
    expect(renewed.reply.rows[0]).toMatchObject({ exception: { until: '2027-01-15' }, can: { renew: true } });
    await onDay('2027-01-01T06:01:00Z');
    expect(await stateOf()).toBe('invited');
    await onDay('2027-01-10T18:00:00Z');
    expect(told()).toHaveLength(8);
    await onDay('2027-01-16T06:01:00Z');
    expect(await stateOf()).toBe('inactive');
    expect(letterTo(email, 'Tu cuenta terminó')?.text).toContain('15 de enero');
    expect((await facts(form.id)).filter((fact) => fact === 'enrolment.exception-ended')).toHaveLength(1);
    expect((await read(form)).rows[0]?.exception?.endedAt).toBe('2027-01-16T06:01:00.000Z');
    expect((await renew('2027-03-15', 'Otra vez')).problem.code).toBe('enrolment.state');
  });

  it('leaves the account of who needs no exception any more, and tells nobody', async () => {
    const until = { exceptionReason: 'Suple al titular', exceptionUntil: '2026-12-31' };
    const form = await inReview([row({ positionId: position(false), ...until })]);
    const params = { id: form.id, rowId: form.rows[0]?.id as never };
    const body = { version: form.version, decision: 'approved' as const, until: null };
    const excepted = await desk.call(acts.decideEnrolmentException, { session: as('dsg'), params, body });
    const personId = (await decide(excepted.reply, 0)).reply.rows[0]?.personId ?? '';
    await desk.house.store.aside('sweep', (db) =>
      sql`update people set position_id = ${position(true)} where id = ${personId}`.execute(db),
    );
    const before = desk.clock.now();
    for (const at of ['2026-12-28T18:00:00Z', '2027-01-01T06:01:00Z']) {
      desk.clock.set(new Date(at));
      await endExceptions(desk.house);
    }
    desk.clock.set(before);
    await desk.drain();
    const { rows } = await sql<{
      state: string;
    }>`select state from people where id = ${personId}`.execute(desk.house.store.read);
    expect(rows[0]?.state).toBe('invited');
    expect((await facts(form.id)).filter((fact) => fact.startsWith('enrolment.exception-e'))).toEqual([
      'enrolment.exception-ended',
    ]);
    expect(letterTo(form.rows[0]?.email ?? '', 'Tu cuenta')).toBeUndefined();
  });

  it('sends a link again, takes one back, and sees one expire', async () => {
    const form = await inReview([row()]);
    const [email, rowId] = [form.rows[0]?.email ?? '', form.rows[0]?.id as never];
    await decide(form, 0);
    await desk.drain();
    const first = linkTo(email);
    const act = async (
      operation: typeof acts.reissueCredentials | typeof acts.revokeCredentials,
      more: { reason?: string },
    ) =>
      desk.call(operation as typeof acts.revokeCredentials, {
        ...{ session: as('dti'), params: { id: form.id, rowId } },
        body: { version: (await read(form)).version, ...more } as BodyInput<typeof acts.revokeCredentials>,
      });
    expect((await act(acts.reissueCredentials, {})).status).toBe(200);
    await desk.drain();
    const second = linkTo(email);
    expect(second).not.toBe(first);
    expect((await desk.call(setPassword, { body: { token: first, password: PASSWORD } })).problem.code).toBe(
      'token.spent',
    );
    expect((await read(form)).rows[0]?.credentials).toMatchObject({ state: 'sent', issued: 2 });
    expect(
      (await act(acts.revokeCredentials, { reason: 'Se equivocaron de persona' })).reply.rows[0]?.credentials.state,
    ).toBe('revoked');
    expect((await desk.call(setPassword, { body: { token: second, password: PASSWORD } })).problem.code).toBe(
      'token.spent',
    );
    expect((await act(acts.revokeCredentials, { reason: 'otra vez' })).problem.code).toBe('enrolment.credentials');
    // Whoever opens either hears why; and the mailbox alone does not bring a link back that DTI took.
    const why = async (token: string) => (await desk.call(lookAtLink, { body: { token } })).problem.values?.why;
    expect([await why(first), await why(second)]).toEqual(['replaced', 'withdrawn']);
    const sent = desk.mailbox.letters.length;
    expect((await desk.call(askPasswordReset, { body: { email } })).status).toBe(202);
    await desk.drain();
    expect(desk.mailbox.letters).toHaveLength(sent);
    await act(acts.reissueCredentials, {});
    await desk.drain();
    const third = linkTo(email);
    desk.clock.advance(73 * HOUR);
    expect(await why(third)).toBe('expired');
    for (const name of ['coordinacion', 'dti', 'dsg', 'ambos'])
      sessions.set(name, await desk.enter(`${name}@gobierno.example`));
    expect((await read(form)).rows[0]?.credentials.state).toBe('expired');
  });

  it('answers not-found for what is not there, and gives one answer to one key', async () => {
    const none = { id: newId() as never, rowId: newId() as never, attachmentId: newId() as never };
    const Seen = { version: 1 };
    const asked: [Operation, string, Record<string, unknown>][] = [
      [
        acts.signEnrolment,
        'coordinacion',
        { ...Seen, attested: ATTESTED, responsibilitiesVersion: 1, by: { way: 'screen', password: 'x' } },
      ],
      [acts.withdrawEnrolment, 'coordinacion', { ...Seen, reason: 'x' }],
      [acts.reviewEnrolment, 'dti', Seen],
      [acts.closeEnrolmentReview, 'dti', Seen],
      [acts.decideEnrolmentRow, 'dti', { ...Seen, decision: 'approved' }],
      [acts.decideEnrolmentException, 'dsg', { ...Seen, decision: 'approved', until: null }],
      [acts.reissueCredentials, 'dti', Seen],
      [acts.revokeCredentials, 'dti', { ...Seen, reason: 'x' }],
    ];
    for (const [operation, who, body] of asked) {
      const answer = await desk.call(operation, { session: as(who), params: none, body });
      expect([operation.name, answer.status]).toEqual([operation.name, 404]);
    }
    const key = 'la-misma-llave-dos-veces-001';
    const drafted = (agency: string | null) =>
      desk.call(draftEnrolment, { session: as('dti'), key, body: { agencyId: agency } });
    const [first, again, other] = [await drafted(agencyId), await drafted(agencyId), await drafted(null)];
    expect(again.reply.id).toBe(first.reply.id);
    expect(other.problem.code).toBe('idempotency.mismatch');
    const withdrawn = await desk.call(acts.withdrawEnrolment, {
      ...{ session: as('dti'), params: { id: first.reply.id }, body: { version: 1, reason: 'Se capturó dos veces' } },
    });
    expect(withdrawn.reply).toMatchObject({ state: 'withdrawn', note: 'Se capturó dos veces' });
  });
});

describe('the responsibilities', () => {
  const readAs = (session: string) => desk.call(readResponsibilities, { session });

  it('are accepted at the first sign-in, before anything else answers', async () => {
    const form = await inReview([row()]);
    const email = form.rows[0]?.email ?? '';
    await decide(form, 0);
    await desk.drain();
    const token = linkTo(email);
    expect((await desk.call(lookAtLink, { body: { token } })).reply).toMatchObject({ purpose: 'activation' });
    expect((await read(form)).rows[0]?.credentials.state).toBe('opened');
    await desk.call(setPassword, { body: { token, password: PASSWORD } });
    const spent = (await desk.call(lookAtLink, { body: { token } })).problem;
    expect([spent.code, spent.values?.why]).toEqual(['token.spent', 'used']);
    const session = await desk.enter(email);
    expect((await desk.call(readSession, { session })).reply.mustAcceptResponsibilities).toBe(true);
    expect((await desk.call(listMyRequests, { session })).problem.code).toBe('responsibilities.due');
    const text = (await readAs(session)).reply;
    expect(text).toMatchObject({ version: 1, acceptedAt: null, due: true });
    expect(text.body).toContain('perteneciente al Gobierno del Estado de Ejemplo bajo las siguientes condiciones');
    const accept = (version: number) => desk.call(acceptResponsibilities, { session, body: { version } });
    expect((await accept(2)).problem.code).toBe('version.stale');
    expect([(await accept(1)).status, (await accept(1)).status]).toEqual([200, 200]);
    expect((await desk.call(listMyRequests, { session })).status).toBe(200);
    expect((await readAs(session)).reply).toMatchObject({ due: false, acceptedAt: expect.any(String) });
  });

  it('ask everybody again when Servicios Generales publishes another version', async () => {
    const body = {
      version: 1,
      body: `1. ${'La Dirección entregará un usuario al solicitante de {government}. '.repeat(3)}`,
    };
    const published = await desk.call(publishResponsibilities, { session: as('dsg'), body });
    expect([published.status, published.reply.version, published.reply.due]).toEqual([201, 2, true]);
    expect((await desk.call(listEnrolments, { session: as('dti') })).problem.code).toBe('responsibilities.due');
    await desk.call(acceptResponsibilities, { session: as('dsg'), body: { version: 2 } });
    expect((await desk.call(publishResponsibilities, { session: as('dsg'), body })).problem.code).toBe('version.stale');
  });
});
