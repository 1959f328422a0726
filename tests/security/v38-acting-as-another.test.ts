/** V38: nobody acts as somebody else. No role, operation, header or parameter says who one is; the session alone does. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PersonId, readProfile, readSession, savePreferences } from '#contract/accounts.ts';
import { fileForPrincipal } from '#contract/delegations.ts';
import { OPERATIONS } from '#contract/index.ts';
import type { Operation } from '#contract/operation.ts';
import { holds, PERMISSIONS, ROLES } from '#contract/permissions.ts';
import { entriesOf } from '#server/shared/history.ts';
import { ADMIN, type Settled, settle } from './settled.ts';

const NO_SUCH = '01890000-0000-7000-8000-00000000dead';
/** What other programs called it (Bugzilla CVE-2014-1572, GLPI's "impersonate", OTRS "switch to user", sudo of portals). */
const WORDS = /impersonat|act.?as|on.?behalf|sudo|switch.?(to|user)|masquerad|log.?in.?as|assume|run.?as/i;
const KEYS = ['actAs', 'onBehalfOf', 'impersonate', 'asPersonId', 'actorId', 'sudo'] as const;

let desk: Settled;
let rosa: string;
let rosaId: PersonId;
let adminId: PersonId;
beforeAll(async () => {
  desk = await settle();
  rosaId = (await desk.person({ email: 'rosa.propia@gobierno.example' })) as PersonId;
  rosa = await desk.enter('rosa.propia@gobierno.example');
  adminId = (await desk.call(readSession, { session: desk.admin })).reply.person.id;
}, 60_000);
afterAll(() => desk.close());

/** Names of all keys of a schema, at any depth. */
function keysIn(schema: unknown, seen = new Set<unknown>()): string[] {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return [];
  seen.add(schema);
  const entries = 'entries' in schema && typeof schema.entries === 'object' ? Object.keys(schema.entries ?? {}) : [];
  return [...entries, ...Object.values(schema).flatMap((each) => keysIn(each, seen))];
}

const claims = (id: string): Record<string, string> => ({
  'x-user-id': id,
  'x-remote-user': ADMIN.email,
  'x-forwarded-user': ADMIN.email,
  'x-forwarded-email': ADMIN.email,
  'x-authenticated-user': ADMIN.email,
  'x-impersonate-user': id,
  'x-act-as': id,
  'x-original-user': id,
  'remote-user': ADMIN.email,
  from: ADMIN.email,
  authorization: `Basic ${Buffer.from(`${ADMIN.email}:${ADMIN.password}`).toString('base64')}`,
});

describe('acting as somebody else (V38)', () => {
  it('is no right, no operation and no field of any', () => {
    expect(Object.keys(PERMISSIONS).filter((right) => WORDS.test(right))).toEqual([]);
    for (const { name, path, params, query, body } of OPERATIONS) {
      const words = [name, path, ...[params, query, body].flatMap((schema) => keysIn(schema))];
      expect([name, words.filter((word) => WORDS.test(word))]).toEqual([name, []]);
    }
  });

  it.each(Object.keys(claims('')))(
    'V52: is not said by the header %s, with a session or without one',
    async (header) => {
      const value = claims(adminId)[header] ?? '';
      const own = await desk.call(readSession, { session: rosa, headers: { [header]: value } });
      expect([own.status, own.reply.person.id, own.reply.roles]).toEqual([200, rosaId, ['requester']]);
      expect((await desk.call(readProfile, { headers: { [header]: value } })).status).toBe(401);
    },
  );

  const writes = OPERATIONS.filter(
    ({ method, carrier, permission, demoOnly }) =>
      (method === 'POST' || method === 'PUT') && carrier === 'json' && permission !== 'public' && !demoOnly,
  );

  it.each(writes.map((operation) => [operation.name, operation] as const))(
    '%s takes nobody’s word for who acts',
    async (_name, operation: Operation) => {
      const role = ROLES.find((each) => operation.permission !== 'public' && holds([each], operation.permission));
      const email = `${role?.replaceAll('_', '.')}.v38@gobierno.example`;
      const session = await sessionOf(email, role ?? 'requester');
      const params = Object.fromEntries(
        (operation.path.match(/:[a-zA-Z]+/g) ?? []).map((each) => [each.slice(1), NO_SUCH]),
      );
      const body = Object.fromEntries(KEYS.map((key) => [key, adminId]));
      const answer = await desk.call(operation, { session, params, body });
      expect([answer.status, answer.problem.code]).toEqual([400, 'input.invalid']);
      expect(answer.problem.fields?.map(({ path }) => path).some((path) => KEYS.includes(path as never))).toBe(true);
    },
  );

  it('is not what a delegate does: without a delegation nothing is filed for anybody, with any word or role', async () => {
    const session = await sessionOf('delegate.v38@gobierno.example', 'delegate');
    const place = { building: '', floor: '', office: '', phone: '' };
    const words = { subject: 'La impresora no imprime', description: 'Desde el viernes no imprime nada.' };
    const about = { draftId: null, ...words, serviceId: null, place, attachments: [] };
    const areas = await desk.house.store.read.selectFrom('areas').select('id').execute();
    const body = { ...about, areaId: areas[0]?.id ?? '', principalId: adminId };
    const answer = await desk.call(fileForPrincipal, { session, headers: claims(adminId), body });
    expect([answer.status, answer.problem.code]).toEqual([422, 'delegation.none']);
    expect((await desk.call(fileForPrincipal, { session: rosa, body })).problem.code).toBe('right.missing');
    expect(await desk.house.store.read.selectFrom('requests').select('id').execute()).toEqual([]);
  });

  it('leaves the name of who did it in the history, whatever was claimed', async () => {
    const letters = { messages: true, progress: true, assignment: true };
    const body = { locale: 'en' as const, theme: 'dark' as const, letters };
    const saved = await desk.call(savePreferences, { session: rosa, headers: claims(adminId), body });
    expect(saved.status).toBe(200);
    const entries = await entriesOf(desk.house.store.read, `person:${rosaId}`);
    expect(entries.at(-1)).toMatchObject({ actor_kind: 'person', actor_id: rosaId });
  });
});

const open = new Map<string, string>();

async function sessionOf(email: string, role: (typeof ROLES)[number]): Promise<string> {
  const known = open.get(email);
  if (known !== undefined) return known;
  await desk.person({ email, roles: [role] });
  const session = await desk.enter(email);
  open.set(email, session);
  return session;
}
