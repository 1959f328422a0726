import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadAttachment } from '#contract/attachments.ts';
import { readDeskLists } from '#contract/catalogue.ts';
import * as admin from '#contract/catalogue-admin.ts';
import type { Answers, FormField } from '#contract/forms.ts';
import type { BodyInput } from '#contract/operation.ts';
import {
  askRequester,
  cancelRequest,
  captureRequest,
  fileRequest,
  postMessage,
  readDrafts,
  readReceipt,
  readRequest,
  reclassifyRequest,
  resolveRequest,
  saveDraft,
  takeRequest,
} from '#contract/requests.ts';
import { firstBreak } from '#server/shared/history.ts';
import { newId } from '#server/shared/ids.ts';
import { type Settled, settle } from '#tests/security/settled.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
let desk: Settled;
let dsg: string;
let rosa: string;
let other: string;
let agent: string;
let rosaId: string;
let areaId: admin.ServiceContent['areaId'];
let serviceId: string;
let content: admin.ServiceContent;
let agencyId: string;

const words = (es: string) => ({ es, en: es });
const field = (key: string, type: FormField['type'], more: Partial<FormField> = {}): FormField => ({
  ...{ key, type, label: words(key), help: words(''), required: false, moment: 'filing', min: null, max: null },
  ...{ format: 'any', options: [], source: null, shownWhen: null },
  ...more,
});
const option = (value: string, es: string) => ({ value, label: words(es) });
const FORM = [
  field('falla', 'choice', { required: true, options: [option('red', 'La red'), option('equipo', 'El equipo')] }),
  field('nodo', 'text', { required: true, label: words('Nodo de red'), shownWhen: { key: 'falla', is: ['red'] } }),
  field('sistema', 'choice', { source: 'systems' }),
  field('quien', 'person'),
  field('donde', 'agency'),
  field('cuando', 'date_time'),
  field('varias', 'several', { options: [option('a', 'Primera'), option('b', 'Segunda')] }),
  field('cuantas', 'number', { min: 1, max: 9 }),
  field('urge', 'yes_no'),
  field('foto', 'file', { max: 2 }),
  field('serie', 'text', { required: true, moment: 'closing', shownWhen: { key: 'falla', is: ['equipo'] } }),
  field('acta', 'file', { moment: 'closing' }),
];

const publish = async (next: admin.ServiceContent) => {
  const { draft } = (await desk.call(admin.readService, { session: dsg, params: { id: serviceId as never } })).reply;
  const params = { id: serviceId as never };
  const saved = await desk.call(admin.saveServiceDraft, {
    session: dsg,
    params,
    body: { version: draft?.version ?? 0, content: next },
  });
  const body = { version: saved.reply.version, reason: 'Cambió lo que hace falta.', effectiveFrom: '2026-11-23' };
  const done = await desk.call(admin.publishService, { session: dsg, params, body });
  expect(done.status, done.raw.body).toBe(200);
  content = done.reply.published?.content ?? next;
  return done.reply.published?.number ?? 0;
};

const attempt = (more: Partial<BodyInput<typeof fileRequest>>, session = rosa) =>
  desk.call(fileRequest, {
    session,
    body: {
      draftId: null,
      subject: 'La impresora no imprime',
      description: 'Desde el viernes recibe los documentos pero no imprime.',
      areaId,
      serviceId: serviceId as never,
      place: { building: '', floor: '', office: '', phone: '' },
      attachments: [],
      ...more,
    },
  });
const file = async (more: Partial<BodyInput<typeof fileRequest>>) => {
  const filed = await attempt(more);
  expect(filed.status, filed.raw.body).toBe(201);
  return filed.reply;
};
const refusal = async (more: Partial<BodyInput<typeof fileRequest>>) => {
  const { status, problem } = await attempt(more);
  return [status, problem.code, ...(problem.fields ?? []).map((one) => `${one.path} ${one.message}`)];
};
const attach = async (name: string, session = rosa) =>
  (await desk.call(uploadAttachment, { session, query: { name }, upload: PNG })).reply;
const read = async (ref: string, session: string) => (await desk.call(readRequest, { session, params: { ref } })).reply;
const said = (view: { answers: readonly { key: string; shown: readonly { es: string }[] }[] }) =>
  view.answers.map((answer) => [answer.key, ...answer.shown.map((text) => text.es)]);

beforeAll(async () => {
  desk = await settle();
  await desk.person({ email: 'dsg@gobierno.example', roles: ['service_owner'] });
  dsg = await desk.enter('dsg@gobierno.example');
  const { areas } = (await desk.call(admin.readCatalogueTree, { session: dsg })).reply;
  areaId = areas.find((area) => area.code === 'ST')?.id ?? ('' as never);
  const { teams } = (await desk.call(readDeskLists, { session: dsg })).reply;
  const teamId = teams.find((team) => team.areaId === areaId)?.id ?? ('' as never);
  rosaId = await desk.person({ email: 'rosa@gobierno.example' });
  await desk.person({ email: 'jorge@gobierno.example' });
  await desk.person({ email: 'laura@gobierno.example', roles: ['agent'], teamIds: [teamId] });
  rosa = await desk.enter('rosa@gobierno.example');
  other = await desk.enter('jorge@gobierno.example');
  agent = await desk.enter('laura@gobierno.example');
  const made = await desk.call(admin.createService, { session: dsg, body: { areaId, code: 'ST-90', name: 'Redes' } });
  serviceId = made.reply.id;
  if (!made.reply.draft) throw new Error('no draft');
  await publish({ ...made.reply.draft.content, description: words('Nodos y cables.'), teamId, form: FORM });
  const row = await desk.house.store.read
    .selectFrom('people')
    .select('agency_id')
    .where('id', '=', rosaId)
    .executeTakeFirstOrThrow();
  agencyId = row.agency_id;
});
afterAll(() => desk.close());

describe('a request with answers', () => {
  it('shows them in words to its people and the desk, keeps them in the receipt, and in the history by their hash', async () => {
    const photo = await attach('nodo.png');
    const filed = await file({
      formVersion: 1,
      answers: {
        ...{ falla: 'red', nodo: '  C-12 ', sistema: 'opergob', quien: rosaId, donde: agencyId },
        ...{ cuando: '2026-11-24T09:30', varias: ['b', 'a'], cuantas: 3, urge: false, foto: [photo.id] },
      },
    });
    const agency = filed.agencyName.es;
    const shown = [
      ['falla', 'La red'],
      ['nodo', 'C-12'],
      ['sistema', 'OperGob'],
      ['quien', 'Rosa Elena Canul Pech'],
      ['donde', agency],
      ['cuando', '24 de noviembre de 2026 a las 09:30'],
      ['varias', 'Segunda', 'Primera'],
      ['cuantas', '3'],
      ['urge', 'No'],
      ['foto', 'nodo.png'],
    ];
    expect(said(filed)).toEqual(shown);
    expect(filed.answers.at(-1)).toMatchObject({ type: 'file', moment: 'filing', attachmentIds: [photo.id] });
    expect(filed.attachments.map((one) => one.name)).toEqual(['nodo.png']);
    expect(filed.closingForm).toBeNull();
    expect(said(await read(filed.id, agent))).toEqual(shown);
    const receipt = (await desk.call(readReceipt, { session: rosa, params: { ref: filed.id } })).reply;
    expect(receipt.answers.slice(0, 2)).toEqual([
      { label: 'falla', shown: ['La red'] },
      { label: 'Nodo de red', shown: ['C-12'] },
    ]);
    const entry = await desk.house.store.read
      .selectFrom('history')
      .select('data')
      .where('stream', '=', `request:${filed.id}`)
      .where('fact', '=', 'request.registered')
      .executeTakeFirstOrThrow();
    expect(entry.data).toMatchObject({ serviceVersion: 1, answersSha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await firstBreak(desk.house.store.read, `request:${filed.id}`)).toBeNull();
    expect((await desk.call(readRequest, { session: other, params: { ref: filed.id } })).status).toBe(404);
  });

  it.each<[string, Partial<BodyInput<typeof fileRequest>>, unknown[]]>([
    [
      'answers nothing, as if it had seen no form',
      { formVersion: null, answers: {} },
      [400, 'input.invalid', 'answers.falla field.required'],
    ],
    [
      'lacks what is required and shown',
      { answers: { falla: 'red' } },
      [400, 'input.invalid', 'answers.nodo field.required'],
    ],
    [
      'answers what was not asked',
      { answers: { falla: 'equipo', nodo: 'C-12' } },
      [400, 'input.invalid', 'answers.nodo field.unknown'],
    ],
    [
      'answers what is asked at closing',
      { answers: { falla: 'equipo', serie: 'X' } },
      [400, 'input.invalid', 'answers.serie field.unknown'],
    ],
    [
      'names no system there is',
      { answers: { falla: 'equipo', sistema: 'nadie' } },
      [400, 'input.invalid', 'answers.sistema field.choice'],
    ],
    [
      'names nobody',
      { answers: { falla: 'equipo', quien: newId() } },
      [400, 'input.invalid', 'answers.quien field.choice'],
    ],
    [
      'names no agency',
      { answers: { falla: 'equipo', donde: newId() } },
      [400, 'input.invalid', 'answers.donde field.choice'],
    ],
    ['brings a file that is not there', { answers: { falla: 'equipo', foto: [newId()] } }, [422, 'attachment.gone']],
    [
      'answers a form without a service',
      { serviceId: null, answers: { falla: 'red' } },
      [400, 'input.invalid', 'answers.falla field.unknown'],
    ],
  ])('is refused when it %s', async (_, more, expected) => {
    expect(await refusal({ formVersion: 1, ...more })).toEqual(expected);
  });

  it('brings its own files alone, and no more than a request may carry', async () => {
    const theirs = await attach('ajena.png', other);
    expect(await refusal({ formVersion: 1, answers: { falla: 'equipo', foto: [theirs.id] } })).toEqual([
      422,
      'attachment.gone',
    ]);
    const many = await Promise.all(Array.from({ length: 10 }, (_, index) => attach(`foto-${index}.png`)));
    const one = await attach('una-mas.png');
    const attachments = many.map((each) => each.id);
    expect(await refusal({ formVersion: 1, attachments, answers: { falla: 'equipo', foto: [one.id] } })).toEqual([
      422,
      'attachment.too-many',
    ]);
  });
});

describe('a form that changes', () => {
  it('keeps the draft of who was writing, and the first request its own version after two changes', async () => {
    const first = await file({ formVersion: 1, answers: { falla: 'red', nodo: 'C-1' } });
    const draftId = newId() as never;
    const photo = await attach('borrador.png');
    const draft = {
      ...{
        subject: 'Sin red',
        description: 'Desde ayer no hay',
        areaId,
        serviceId: serviceId as never,
        attachments: [],
      },
      place: { building: '', floor: '', office: '', phone: '' },
      answers: { falla: 'red', nodo: 'C-2', foto: [photo.id] },
      formVersion: 1,
    };
    expect((await desk.call(saveDraft, { session: rosa, params: { id: draftId }, body: draft })).status).toBe(200);
    const impact = await desk.call(admin.readServiceImpact, { session: dsg, params: { id: serviceId as never } });
    expect(impact.reply.draftsUnderWay).toBe(1);
    const renamed = FORM.map((one) => (one.key === 'nodo' ? { ...one, label: words('Número del nodo') } : one));
    expect(await publish({ ...content, name: words('Redes y nodos'), form: renamed })).toBe(2);
    const { status, problem } = await attempt({ formVersion: 1, draftId, answers: { falla: 'red', nodo: 'C-2' } });
    expect([status, problem.code, problem.values]).toEqual([409, 'form.changed', { version: 2 }]);
    const kept = (await desk.call(readDrafts, { session: rosa })).reply.drafts.find((one) => one.id === draftId);
    expect(kept).toMatchObject({ answers: draft.answers, formVersion: 1, attachments: [{ name: 'borrador.png' }] });
    const second = await file({ formVersion: 2, draftId, answers: draft.answers });
    expect(second.attachments.map((one) => one.name)).toEqual(['borrador.png']);
    expect(await publish({ ...content, form: FORM.filter((one) => one.key === 'falla') })).toBe(3);
    const labels = async (id: string) => (await read(id, rosa)).answers.map((answer) => answer.label.es);
    expect(await labels(first.id)).toEqual(['falla', 'Nodo de red']);
    expect(await labels(second.id)).toEqual(['falla', 'Número del nodo', 'foto']);
    await publish({ ...content, form: FORM });
  });
});

describe('closing', () => {
  it('asks the desk what the service asks then, by what was filed, and shows it to the desk alone', async () => {
    const filed = await file({ formVersion: 4, answers: { falla: 'equipo' } });
    const params = { id: filed.id };
    await desk.call(takeRequest, { session: agent, params, body: {} });
    const asked = (await read(filed.id, agent)).closingForm;
    expect(asked?.filed).toEqual({ falla: 'equipo' });
    expect(asked?.form.filter((one) => one.moment === 'closing').map((one) => one.key)).toEqual(['serie', 'acta']);
    expect((await read(filed.id, rosa)).closingForm).toBeNull();
    const codes = (await desk.call(readDeskLists, { session: agent })).reply.closureCodes;
    const body = { solution: 'Se cambió la tarjeta.', closureCode: codes[0]?.key ?? '', attachments: [] };
    const early = await desk.call(resolveRequest, { session: agent, params, body });
    expect([early.status, early.problem.fields]).toEqual([
      400,
      [{ path: 'closingAnswers.serie', message: 'field.required' }],
    ]);
    const strange = await desk.call(resolveRequest, {
      session: agent,
      params,
      body: { ...body, closingAnswers: { serie: 'X', otra: 'Y' } },
    });
    expect(strange.problem.fields).toEqual([{ path: 'closingAnswers.otra', message: 'field.unknown' }]);
    const acta = await attach('acta.png', agent);
    const closingAnswers = { serie: 'CN-001', acta: [acta.id] };
    const ten = await Promise.all(Array.from({ length: 10 }, (_, index) => attach(`cierre-${index}.png`, agent)));
    const full = { ...body, attachments: ten.map((each) => each.id), closingAnswers };
    const many = await desk.call(resolveRequest, { session: agent, params, body: full });
    expect([many.status, many.problem.code, many.problem.values]).toEqual([
      422,
      'attachment.too-many',
      { count: 11, limit: 10 },
    ]);
    const talking = { text: 'Va.', attachments: full.attachments };
    expect((await desk.call(postMessage, { session: agent, params, body: talking })).status).toBe(201);
    const done = await desk.call(resolveRequest, { session: agent, params, body: { ...body, closingAnswers } });
    expect(done.status, done.raw.body).toBe(200);
    expect(said(done.reply)).toEqual([
      ['falla', 'El equipo'],
      ['serie', 'CN-001'],
      ['acta', 'acta.png'],
    ]);
    expect(said(await read(filed.id, rosa))).toEqual([['falla', 'El equipo']]);
  });
});

describe('a service for some', () => {
  it('is not filed by others, nor one that is retired', async () => {
    await publish({ ...content, audience: { agencyIds: [], positionLevels: ['operational'] } });
    expect(await refusal({ formVersion: 5, answers: { falla: 'equipo' } })).toEqual([422, 'service.not-offered']);
    await publish({ ...content, audience: { agencyIds: [agencyId as never], positionLevels: [] } });
    await file({ formVersion: 6, answers: { falla: 'equipo' } });
    await desk.call(admin.retireService, {
      session: dsg,
      params: { id: serviceId as never },
      body: { reason: 'Ya no se da.' },
    });
    expect(await refusal({ formVersion: 6, answers: { falla: 'equipo' } })).toEqual([422, 'service.not-offered']);
  });
});

describe('given another service', () => {
  /** Another one with questions: the node is asked by both. */
  const OTHER = [
    field('nodo', 'text', { required: true, label: words('Nodo') }),
    field('piso', 'choice', {
      required: true,
      options: [option('bajo', 'Planta baja'), option('alto', 'Planta alta')],
    }),
    field('tramo', 'text', { required: true, shownWhen: { key: 'piso', is: ['alto'] } }),
    field('plano', 'file', {}),
  ];
  let network: string;
  let cabling: string;
  let leaders: string;
  const make = async (code: string, more: Partial<admin.ServiceContent>) => {
    const made = (await desk.call(admin.createService, { session: dsg, body: { areaId, code, name: code } })).reply;
    const params = { id: made.id as never };
    const next = { ...content, code, name: words(code), ...more };
    const body = { version: made.draft?.version ?? 0, content: next };
    const { version } = (await desk.call(admin.saveServiceDraft, { session: dsg, params, body })).reply;
    const reason = { version, reason: 'Hace falta.', effectiveFrom: '2026-11-23' };
    const done = await desk.call(admin.publishService, { session: dsg, params, body: reason });
    expect(done.status, done.raw.body).toBe(200);
    return made.id as string;
  };
  const filed = async () => {
    const view = await file({ serviceId: network as never, formVersion: 1, answers: { falla: 'red', nodo: 'C-12' } });
    await desk.call(takeRequest, { session: agent, params: { id: view.id }, body: {} });
    return view;
  };
  const move = (id: string, to: string | null, more: Partial<BodyInput<typeof reclassifyRequest>> = {}) =>
    desk.call(reclassifyRequest, {
      session: agent,
      params: { id: id as never },
      body: { areaId, serviceId: to as never, reason: 'Es de cableado.', ...more },
    });
  const say = (id: string, answers: Answers, session = rosa) =>
    desk.call(postMessage, { session, params: { id: id as never }, body: { text: 'Va.', attachments: [], answers } });

  beforeAll(async () => {
    network = await make('ST-93', { form: FORM, audience: { agencyIds: [], positionLevels: [] } });
    cabling = await make('ST-91', { form: OTHER, audience: { agencyIds: [], positionLevels: [] } });
    leaders = await make('ST-92', { form: [], audience: { agencyIds: [], positionLevels: ['operational'] } });
  });

  it('keeps what was answered in its own words, and asks the requester for what the new one lacks', async () => {
    const { id } = await filed();
    const bad = await move(id, cabling, { formVersion: 1, answers: { piso: 'azotea' } });
    expect([bad.status, bad.problem.fields]).toEqual([
      400,
      [expect.objectContaining({ path: 'answers.piso', message: 'field.choice' })],
    ]);
    expect((await move(id, cabling, { formVersion: 7 })).problem.code).toBe('form.changed');
    const plan = await attach('plano.png', agent);
    const moved = await move(id, cabling, { formVersion: 1, answers: { nodo: 'C-12', plano: [plan.id] } });
    expect(moved.status, moved.raw.body).toBe(200);
    expect(said(moved.reply)).toEqual([
      ['nodo', 'C-12'],
      ['plano', 'plano.png'],
    ]);
    expect(moved.reply.timeline.at(-1)?.message?.attachments.map(({ name }) => name)).toEqual(['plano.png']);
    const own = await read(id, rosa);
    expect(own.formerAnswers).toMatchObject([{ serviceName: { es: 'ST-93' }, version: 1 }]);
    expect(own.formerAnswers.map(said)).toEqual([
      [
        ['falla', 'La red'],
        ['nodo', 'C-12'],
      ],
    ]);
    expect(own.missing?.form.map(({ key }) => key)).toEqual(['nodo', 'piso', 'tramo', 'plano']);
    expect([own.missing?.filed.nodo, own.filed]).toEqual(['C-12', {}]);
    expect((await read(id, agent)).filed).toMatchObject({ nodo: 'C-12' });
    expect((await desk.call(readRequest, { session: other, params: { ref: id } })).status).toBe(404);

    const half = await say(id, { piso: 'alto' });
    expect([half.status, half.problem.fields?.map(({ path }) => path)]).toEqual([400, ['answers.tramo']]);
    const whole = await say(id, { piso: 'alto', tramo: 'Pasillo' });
    expect(whole.status, whole.raw.body).toBe(201);
    expect(whole.reply.missing).toBeNull();
    expect(said(whole.reply).map(([key]) => key)).toEqual(['nodo', 'piso', 'tramo', 'plano']);
    expect((await say(id, { piso: 'bajo' }, agent)).problem.code).toBe('version.stale');
    expect(await firstBreak(desk.house.store.read, `request:${id}`)).toBeNull();
  });

  it('sets a request going again that waited for just that, and shows nothing as missing once it ended', async () => {
    const { id } = await filed();
    await move(id, cabling);
    const ask = { session: agent, params: { id }, body: { text: '¿En qué piso?', attachments: [] } };
    expect((await desk.call(askRequester, ask)).reply.state).toBe('waiting_requester');
    const answered = (await say(id, { nodo: 'C-12', piso: 'bajo' })).reply;
    expect([answered.state, answered.missing]).toEqual(['in_progress', null]);
    const twice = await filed();
    await move(twice.id, cabling);
    expect((await move(twice.id, null)).reply).toMatchObject({
      missing: null,
      formerAnswers: [{ version: expect.any(Number) }],
    });
    await move(twice.id, cabling);
    expect((await read(twice.id, rosa)).missing).not.toBeNull();
    const body = { reason: 'Ya no hace falta.' };
    expect(
      (await desk.call(cancelRequest, { session: rosa, params: { id: twice.id }, body })).reply.missing,
    ).toBeNull();
  });

  it('is refused where that service is not for who asked, by either way of the desk', async () => {
    const { id } = await filed();
    expect((await move(id, leaders)).problem.code).toBe('service.not-for-requester');
    const captured = await desk.call(captureRequest, {
      session: agent,
      body: {
        ...{ draftId: null, subject: 'La impresora no imprime', description: 'Lo dijo por teléfono el viernes.' },
        ...{ areaId, serviceId: leaders as never, requesterId: rosaId as never, origin: { kind: 'telephone' } },
        ...{ place: { building: '', floor: '', office: '', phone: '' }, attachments: [] },
      },
    });
    expect([captured.status, captured.problem.code]).toEqual([422, 'service.not-for-requester']);
  });
});
