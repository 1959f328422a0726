/** The rules end to end: who keeps them, what they do to a request, and what a change of them is told to do. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readDeskLists } from '#contract/catalogue.ts';
import type { BodyInput } from '#contract/operation.ts';
import { captureRequest, fileRequest, type RequestView, readRequest, reclassifyRequest } from '#contract/requests.ts';
import {
  addRoutingRule,
  changeRoutingRule,
  listRoutingRules,
  orderRoutingRules,
  previewRouting,
  ROUTING_RULES_MAX,
  ROUTING_SAMPLES,
  type RuleList,
  tryRouting,
} from '#contract/routing.ts';
import { newId } from '#server/shared/ids.ts';
import { system } from '#server/shared/policy.ts';
import { answersTo } from '#tests/kit/filled-in.ts';
import { type Settled, settle } from '#tests/security/settled.ts';

type Content = BodyInput<typeof addRoutingRule>['content'];
type Filing = BodyInput<typeof fileRequest>;

const TEST_STREAM = `test:${newId()}`;

let desk: Settled;
let dsg: string;
let lead: string;
let rosa: string;
let services: { id: string; areaId: string; teamId: string | null; code: string }[];
let mail: (typeof services)[number];
let sibling: string;
let network: string;
let printers: string;
const agents = new Map<string, string>();
const answered = new Map<string, Awaited<ReturnType<typeof answersTo>>>();

beforeAll(async () => {
  desk = await settle();
  const enter = async (email: string, given: Omit<Parameters<Settled['person']>[0], 'email'>) => {
    agents.set(email, await desk.person({ email, ...given }));
    return desk.enter(email);
  };
  dsg = await enter('dsg@gobierno.example', { roles: ['service_owner'] });
  rosa = await enter('rosa@gobierno.example', { roles: ['requester'] });
  const { teams } = (await desk.call(readDeskLists, { session: dsg })).reply;
  const rows = await desk.house.store.read.selectFrom('services').selectAll().where('active', '=', true).execute();
  services = rows.map((row) => ({ id: row.id, areaId: row.area_id, teamId: row.team_id, code: row.code }));
  // Those whose questions can be answered without a file or a colleague.
  for (const { id } of services)
    await answersTo(desk, { session: rosa, serviceId: id }).then(
      (answers) => answered.set(id, answers),
      () => undefined,
    );
  const may = services.filter((service) => service.teamId !== null && answered.has(service.id));
  const pair = may.find((one) => may.some((other) => other.areaId === one.areaId && other.id !== one.id));
  if (!pair) throw new Error('no two services with a team in one area');
  mail = pair;
  sibling = may.find((other) => other.areaId === mail.areaId && other.id !== mail.id)?.id ?? '';
  const others = teams.filter((team) => team.id !== mail.teamId && team.areaId !== null);
  network = String(others[0]?.id);
  printers = String(others[1]?.id);
  for (const name of ['ana', 'beto', 'caro'])
    await desk
      .person({ email: `${name}@gobierno.example`, roles: ['agent'], teamIds: [network] })
      .then((id) => agents.set(name, id));
  lead = await enter('lead@gobierno.example', { roles: ['team_lead'], teamIds: [network] });
}, 60_000);
afterAll(() => desk.close());

const list = async (session = dsg): Promise<RuleList> => (await desk.call(listRoutingRules, { session })).reply;
const content = (more: Partial<Content> = {}): Content => ({
  name: 'Correo a Redes',
  match: 'all',
  serviceIds: [mail.id],
  areaIds: [],
  agencyIds: [],
  building: '',
  teamId: network,
  byLoad: false,
  ...more,
});
const add = async (more: Partial<Content> = {}, extra: { session?: string; version?: number; key?: string } = {}) =>
  desk.call(addRoutingRule, {
    session: extra.session ?? dsg,
    ...(extra.key ? { key: extra.key } : {}),
    body: { content: content(more), reason: 'Lo pidió la mesa', version: extra.version ?? (await list()).version },
  });
const idNamed = (rules: RuleList, name: string) => {
  const rule = rules.rules.find((each) => each.name === name);
  if (!rule) throw new Error(`no rule ${name}`);
  return rule.id;
};
const change = async (name: string, more: Partial<Content>, active = true) => {
  const now = await list();
  return desk.call(changeRoutingRule, {
    session: dsg,
    params: { id: idNamed(now, name) },
    body: { content: content({ name, ...more }), active, reason: 'Cambió el reparto', version: now.version },
  });
};
/** No rule is left in force. */
const none = async () => {
  for (const rule of (await list()).rules.filter((each) => each.active)) await change(rule.name, {}, false);
};
const filing = (more: Partial<Filing> = {}): Filing =>
  ({
    draftId: null,
    subject: 'No llega el correo',
    description: 'Desde el viernes no llega nada.',
    areaId: mail.areaId,
    serviceId: mail.id,
    place: { building: 'Palacio de Gobierno', floor: '2', office: 'Archivo', phone: '' },
    attachments: [],
    ...answered.get(mail.id),
    ...more,
  }) as Filing;
const file = async (more: Partial<Filing> = {}, session = rosa): Promise<RequestView> =>
  (await desk.call(fileRequest, { session, body: filing(more) })).reply;
const asDesk = async (request: RequestView): Promise<RequestView> =>
  (await desk.call(readRequest, { session: dsg, params: { ref: request.id } })).reply;
const kept = (id: string) =>
  desk.house.store.read
    .selectFrom('requests')
    .select(['team_id', 'agent_id', 'state'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
const registered = async (id: string) =>
  (
    await desk.house.store.read
      .selectFrom('history')
      .select('data')
      .where('stream', '=', `request:${id}`)
      .where('sequence', '=', 1)
      .executeTakeFirstOrThrow()
  ).data as Record<string, unknown>;

describe('the list of rules', () => {
  it('is kept by Servicios Generales, read by who leads, each change with its reason', async () => {
    const added = await add();
    expect(added.status).toBe(201);
    expect(added.reply.rules.map((rule) => [rule.name, rule.team.id, rule.active])).toEqual([
      ['Correo a Redes', network, true],
    ]);
    expect((await list(lead)).can.administer).toBe(false);
    expect((await add({}, { session: lead })).status).toBe(403);
    const changed = await change('Correo a Redes', { match: 'any', building: 'Módulo B' });
    expect(changed.reply.rules[0]).toMatchObject({ match: 'any', building: 'Módulo B' });
    await change('Correo a Redes', {}, false);
    const back = await change('Correo a Redes', {});
    expect(back.reply.changes.map((each) => [each.what, each.rule, each.reason])).toEqual([
      ['restored', 'Correo a Redes', 'Cambió el reparto'],
      ['retired', 'Correo a Redes', 'Cambió el reparto'],
      ['changed', 'Correo a Redes', 'Cambió el reparto'],
      ['added', 'Correo a Redes', 'Lo pidió la mesa'],
    ]);
    expect(back.reply.changes[0]?.by).toContain('Canul');
    await none();
  });

  it('refuses a rule that asks for nothing, what is not offered, and a team that is none', async () => {
    const fields = async (more: Partial<Content>) => (await add(more)).problem.fields;
    expect(await fields({ serviceIds: [] })).toMatchObject([
      { path: 'content.serviceIds', message: 'field.routing-condition' },
    ]);
    expect(await fields({ serviceIds: [newId()] })).toMatchObject([{ message: 'field.routing-retired' }]);
    expect(await fields({ areaIds: [newId()], agencyIds: [newId()] })).toMatchObject([
      { path: 'content.areaIds' },
      { path: 'content.agencyIds' },
    ]);
    expect(await fields({ teamId: newId() })).toMatchObject([
      { path: 'content.teamId', message: 'field.routing-team' },
    ]);
    expect((await list()).rules.filter((rule) => rule.active)).toEqual([]);
  });

  it('takes one of two changes decided by the same list', async () => {
    const { version } = await list();
    const both = await Promise.all([add({ name: 'Una' }, { version }), add({ name: 'Otra' }, { version })]);
    expect(both.map((each) => each.status).toSorted()).toEqual([201, 409]);
    expect(both.find((each) => each.status === 409)?.problem).toMatchObject({
      code: 'version.stale',
      values: { who: 'me', by: 'Rosa Elena Canul Pech', fact: 'routing.rule-added' },
    });
    const now = await list();
    const [rule] = now.rules.filter((each) => each.active);
    const stale = { reason: 'Por el orden', version };
    const order = { session: dsg, body: { ids: [String(rule?.id)], ...stale } };
    expect((await desk.call(orderRoutingRules, order)).problem.code).toBe('version.stale');
    const body = { content: content(), active: true, ...stale };
    if (rule)
      expect((await desk.call(changeRoutingRule, { session: dsg, params: { id: rule.id }, body })).status).toBe(409);
    const lost = { session: dsg, params: { id: newId() as never }, body: { ...body, version: now.version } };
    expect((await desk.call(changeRoutingRule, lost)).status).toBe(404);
    // A call that was refused leaves the number as it was.
    expect((await list()).version).toBe(now.version);
    await none();
  });

  it('makes one rule a key, and no more than it can hold', async () => {
    const { version } = await list();
    const first = await add({ name: 'Una sola' }, { key: 'una-regla-y-no-dos', version });
    const again = await add({ name: 'Una sola' }, { key: 'una-regla-y-no-dos', version });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.reply.rules.filter((rule) => rule.name === 'Una sola')).toHaveLength(1);
    const clash = await add({ name: 'Otra' }, { key: 'una-regla-y-no-dos', version });
    expect(clash.problem.code).toBe('idempotency.mismatch');
    await desk.house.store.change(system('test'), async (work) => {
      const rule = { match: 'all', team_id: network, by_load: false, active: true, changed_at: work.now };
      await work.db
        .insertInto('routing_rules')
        .values(
          Array.from({ length: ROUTING_RULES_MAX }, (_, rank) => ({ id: newId(), name: `R${rank}`, rank, ...rule })),
        )
        .execute();
      await work.record({ stream: TEST_STREAM, fact: 'test.filled', data: {} });
    });
    const full = await add({ name: 'Una más' });
    expect([full.status, full.problem.code]).toEqual([409, 'routing.too-many']);
    await desk.house.store.change(system('test'), async (work) => {
      await work.db.deleteFrom('routing_rules').where('name', 'like', 'R%').where('name', '<>', 'Regla').execute();
      await work.record({ stream: TEST_STREAM, fact: 'test.emptied', data: {} });
    });
    await none();
  });
});

describe('a request', () => {
  it('goes to the team of the first rule that fits, and its history says which; where none does, as ever', async () => {
    await add({ name: 'Palacio', serviceIds: [], building: 'PALACIO de gobierno', teamId: printers });
    await add({ name: 'Correo a Redes' });
    const { rules, version } = await list();
    const first = await file();
    expect(await kept(first.id)).toEqual({ team_id: printers, agent_id: null, state: 'registered' });
    expect(await registered(first.id)).toMatchObject({ ruleName: 'Palacio', teamId: printers });
    const ids = rules
      .filter((rule) => rule.active)
      .map((rule) => rule.id)
      .toReversed();
    const ordered = await desk.call(orderRoutingRules, {
      session: dsg,
      body: { ids, reason: 'Correo va primero', version },
    });
    expect(ordered.reply.rules.slice(0, 2).map((rule) => rule.name)).toEqual(['Correo a Redes', 'Palacio']);
    expect(ordered.reply.changes[0]).toMatchObject({ what: 'ordered', rule: null });
    const partly = { ids: ids.slice(1), reason: 'Falta una', version: ordered.reply.version };
    expect((await desk.call(orderRoutingRules, { session: dsg, body: partly })).problem.fields?.[0]?.path).toBe('ids');
    const second = await file();
    expect((await kept(second.id)).team_id).toBe(network);
    // The desk reads which rule; who asked does not.
    expect((await asDesk(second)).timeline[0]?.values).toMatchObject({ rule: 'Correo a Redes' });
    expect(second.timeline[0]?.values).not.toHaveProperty('rule');
    await none();
    const third = await file();
    expect((await kept(third.id)).team_id).toBe(mail.teamId);
    expect(await registered(third.id)).not.toHaveProperty('ruleId');
  });

  it('by load goes to who has fewest, in turns, to nobody who is away, and the person is told', async () => {
    await add({ name: 'Por carga', byLoad: true });
    const to = async () => (await kept((await file()).id)).agent_id;
    const three = [await to(), await to(), await to()];
    expect(new Set(three)).toEqual(new Set(['ana', 'beto', 'caro'].map((name) => agents.get(name))));
    // All have one: whose turn is longest ago.
    expect(await to()).toBe(three[0]);
    const away = agents.get('beto');
    await desk.house.store.change(system('test'), async (work) => {
      await work.db
        .insertInto('absences')
        .values({
          id: newId(),
          person_id: String(away),
          from_day: '2026-11-20',
          to_day: '2026-11-23',
          deputy_id: String(agents.get('ana')),
          kind: 'vacation',
          set_at: work.now,
        })
        .execute();
      await work.record({ stream: TEST_STREAM, fact: 'test.absence', data: {} });
    });
    const next = [await to(), await to(), await to()];
    expect(next).not.toContain(away);
    const request = await file();
    const row = await kept(request.id);
    expect(row.state).toBe('assigned');
    expect((await registered(request.id)).agentId).toBe(row.agent_id);
    await desk.drain();
    const told = await desk.house.store.read
      .selectFrom('notices')
      .select('kind')
      .where('request_id', '=', request.id)
      .where('person_id', '=', row.agent_id)
      .execute();
    expect(told.map((each) => each.kind)).toEqual(['request-assigned']);
    const name = [...agents].find(([, id]) => id === row.agent_id)?.[0];
    const letters = desk.mailbox.letters.filter((letter) => letter.to.address === `${name}@gobierno.example`);
    expect(letters.at(-1)?.text).toContain('Te asignaron una solicitud');
    const answer = (
      await desk.call(tryRouting, {
        session: lead,
        query: { areaId: mail.areaId, serviceId: mail.id, agencyId: request.agencyId, building: 'Palacio' },
      })
    ).reply;
    expect(answer).toMatchObject({ why: 'rule', byLoad: true, team: { id: network }, rule: { matched: ['service'] } });
    expect(answer.person?.id).not.toBe(away);
    expect(answer.person?.open).toBeGreaterThan(1);
    await none();
  });

  it('written down by the desk for somebody goes by the rules too, and not to who asked for it', async () => {
    await add({ name: 'Del mostrador', byLoad: true });
    const requesterId = String(agents.get('ana'));
    const body = { ...filing(), requesterId, origin: { kind: 'telephone' } } as never;
    const written = await desk.call(captureRequest, { session: dsg, body });
    expect(written.status).toBe(201);
    const row = await kept(written.reply.id);
    expect([row.team_id, row.agent_id !== null, row.agent_id !== requesterId]).toEqual([network, true, true]);
    expect(await registered(written.reply.id)).toMatchObject({ ruleName: 'Del mostrador', origin: 'telephone' });
    await none();
  });

  it('waits in the team where nobody of it is there', async () => {
    await add({ name: 'Sin nadie', byLoad: true, teamId: printers });
    const request = await file();
    expect(await kept(request.id)).toEqual({ team_id: printers, agent_id: null, state: 'registered' });
    await none();
  });

  it('reclassified, goes by the rules too, and a person by load begins anew', async () => {
    const request = await file();
    await add({ name: 'El otro', serviceIds: [sibling], byLoad: true });
    const body = { areaId: mail.areaId, serviceId: sibling, reason: 'Es otro servicio.', version: request.version };
    const moved = await desk.call(reclassifyRequest, { session: dsg, params: { id: request.id }, body: body as never });
    const row = await kept(request.id);
    expect([moved.status, row.team_id, row.state]).toEqual([200, network, 'assigned']);
    expect(row.agent_id).not.toBeNull();
    expect(moved.reply.timeline.at(-1)?.values).toMatchObject({ rule: 'El otro' });
    await none();
  });

  it('passes over a rule whose team was retired, which is shown', async () => {
    await add({ name: 'Rota', teamId: printers });
    await desk.house.store.change(system('test'), async (work) => {
      await work.db.updateTable('teams').set({ retired_at: work.now }).where('id', '=', printers).execute();
      await work.record({ stream: TEST_STREAM, fact: 'test.retired', data: {} });
    });
    const request = await file();
    expect((await kept(request.id)).team_id).toBe(mail.teamId);
    expect((await list()).rules.find((rule) => rule.name === 'Rota')?.team.active).toBe(false);
    const query = { areaId: mail.areaId, serviceId: mail.id, agencyId: request.agencyId };
    const answer = (await desk.call(tryRouting, { session: dsg, query })).reply;
    expect(answer).toMatchObject({
      why: 'service',
      team: { id: mail.teamId },
      rule: null,
      skipped: [{ name: 'Rota' }],
    });
    const strange = services.find((service) => service.areaId !== mail.areaId);
    const wrong = { ...query, serviceId: String(strange?.id) };
    expect((await desk.call(tryRouting, { session: dsg, query: wrong })).problem.code).toBe('service.not-in-area');
    expect((await change('Rota', { teamId: printers })).problem.fields?.[0]?.message).toBe('field.routing-team');
    // Out of use it may keep its team; in use again it may not.
    expect((await change('Rota', { teamId: printers }, false)).status).toBe(200);
    expect((await change('Rota', { teamId: printers })).problem.fields?.[0]?.path).toBe('content.teamId');
  });

  it('costs no statement more by a rule, and one by load', async () => {
    const said = async (): Promise<string[]> => {
      await file();
      const sent = vi.spyOn(pg.Query.prototype as unknown as { submit(): void }, 'submit');
      try {
        await file();
        const texts = sent.mock.contexts.map((query) => String((query as { text?: string }).text));
        // The queue looks for work by itself, and whoever listens tries its line now and then.
        return texts.filter((text) => !text.includes('pgboss') && text !== 'select 1');
      } finally {
        sent.mockRestore();
      }
    };
    const plain = await said();
    expect(plain.length).toBeGreaterThan(5);
    await add({ name: 'A un equipo' });
    expect(await said()).toEqual(plain);
    await change('A un equipo', { byLoad: true });
    const byLoad = await said();
    expect(byLoad.filter((text) => text.includes('routing_turns'))).toHaveLength(1);
    // The same but for the one, and for the column of the person in the request.
    expect(byLoad).toHaveLength(plain.length + 1);
    await none();
  });
});

describe('a change shown before it is saved', () => {
  const impact = (body: BodyInput<typeof previewRouting>, session = dsg) =>
    desk.call(previewRouting, { session, body });

  it('says how many of the last 90 days would go elsewhere, and which', async () => {
    const request = await file({ subject: 'La que se movería' });
    const before = await desk.house.store.read.selectFrom('requests').selectAll().execute();
    const those = before.filter((row) => row.service_id === mail.id).length;
    const rule = { kind: 'rule' as const, id: null, content: content({ name: 'Nueva' }), active: true };
    const { reply } = await impact({ change: rule });
    expect(reply).toMatchObject({ days: 90, of: before.length, moved: those, caught: those });
    expect(reply.samples).toHaveLength(Math.min(ROUTING_SAMPLES, those));
    expect(reply.samples[0]).toMatchObject({ folio: request.folio, subject: 'La que se movería' });
    expect(reply.samples[0]?.from).not.toEqual(reply.samples[0]?.to);
    const nowhere = { ...rule, content: content({ teamId: newId() }) };
    expect((await impact({ change: nowhere })).reply).toMatchObject({ moved: 0, caught: 0 });
    // Nothing was saved.
    expect((await list()).rules.some((each) => each.name === 'Nueva')).toBe(false);
  });

  it('says what another order and a retirement would move', async () => {
    await add({ name: 'Primera' });
    const now = await list();
    await add({ name: 'Nunca llega', teamId: String(mail.teamId) });
    const ids = (await list()).rules.filter((rule) => rule.active).map((rule) => rule.id);
    const order = (await impact({ change: { kind: 'order', ids: ids.toReversed() } })).reply;
    expect([order.caught, order.moved > 0]).toEqual([null, true]);
    expect((await impact({ change: { kind: 'order', ids: [...ids].slice(1) } })).status).toBe(400);
    const id = idNamed(now, 'Primera');
    const gone = (await impact({ change: { kind: 'rule', id, content: content({ name: 'Primera' }), active: false } }))
      .reply;
    expect([gone.caught, gone.moved]).toEqual([0, order.moved]);
    const nobody = { kind: 'rule' as const, id: newId(), content: content(), active: true };
    expect((await impact({ change: nobody })).status).toBe(404);
    expect((await impact({ change: nobody }, lead)).status).toBe(403);
    await none();
  });
});

it('the catalogue keeps a service that a rule names', async () => {
  // No request names it: only the rule does.
  const unused = String(services.at(-1)?.id);
  await add({ name: 'Lo nombra', serviceIds: [unused] });
  const gone = desk.house.store.change(system('test'), async (work) => {
    await work.db.deleteFrom('services').where('id', '=', unused).execute();
  });
  await expect(gone).rejects.toMatchObject({ code: '23503', table: 'routing_conditions' });
  await none();
});
