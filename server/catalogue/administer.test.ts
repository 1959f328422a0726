import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCatalogue } from '#contract/catalogue.ts';
import * as admin from '#contract/catalogue-admin.ts';
import type { FormField } from '#contract/forms.ts';
import type { BodyInput, Operation } from '#contract/operation.ts';
import { fileRequest } from '#contract/requests.ts';
import { readServiceForm } from '#contract/service-form.ts';
import { firstBreak } from '#server/shared/history.ts';
import { answersTo } from '#tests/kit/filled-in.ts';
import { MORNING } from '#tests/kit/house.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { bringDueIntoForce } from './publishing.ts';

const STRANGER = '00000000-0000-4000-8000-000000000000';
const TODAY = '2026-11-23';
const REASON = 'Lo pidió la coordinación de soporte.';
let desk: Settled;
let dsg: string;
let other: string;
let rosa: string;
let areaId: admin.AdministeredArea['id'];

type Content = admin.ServiceContent;
const words = (es: string, en = '') => ({ es, en });
const field = (key: string, type: FormField['type'], more: Partial<FormField> = {}): FormField => ({
  ...{ key, type, label: words(key), help: words(''), required: false, moment: 'filing', min: null, max: null },
  ...{ format: 'any', options: [], source: null, shownWhen: null },
  ...more,
});

const as = <O extends Operation>(operation: O, asked: Parameters<typeof desk.call<O>>[1] = {}, session = dsg) =>
  desk.call(operation, { session, ...asked });

const tree = async () => (await as(admin.readCatalogueTree)).reply;
const read = async (id: string) => (await as(admin.readService, { params: { id: id as never } })).reply;
const create = async (code: string, name = 'Impresoras y escáneres') => {
  const made = await as(admin.createService, { body: { areaId, code, name } });
  expect(made.status, made.raw.body).toBe(201);
  return made.reply;
};
const save = (id: string, version: number, content: Content) =>
  as(admin.saveServiceDraft, { params: { id: id as never }, body: { version, content } });
const publish = (id: string, version: number, more: Partial<BodyInput<typeof admin.publishService>> = {}) =>
  as(admin.publishService, {
    params: { id: id as never },
    body: { version, reason: REASON, effectiveFrom: TODAY, ...more },
  });
/** A service on offer, with this form. */
const offered = async (code: string, form: FormField[] = [], more: Partial<Content> = {}) => {
  const { id, draft } = await create(code);
  if (!draft) throw new Error('no draft');
  const content = { ...draft.content, description: words('Lo que hace falta.'), form, ...more };
  const saved = await save(id, draft.version, content);
  expect(saved.reply.troubles).toEqual([]);
  const done = await publish(id, saved.reply.version);
  expect(done.status, done.raw.body).toBe(200);
  return { id, content: done.reply.published?.content ?? content };
};
const again = async (id: string, content: Content) => {
  const saved = await save(id, (await read(id)).draft?.version ?? 0, content);
  expect(saved.status, saved.raw.body).toBe(200);
  return publish(id, saved.reply.version);
};

beforeAll(async () => {
  desk = await settle();
  for (const [email, roles] of [
    ['dsg@gobierno.example', ['service_owner']],
    ['dsg.dos@gobierno.example', ['service_owner']],
    ['rosa@gobierno.example', ['requester']],
  ] as const)
    await desk.person({ email, roles: [...roles] });
  dsg = await desk.enter('dsg@gobierno.example');
  other = await desk.enter('dsg.dos@gobierno.example');
  rosa = await desk.enter('rosa@gobierno.example');
  const support = (await tree()).areas.find((area) => area.code === 'ST');
  if (!support) throw new Error('no area');
  areaId = support.id;
});
afterAll(() => desk.close());

describe('the catalogue one starts from', () => {
  it('has 35 services in force with 164 questions, and the systems they offer', async () => {
    const { areas, systems } = await tree();
    const services = areas.flatMap((area) => area.services);
    expect(services.map((service) => [service.state, service.version, service.hasDraft])).toEqual(
      Array.from({ length: 35 }, () => ['active', 1, false]),
    );
    const details = await Promise.all(services.map((service) => read(service.id)));
    expect(details.flatMap((detail) => detail.published?.content.form ?? [])).toHaveLength(164);
    expect(systems.map((system) => system.key)).toContain('opergob');
    expect(details[0]?.versions).toMatchObject([{ number: 1, reason: 'Catálogo inicial', publishedBy: null }]);
  });

  it('is asked for with the options of the day', async () => {
    const service = (await tree()).areas.flatMap((area) => area.services).find((one) => one.code === 'SI-01');
    const form = await as(readServiceForm, { params: { id: service?.id as never } }, rosa);
    expect(form.status, form.raw.body).toBe(200);
    const [system] = form.reply.form;
    expect(system?.options.map((option) => option.value)).toContain('sideol');
    expect(form.reply).toMatchObject({ version: 1, news: null });
  });
});

describe('a new service', () => {
  it('is a draft that nobody is offered until it is published, and says what it still lacks', async () => {
    const made = await create('ST-91');
    expect(made).toMatchObject({ state: 'draft', published: null, versions: [] });
    expect(made.draft?.troubles).toEqual([{ path: 'description.es', message: 'field.required' }]);
    const seen = (await as(readCatalogue, {}, rosa)).reply.areas.flatMap((area) => area.services);
    expect(seen.map((service) => service.code)).not.toContain('ST-91');
    expect((await as(readServiceForm, { params: { id: made.id } }, rosa)).status).toBe(404);
    const early = await publish(made.id, made.draft?.version ?? 0);
    expect(early.status).toBe(400);
    expect(early.problem.fields).toEqual([{ path: 'description.es', message: 'field.required' }]);
  });

  it('is made once, however often it is sent, and never under a code that is taken or in an area there is not', async () => {
    const body = { areaId, code: 'st-92 ', name: 'Cámaras' };
    const key = 'una-clave-de-una-vez-0001';
    const first = await as(admin.createService, { body, key });
    expect((await as(admin.createService, { body, key })).reply.id).toBe(first.reply.id);
    expect((await as(admin.createService, { body: { ...body, name: 'Otra' }, key })).problem.code).toBe(
      'idempotency.mismatch',
    );
    const taken = await as(admin.createService, { body });
    expect([taken.status, taken.problem.fields]).toEqual([400, [{ path: 'code', message: 'field.code-taken' }]]);
    const nowhere = await as(admin.createService, { body: { ...body, code: 'ST-93', areaId: STRANGER as never } });
    expect(nowhere.problem.fields).toEqual([{ path: 'areaId', message: 'field.area-gone' }]);
  });

  it('is published with its English filled in, and its versions are kept as they were', async () => {
    const { id, content } = await offered('ST-94', [field('nodo', 'text', { label: words('Nodo de red') })]);
    expect(content.form[0]?.label).toEqual({ es: 'Nodo de red', en: 'Nodo de red' });
    const nodo = content.form[0] ?? field('nodo', 'text');
    const two = await again(id, { ...content, form: [{ ...nodo, required: true }, field('foto', 'file')] });
    expect(two.status, two.raw.body).toBe(200);
    const three = await again(id, { ...content, name: words('Red y nodos', 'Network') });
    expect(three.reply.versions.map((version) => [version.number, version.standing, version.questions])).toEqual([
      [3, 'in-force', 1],
      [2, 'past', 2],
      [1, 'past', 1],
    ]);
    expect(three.reply.versions[0]).toMatchObject({ publishedBy: 'Rosa Elena Canul Pech', reason: REASON });
    const first = await as(admin.readServiceVersion, { params: { id, number: '1' } });
    expect(first.reply.content).toEqual(content);
    for (const number of ['9', 'dos'])
      expect((await as(admin.readServiceVersion, { params: { id, number } })).status).toBe(404);
    const form = await as(readServiceForm, { params: { id }, query: { since: '2' } }, rosa);
    expect(form.reply).toMatchObject({
      version: 3,
      news: { added: [], changed: ['nodo'], removed: [words('foto', 'foto')] },
    });
    expect(await firstBreak(desk.house.store.read, `service:${id}`)).toBeNull();
  });

  it('refuses to be published twice the same, in the past, or before a version that is still to come', async () => {
    const { id, content } = await offered('ST-95');
    const unchanged = await again(id, content);
    expect([unchanged.status, unchanged.problem.code]).toEqual([422, 'catalogue.no-change']);
    const kept = await save(id, 1, { ...content, name: words('Otro nombre') });
    const { version } = kept.reply;
    expect((await publish(id, version, { effectiveFrom: '2026-11-22' })).problem.code).toBe('date.past');
    expect((await publish(id, version, { effectiveFrom: '2026-12-01' })).status).toBe(200);
    const next = await save(id, 0, { ...content, name: words('Antes que aquel') });
    const early = await publish(id, next.reply.version, { effectiveFrom: '2026-11-30' });
    expect([early.status, early.problem.code, early.problem.values]).toEqual([
      409,
      'catalogue.later-version',
      { day: '2026-12-01' },
    ]);
    expect((await publish(id, next.reply.version, { reason: '' })).status).toBe(400);
  });

  it('changes its code only before its first version', async () => {
    const { id, content } = await offered('ST-96');
    const renamed = await save(id, 0, { ...content, code: 'ST-97' });
    expect(renamed.reply.troubles).toEqual([{ path: 'code', message: 'field.code-fixed' }]);
    const fresh = await create('ST-98');
    const moved = await save(fresh.id, 1, { ...(fresh.draft?.content as Content), code: 'ST-95' });
    expect(moved.reply.troubles).toContainEqual({ path: 'code', message: 'field.code-taken' });
  });
});

describe('a version with a day', () => {
  it('comes into force on that day and no sooner', async () => {
    const { id, content } = await offered('ST-80');
    const draft = await save(id, 0, { ...content, name: words('Desde diciembre') });
    await publish(id, draft.reply.version, { effectiveFrom: '2026-12-01' });
    const line = async () => (await tree()).areas.flatMap((area) => area.services).find((service) => service.id === id);
    await bringDueIntoForce(desk.house);
    expect(await line()).toMatchObject({ version: 1, nextFrom: '2026-12-01', name: content.name });
    expect((await read(id)).versions[0]?.standing).toBe('to-come');
    // Half past eleven at night of 30 November in Colima: the 1st in UTC.
    desk.clock.set(new Date('2026-12-01T05:30:00Z'));
    await bringDueIntoForce(desk.house);
    dsg = await desk.enter('dsg@gobierno.example');
    expect(await line()).toMatchObject({ version: 1 });
    desk.clock.set(new Date('2026-12-01T06:00:00Z'));
    await Promise.all([bringDueIntoForce(desk.house), bringDueIntoForce(desk.house)]);
    dsg = await desk.enter('dsg@gobierno.example');
    expect(await line()).toMatchObject({
      version: 2,
      nextFrom: null,
      name: words('Desde diciembre', 'Desde diciembre'),
    });
    desk.clock.set(MORNING);
    dsg = await desk.enter('dsg@gobierno.example');
  });
});

describe('a draft', () => {
  it('is kept by the version it follows: the second of two is told', async () => {
    const { id, content } = await offered('ST-70');
    const mine = await save(id, 0, { ...content, name: words('Mío') });
    const theirs = await as(
      admin.saveServiceDraft,
      { params: { id }, body: { version: 0, content: { ...content, name: words('Suyo') } } },
      other,
    );
    expect(theirs.status).toBe(409);
    expect(theirs.problem).toMatchObject({
      code: 'version.stale',
      values: { who: 'person', by: 'Rosa Elena Canul Pech', fact: 'service.draft-saved' },
    });
    expect((await publish(id, mine.reply.version + 1)).problem.code).toBe('version.stale');
    expect((await read(id)).draft?.content.name.es).toBe('Mío');
  });

  it('may be wrong while it is written, and is told where; published it may not', async () => {
    const { id, content } = await offered('ST-71');
    const circle = [
      field('a', 'yes_no', { shownWhen: { key: 'b', is: ['yes'] } }),
      field('b', 'yes_no', { shownWhen: { key: 'a', is: ['yes'] } }),
      field('c', 'choice'),
      field('d', 'text', { shownWhen: { key: 'z', is: ['x'] } }),
      field('e', 'number', { min: 9, max: 1 }),
      field('e', 'text'),
      field('f', 'text', { shownWhen: { key: 'g', is: ['yes'] } }),
      field('g', 'yes_no'),
    ];
    const wrong = { ...content, form: circle, levelId: STRANGER as never, teamId: STRANGER as never };
    const saved = await save(id, 0, wrong);
    const paths = saved.reply.troubles.map((trouble) => `${trouble.path} ${trouble.message}`);
    expect(paths).toEqual([
      'levelId field.level-gone',
      'teamId field.team-gone',
      'form.0.shownWhen field.form-condition-circle',
      'form.1.shownWhen field.form-condition-circle',
      'form.2.options field.form-options-few',
      'form.3.shownWhen field.form-condition-unknown',
      'form.4.max field.form-limits-crossed',
      'form.5.key field.form-key-twice',
      'form.6.shownWhen field.form-condition-below',
    ]);
    const refused = await publish(id, saved.reply.version);
    expect([refused.status, refused.problem.fields?.length]).toEqual([400, 9]);
    const many = Array.from({ length: 300 }, (_, at) => field(`p${at}`, 'text'));
    const body = { version: saved.reply.version, content: { ...content, form: many } };
    const full = await as(admin.saveServiceDraft, { params: { id }, body });
    expect([full.status, full.problem.fields?.[0]?.message]).toEqual([400, 'field.too-many']);
    const agency = await save(id, saved.reply.version, {
      ...content,
      audience: { agencyIds: [STRANGER as never], positionLevels: [] },
    });
    expect(agency.reply.troubles).toEqual([{ path: 'audience.agencyIds', message: 'field.agency-gone' }]);
  });

  it('tells what it changes, part by part, in words', async () => {
    const { id, content } = await offered('ST-72', [
      field('falla', 'choice', { options: ['red', 'equipo'].map((value) => ({ value, label: words(value) })) }),
      field('nodo', 'text', { max: 30 }),
    ]);
    expect((await as(admin.readServiceChanges, { params: { id } })).reply).toEqual({ changes: [], troubles: [] });
    const [falla, nodo] = content.form;
    if (!falla || !nodo) throw new Error('no form');
    const form = [
      { ...nodo, max: null, shownWhen: { key: 'falla', is: ['red'] } },
      { ...falla, type: 'several' as const },
      field('foto', 'file'),
    ];
    await save(id, 0, { ...content, keywords: ['nodo', 'cable'], requiresApproval: true, form });
    const { changes } = (await as(admin.readServiceChanges, { params: { id } })).reply;
    const said = changes.map((one) => [
      one.part,
      one.question?.key ?? null,
      one.before?.es ?? null,
      one.after?.es ?? null,
    ]);
    expect(said).toEqual([
      ['keywords', null, 'ninguno', 'nodo, cable'],
      ['approval', null, 'no', 'sí'],
      ['limits', 'nodo', 'hasta 30', 'sin límite'],
      ['condition', 'nodo', 'siempre', 'cuando «falla» es red'],
      ['type', 'falla', 'una opción', 'varias opciones'],
      ['added', 'foto', null, 'archivo'],
      ['order', null, 'falla, nodo', 'nodo, falla'],
    ]);
    const impact = (await as(admin.readServiceImpact, { params: { id } })).reply;
    expect(impact).toMatchObject({
      questionsAdded: [words('foto')],
      questionsRemoved: [],
      questionsRetyped: [words('falla', 'falla')],
      everRequests: 0,
    });
    expect((await as(admin.discardServiceDraft, { params: { id } })).status).toBe(200);
    expect((await as(admin.discardServiceDraft, { params: { id } })).status).toBe(404);
    expect((await read(id)).draft).toBeNull();
  });

  it('of a service never published is all there is of it, and goes only with it', async () => {
    const { id } = await create('ST-73');
    expect((await as(admin.discardServiceDraft, { params: { id } })).status).toBe(404);
    expect((await as(admin.deleteService, { params: { id } })).status).toBe(200);
    expect((await as(admin.readService, { params: { id } })).status).toBe(404);
  });
});

describe('a service that is used', () => {
  it('is retired instead of deleted, and may be offered again; its requests keep it', async () => {
    const { id } = await offered('ST-60');
    const filed = await as(
      fileRequest,
      {
        body: {
          draftId: null,
          subject: 'La impresora no imprime',
          description: 'Desde el viernes recibe los documentos pero no imprime.',
          areaId,
          serviceId: id,
          ...(await answersTo(desk, { session: rosa, serviceId: id })),
          place: { building: '', floor: '', office: '', phone: '' },
          attachments: [],
        },
      },
      rosa,
    );
    expect(filed.status, filed.raw.body).toBe(201);
    const impact = (await as(admin.readServiceImpact, { params: { id } })).reply;
    expect(impact).toMatchObject({ openRequests: 1, everRequests: 1, draftsUnderWay: 0 });
    const refused = await as(admin.deleteService, { params: { id } });
    expect([refused.status, refused.problem.code]).toEqual([409, 'catalogue.used']);
    const reason = { reason: REASON };
    expect((await as(admin.restoreService, { params: { id }, body: reason })).problem.code).toBe(
      'catalogue.wrong-state',
    );
    expect((await as(admin.retireService, { params: { id }, body: reason })).reply.state).toBe('retired');
    expect((await as(admin.retireService, { params: { id }, body: reason })).status).toBe(409);
    expect((await as(readServiceForm, { params: { id } }, rosa)).status).toBe(404);
    expect((await as(admin.restoreService, { params: { id }, body: reason })).reply.state).toBe('active');
    const restored = (await as(readCatalogue, {}, rosa)).reply.areas.flatMap((area) => area.services);
    expect(restored.map((service) => service.id)).toContain(id);
  });

  it('is offered to those for whom it is', async () => {
    const { id } = await offered('ST-61', [], { audience: { agencyIds: [], positionLevels: ['operational'] } });
    const seen = async (session: string) =>
      (await as(readCatalogue, {}, session)).reply.areas.flatMap((area) => area.services).some((one) => one.id === id);
    expect(await seen(rosa)).toBe(false);
    expect(await seen(dsg)).toBe(true);
    expect((await as(readServiceForm, { params: { id } }, rosa)).status).toBe(404);
  });
});

describe('areas and systems', () => {
  it('are added, changed by the version they were seen at, taken off offer, and deleted while nothing names them', async () => {
    const [first] = (await tree()).areas;
    const content = {
      name: words('Vehículos'),
      description: words(''),
      examples: words(''),
      levelId: first?.levelId as never,
    };
    const made = await as(admin.createArea, { body: { code: 'VE', ...content }, key: 'area-una-sola-vez-01' });
    expect(made.status, made.raw.body).toBe(201);
    const mismatch = await as(admin.createArea, { body: { code: 'VX', ...content }, key: 'area-una-sola-vez-01' });
    expect(mismatch.problem.code).toBe('idempotency.mismatch');
    expect((await as(admin.createArea, { body: { code: 'VE', ...content } })).problem.fields).toEqual([
      { path: 'code', message: 'field.code-taken' },
    ]);
    const { id, version } = made.reply;
    const change = (body: Partial<BodyInput<typeof admin.saveArea>>, of = id) =>
      as(admin.saveArea, { params: { id: of }, body: { version, ...content, active: true, ...body } });
    expect((await change({ name: words('Transporte') })).reply).toMatchObject({
      version: 2,
      name: words('Transporte', 'Transporte'),
    });
    expect((await change({})).problem).toMatchObject({
      code: 'version.stale',
      values: { who: 'me', by: 'Rosa Elena Canul Pech', fact: 'area.changed' },
    });
    expect((await change({}, STRANGER as never)).status).toBe(404);
    expect((await change({ version: 2, name: words('') })).problem.fields).toMatchObject([{ path: 'name.es' }]);
    expect((await change({ version: 2, levelId: STRANGER as never })).problem.fields).toMatchObject([
      { path: 'levelId' },
    ]);
    const busy = await as(admin.saveArea, { params: { id: areaId }, body: { version: 1, ...content, active: false } });
    expect([busy.status, busy.problem.code]).toEqual([409, 'catalogue.area-in-use']);
    expect((await change({ version: 2, active: false })).reply.active).toBe(false);
    expect((await as(readCatalogue, {}, rosa)).reply.areas.map((area) => area.code)).not.toContain('VE');
    expect((await as(admin.deleteArea, { params: { id: areaId } })).problem.code).toBe('catalogue.used');
    expect((await as(admin.deleteArea, { params: { id } })).status).toBe(200);
    expect((await as(admin.deleteArea, { params: { id } })).status).toBe(404);
  });

  it('of a name already there get a key of their own, and leave the options when retired', async () => {
    const name = words('Sistema de Nómina');
    const [one, two] = await Promise.all([
      as(admin.createSystem, { body: { name } }),
      as(admin.createSystem, { body: { name }, key: 'sistema-una-sola-vez-1' }),
    ]);
    expect([one.reply.key, two.reply.key].sort()).toEqual(['sistema_de_nomina', 'sistema_de_nomina_2']);
    const mismatch = await as(admin.createSystem, { body: { name: words('Otro') }, key: 'sistema-una-sola-vez-1' });
    expect(mismatch.problem.code).toBe('idempotency.mismatch');
    expect((await as(admin.createSystem, { body: { name: words('') } })).status).toBe(400);
    const change = (body: Partial<BodyInput<typeof admin.saveSystem>>, id = one.reply.id) =>
      as(admin.saveSystem, { params: { id }, body: { version: 1, name, active: true, ...body } });
    expect((await change({ active: false })).reply).toMatchObject({ active: false, version: 2 });
    expect((await change({})).problem).toMatchObject({
      code: 'version.stale',
      values: { who: 'me', by: 'Rosa Elena Canul Pech', fact: 'system.changed' },
    });
    expect((await change({ version: 2, name: words('') })).status).toBe(400);
    expect((await change({}, STRANGER as never)).status).toBe(404);
    const { id } = await offered('ST-50', [field('sistema', 'choice', { source: 'systems' })]);
    const form = (await as(readServiceForm, { params: { id } }, rosa)).reply.form;
    const keys = form[0]?.options.map((option) => option.value) ?? [];
    expect(keys.filter((each) => each.startsWith('sistema_de_nomina'))).toEqual([two.reply.key]);
  });
});

describe('what is not there', () => {
  it.each([
    ['read', admin.readService, undefined],
    ['its changes', admin.readServiceChanges, undefined],
    ['its impact', admin.readServiceImpact, undefined],
    ['discarded', admin.discardServiceDraft, undefined],
    ['retired', admin.retireService, { reason: REASON }],
    ['restored', admin.restoreService, { reason: REASON }],
    ['published', admin.publishService, { version: 1, reason: REASON, effectiveFrom: TODAY }],
    ['deleted', admin.deleteService, undefined],
  ])('is not %s', async (_, operation, body) => {
    const answer = await desk.call(
      operation as Operation,
      {
        session: dsg,
        params: { id: STRANGER },
        ...(body === undefined ? {} : { body }),
      } as never,
    );
    expect(answer.status, answer.raw.body).toBe(404);
  });

  it('has no draft to save', async () => {
    const { content } = await offered('ST-51');
    expect((await save(STRANGER, 0, content)).status).toBe(404);
  });
});
