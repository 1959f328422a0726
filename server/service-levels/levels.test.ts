import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LevelId } from '#contract/catalogue.ts';
import { readCatalogue } from '#contract/catalogue.ts';
import type { Operation } from '#contract/operation.ts';
import { PERMISSIONS, type Role } from '#contract/permissions.ts';
import { fileRequest, postMessage, readRequest, resolveRequest, takeRequest } from '#contract/requests.ts';
import {
  discardLevelDraft,
  type LevelContent,
  listLevels,
  previewLevel,
  publishLevel,
  readLevel,
  readPromises,
  restoreLevel,
  retireLevel,
  saveLevelDraft,
} from '#contract/service-levels.ts';
import { later, MINUTE } from '#server/shared/clock.ts';
import { entriesOf } from '#server/shared/history.ts';
import { newId } from '#server/shared/ids.ts';
import { MORNING } from '#tests/kit/house.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { measuredSince } from '../requests/level-rows.ts';
import { putInForce } from './administer.ts';

let desk: Settled;
let owner: string;
let agent: string;
let requester: string;

const entered = (role: Role) => desk.enter(`${role.replace('_', '.')}@gobierno.example`);
/** Sessions end while days pass: everybody signs in again. */
async function on(day: Date): Promise<void> {
  desk.clock.set(day);
  [owner, agent, requester] = [await entered('service_owner'), await entered('team_lead'), await entered('requester')];
}

beforeAll(async () => {
  desk = await settle();
  const { read } = desk.house.store;
  const first = await read.selectFrom('teams').select('id').where('area_id', 'is', null).executeTakeFirstOrThrow();
  for (const role of ['service_owner', 'team_lead', 'requester'] as const) {
    const email = `${role.replace('_', '.')}@gobierno.example`;
    await desk.person({ email, roles: [role], teamIds: role === 'team_lead' ? [first.id] : [] });
  }
  await on(MORNING);
}, 60_000);
afterAll(() => desk.close());

const REASON = 'Lo acordó la Dirección con las áreas.';
const STRANGER = newId<LevelId>();

const list = async (session = owner) => (await desk.call(listLevels, { session })).reply;
const lineOf = async (code: string) => {
  const line = (await list()).levels.find((each) => each.code === code);
  if (!line) throw new Error(`no level ${code}`);
  return line;
};
const detail = async (id: LevelId, session = owner) => (await desk.call(readLevel, { session, params: { id } })).reply;
const inForce = async (id: LevelId): Promise<LevelContent> => {
  const content = (await detail(id)).versions.find((each) => each.standing === 'in_force')?.content;
  if (!content) throw new Error('nothing in force');
  return content;
};
const save = (id: LevelId, content: LevelContent, edition = 0) =>
  desk.call(saveLevelDraft, { session: owner, params: { id }, body: { edition, content } });
const publish = (id: LevelId, edition = 1, reason = REASON) =>
  desk.call(publishLevel, { session: owner, params: { id }, body: { edition, reason } });
const changed = async (id: LevelId, patch: Partial<LevelContent>) => {
  await save(id, { ...(await inForce(id)), effectiveOn: null, ...patch });
  return publish(id);
};
async function brandNew(code: string, patch: Partial<LevelContent> = {}): Promise<LevelId> {
  const id = newId<LevelId>();
  const base = await inForce((await lineOf('N3')).id);
  await save(id, { ...base, code, name: { es: `Nivel ${code}`, en: '' }, ...patch });
  await publish(id);
  return id;
}

async function file(subject: string) {
  const { areas } = (await desk.call(readCatalogue, { session: requester })).reply;
  const area = areas.find((each) => each.code === 'ST');
  if (!area) throw new Error('no area');
  const place = { building: '', floor: '', office: '', phone: '' };
  return (body: Record<string, unknown> = {}) =>
    desk.call(fileRequest, {
      session: requester,
      body: {
        draftId: null,
        subject,
        description: 'La pantalla se queda en blanco al encender.',
        areaId: area.id,
        serviceId: null,
        place,
        attachments: [],
        ...body,
      } as never,
    });
}
const rowOf = (id: string) =>
  desk.house.store.read.selectFrom('requests').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('the list and one level', () => {
  it('come with the starting data as first versions, the most pressing first', async () => {
    const { levels, calendars } = await list(agent);
    expect(levels.map((level) => [level.code, level.version])).toEqual([
      ['N1', 1],
      ['N2', 1],
      ['N3', 1],
      ['N4', 1],
      ['N5', 1],
    ]);
    expect(calendars.map((calendar) => calendar.name.es)).toContain(levels[0]?.calendarName.es);
    const one = await detail(levels[0]?.id ?? STRANGER, agent);
    expect(one).toMatchObject({ retired: false, draft: null, can: { administer: false } });
    expect(one.versions).toMatchObject([{ version: 1, effectiveOn: '2026-11-23', reason: null, standing: 'in_force' }]);
  });

  it('are the desk’s: a requester is refused, and nobody finds what is not there', async () => {
    expect((await desk.call(listLevels, { session: requester })).status).toBe(403);
    for (const operation of [readLevel, previewLevel, publishLevel, retireLevel, restoreLevel] as Operation[]) {
      const body = operation === publishLevel ? { edition: 1, reason: REASON } : { reason: REASON };
      const asked = { session: owner, params: { id: STRANGER }, ...(operation.method === 'GET' ? {} : { body }) };
      expect([operation.name, (await desk.call(operation, asked)).status]).toEqual([operation.name, 404]);
    }
    expect((await desk.call(discardLevelDraft, { session: owner, params: { id: STRANGER } })).status).toBe(404);
  });

  it('are administered by their owner alone', async () => {
    expect(PERMISSIONS['level.administer']).toEqual(['service_owner']);
    const { id } = await lineOf('N1');
    const body = { edition: 0, content: await inForce(id) };
    expect((await desk.call(saveLevelDraft, { session: agent, params: { id }, body })).status).toBe(403);
  });
});

describe('a draft', () => {
  it('is kept for whoever administers, hidden from the rest, and changes nothing', async () => {
    const { id } = await lineOf('N2');
    const content = { ...(await inForce(id)), resolutionMinutes: 600 };
    expect((await save(id, content)).reply.draft).toMatchObject({ edition: 1, content: { resolutionMinutes: 600 } });
    expect((await detail(id, agent)).draft).toBeNull();
    expect(await lineOf('N2')).toMatchObject({ hasDraft: true, resolutionMinutes: 480 });
    expect((await list(agent)).levels.find((each) => each.id === id)?.hasDraft).toBe(false);
    expect((await save(id, { ...content, resolutionMinutes: 500 }, 1)).reply.draft?.edition).toBe(2);
  });

  it('never overwrites what somebody else saved meanwhile', async () => {
    const { id } = await lineOf('N2');
    const content = await inForce(id);
    for (const edition of [0, 1]) {
      const answer = await save(id, content, edition);
      expect(answer.status).toBe(409);
      expect(answer.problem).toMatchObject({
        code: 'version.stale',
        values: { who: 'me', by: 'Rosa Elena Canul Pech', fact: 'service-level.draft-saved' },
      });
    }
    const none = await save(newId<LevelId>(), { ...content, code: 'X9' }, 3);
    expect([none.status, none.problem.code]).toEqual([404, 'not-found']);
  });

  it('can be thrown away', async () => {
    const { id } = await lineOf('N2');
    expect((await desk.call(discardLevelDraft, { session: owner, params: { id } })).status).toBe(200);
    expect((await detail(id)).draft).toBeNull();
    expect((await publish(id)).problem).toMatchObject({ code: 'version.stale' });
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['without a first response', { firstResponseMinutes: null }, 'content.firstResponseMinutes', 'field.required'],
    ['without a solution', { resolutionMinutes: null }, 'content.resolutionMinutes', 'field.required'],
    ['with a target of nothing', { resolutionMinutes: 0 }, 'content.resolutionMinutes', 'field.number-low'],
    [
      'solved before it is answered',
      { resolutionMinutes: 30 },
      'content.resolutionMinutes',
      'field.level-resolution-first',
    ],
    ['at risk from the start', { atRiskPercent: 0 }, 'content.atRiskPercent', 'field.number-low'],
    ['at risk when it is over', { atRiskPercent: 100 }, 'content.atRiskPercent', 'field.number-high'],
    ['without a name', { name: { es: ' ', en: '' } }, 'content.name.es', 'field.required'],
    ['on a calendar nobody has', { calendarId: STRANGER }, 'content.calendarId', 'field.choice'],
    ['with the code of another', { code: 'n1' }, 'content.code', 'field.level-code-taken'],
  ])('is refused %s, and the sentence says why', async (_what, patch, path, message) => {
    const { id } = await lineOf('N3');
    const answer = await save(id, { ...(await inForce(id)), ...patch } as LevelContent);
    expect(answer.status).toBe(400);
    expect(answer.problem.fields).toContainEqual(expect.objectContaining({ path, message }));
  });
});

describe('a version', () => {
  it('holds at once when its day is today; what was filed before keeps what it was promised', async () => {
    const { id } = await lineOf('N3');
    const filing = await file('El monitor no enciende');
    const before = await rowOf((await filing()).reply.id);
    const answer = await changed(id, { firstResponseMinutes: 120, nextResponseMinutes: 60 });
    expect(answer.status).toBe(200);
    expect(answer.reply.versions.map((each) => [each.version, each.standing])).toEqual([
      [2, 'in_force'],
      [1, 'past'],
    ]);
    expect(answer.reply.versions[0]).toMatchObject({ reason: REASON, publishedBy: 'Rosa Elena Canul Pech' });
    expect(answer.reply.draft).toBeNull();
    const after = await rowOf((await filing()).reply.id);
    expect(before).toMatchObject({
      level_id: id,
      level_version: 1,
      first_response_minutes: 240,
      next_response_minutes: null,
    });
    expect(after).toMatchObject({
      level_id: id,
      level_version: 2,
      first_response_minutes: 120,
      next_response_minutes: 60,
    });
    expect(await rowOf(before.id)).toMatchObject({ level_version: 1, first_response_minutes: 240 });
  });

  it('waits for its day, and then takes its place by itself', async () => {
    const { id } = await lineOf('N4');
    const answer = await changed(id, { resolutionMinutes: 1440, effectiveOn: '2026-11-26' });
    expect(answer.reply.versions.map((each) => [each.version, each.standing])).toEqual([
      [2, 'coming'],
      [1, 'in_force'],
    ]);
    expect(await lineOf('N4')).toMatchObject({ comingOn: '2026-11-26', resolutionMinutes: 2400, version: 1 });
    await putInForce(desk.house);
    expect((await lineOf('N4')).version).toBe(1);
    // A quarter past midnight there.
    await on(new Date('2026-11-26T06:15:00Z'));
    await putInForce(desk.house);
    await putInForce(desk.house);
    expect(await lineOf('N4')).toMatchObject({ comingOn: null, resolutionMinutes: 1440, version: 2 });
    const rows = await entriesOf(desk.house.store.read, `service-level:${id}`);
    expect(rows.map((row) => row.fact)).toEqual([
      'service-level.added',
      'service-level.published',
      'service-level.in-force',
    ]);
    await on(MORNING);
  });

  it('is refused when it promises nothing new, when its day is over, or when nobody saw that edition', async () => {
    const { id } = await lineOf('N5');
    const content = await inForce(id);
    await save(id, { ...content, effectiveOn: '2026-11-22' });
    expect((await publish(id)).problem.code).toBe('date.past');
    await save(id, { ...content, effectiveOn: null }, 1);
    expect((await publish(id, 1)).problem.code).toBe('version.stale');
    const same = await publish(id, 2);
    expect([same.status, same.problem.code]).toEqual([409, 'level.unchanged']);
    expect((await publish(id, 2, 'no')).status).toBe(400);
    await desk.call(discardLevelDraft, { session: owner, params: { id } });
  });

  it('can be made by one of two who publish the same draft, never by both', async () => {
    const { id } = await lineOf('N5');
    await save(id, { ...(await inForce(id)), atRiskPercent: 70 });
    const codes = (await Promise.all([publish(id), publish(id)])).map((answer) => answer.status);
    expect(codes.toSorted()).toEqual([200, 409]);
    expect((await detail(id)).versions).toHaveLength(2);
  });

  it('cannot be changed or taken away afterwards, whoever asks the database', async () => {
    const { id } = await lineOf('N1');
    const attempt = desk.house.store.aside('sweep', (db) =>
      db.updateTable('service_level_versions').set({ reason: 'otra cosa' }).where('level_id', '=', id).execute(),
    );
    await expect(attempt).rejects.toThrow(/permission denied|append-only/);
  });
});

describe('a new level', () => {
  it('is nobody’s business until it is published; then anything may name it', async () => {
    const id = newId<LevelId>();
    const base = await inForce((await lineOf('N2')).id);
    const name = { es: 'Alto, de noche', en: 'High, at night' };
    expect((await save(id, { ...base, code: 'N2N', name })).reply.versions).toEqual([]);
    expect((await desk.call(readLevel, { session: agent, params: { id } })).status).toBe(404);
    expect((await list(agent)).levels.map((each) => each.code)).not.toContain('N2N');
    expect(await lineOf('N2N')).toMatchObject({ version: null, hasDraft: true });
    expect((await desk.call(previewLevel, { session: owner, params: { id } })).reply).toEqual({
      openRequests: 0,
      areas: [],
      services: [],
      replay: null,
    });
    expect((await publish(id)).reply.versions).toMatchObject([{ version: 1, standing: 'in_force' }]);
    expect((await list(agent)).levels.find((each) => each.id === id)).toMatchObject({ code: 'N2N', name, version: 1 });
  });
});

describe('retiring', () => {
  it('is refused while something gives the level to new requests, and says what', async () => {
    const { id } = await lineOf('N3');
    const answer = await desk.call(retireLevel, { session: owner, params: { id }, body: { reason: REASON } });
    expect([answer.status, answer.problem.code]).toEqual([409, 'level.in-use']);
    const { areas } = (await desk.call(readCatalogue, { session: requester })).reply;
    const users = [...areas, ...areas.flatMap((area) => area.services)].filter((each) => each.levelId === id);
    expect(String(answer.problem.values?.names)).toContain(users[0]?.name.es);
    expect(users.length).toBeGreaterThan(5);
    expect(String(answer.problem.values?.names)).toContain(`+${users.length - 5}`);
  });

  it('takes a level nobody uses out of use, and it can come back', async () => {
    const id = await brandNew('N9');
    const reason = { reason: REASON };
    const gone = await desk.call(retireLevel, { session: owner, params: { id }, body: reason });
    expect(gone.reply.retired).toBe(true);
    expect((await list()).levels.at(-1)).toMatchObject({ id, retired: true });
    const promises = (await desk.call(readPromises, { session: requester })).reply.levels;
    expect(promises.map((each) => each.levelId)).not.toContain(id);
    const draft = await save(id, await inForce(id));
    expect([draft.status, draft.problem.code]).toEqual([409, 'level.retired']);
    expect((await desk.call(restoreLevel, { session: owner, params: { id }, body: reason })).reply.retired).toBe(false);
  });
});

describe('what a change touches', () => {
  it('counts the open ones, names who gives the level, and measures the last 90 days again', async () => {
    const { id } = await lineOf('N3');
    const filing = await file('El teclado no responde');
    const { reply: request } = await filing();
    await on(later(MORNING, 100 * MINUTE));
    const asked = { session: agent, params: { id: request.id } };
    const taken = await desk.call(takeRequest, { ...asked, body: { version: request.version } });
    await on(later(MORNING, 150 * MINUTE));
    const body = {
      version: taken.reply.version,
      closureCode: 'solved',
      solution: 'Se cambió el teclado.',
      attachments: [],
    };
    const resolved = await desk.call(resolveRequest, { ...asked, session: agent, body: body as never });
    expect([resolved.status, resolved.raw.body.slice(0, 300)]).toEqual([200, expect.any(String)]);
    await save(id, { ...(await inForce(id)), firstResponseMinutes: 30, resolutionMinutes: 140 });
    const { reply } = await desk.call(previewLevel, { session: owner, params: { id } });
    expect(reply.openRequests).toBe(2);
    expect(reply.services.length).toBeGreaterThan(3);
    expect(reply.replay).toMatchObject({ days: 90, resolution: { of: 1, missed: 0, wouldMiss: 1 } });
    expect(reply.replay?.firstResponse).toMatchObject({ missed: 1, wouldMiss: 1 });
    await save(id, { ...(await inForce(id)), firstResponseMinutes: 30, resolutionMinutes: 150 }, 1);
    const gentler = await desk.call(previewLevel, { session: owner, params: { id } });
    expect(gentler.reply.replay?.resolution).toEqual({ of: 1, missed: 0, wouldMiss: 0 });
    const { read } = desk.house.store;
    expect(await measuredSince(read, id, MORNING)).toHaveLength(1);
    expect(await measuredSince(read, id, later(MORNING, 1))).toEqual([]);
    await on(MORNING);
  });
});

describe('before filing', () => {
  const promised = async () => (await desk.call(readPromises, { session: requester })).reply;

  it('says until when a request filed now is answered and resolved, as filing then does', async () => {
    const { levels, at } = await promised();
    expect(at).toBe(MORNING.toISOString());
    const filing = await file('La silla no baja');
    const row = await rowOf((await filing()).reply.id);
    expect(levels.find((each) => each.levelId === row.level_id)).toEqual({
      levelId: row.level_id,
      firstResponseDueAt: row.first_response_due_at.toISOString(),
      resolutionDueAt: row.resolution_due_at.toISOString(),
      opensAt: null,
    });
  });

  it('says when the office opens, outside its hours', async () => {
    // Friday, 18:00 there.
    await on(new Date('2026-11-28T00:00:00Z'));
    const [first] = (await promised()).levels;
    expect(first?.opensAt).toBe('2026-11-30T14:30:00.000Z');
    await on(MORNING);
  });

  it('follows a change of the levels at once', async () => {
    const { id } = await lineOf('N1');
    const before = (await promised()).levels.find((each) => each.levelId === id);
    await changed(id, { firstResponseMinutes: 45 });
    const after = (await promised()).levels.find((each) => each.levelId === id);
    expect(before?.firstResponseDueAt).toBe('2026-11-23T16:30:00.000Z');
    expect(after?.firstResponseDueAt).toBe('2026-11-23T16:45:00.000Z');
  });

  it('leaves no way to choose a level: whatever names one is refused (B16)', async () => {
    const { id } = await lineOf('N1');
    const filing = await file('Quiero el nivel más alto');
    for (const name of ['levelId', 'level', 'level_id', 'levelVersion', 'resolutionMinutes', 'urgent']) {
      const answer = await filing({ [name]: id });
      expect([name, answer.status, answer.problem.code]).toEqual([name, 400, 'input.invalid']);
      expect(answer.problem.fields?.map((field) => field.path)).toContain(name);
    }
  });
});

describe('the next response', () => {
  it('is owed from what the requester writes later, and given by the desk’s next word', async () => {
    const filing = await file('El escáner se apaga');
    const { reply: request } = await filing();
    const params = { id: request.id };
    const say = async (session: string, text: string) =>
      (await desk.call(postMessage, { session, params, body: { text, attachments: [] } as never })).reply;
    expect((await say(requester, 'También se apaga el otro.')).nextResponseDueAt).toBeNull();
    expect((await say(agent, 'Voy para allá por la tarde.')).nextResponseDueAt).toBeNull();
    expect((await say(requester, '¿A qué hora más o menos?')).nextResponseDueAt).toBe('2026-11-23T17:00:00.000Z');
    desk.clock.advance(5 * MINUTE);
    expect((await say(requester, 'Estoy hasta las tres.')).nextResponseDueAt).toBe('2026-11-23T17:00:00.000Z');
    expect((await say(agent, 'A la una.')).nextResponseDueAt).toBeNull();
    const seen = await desk.call(readRequest, { session: requester, params: { ref: request.id } });
    expect(seen.reply.nextResponseDueAt).toBeNull();
    await on(MORNING);
  });
});
