/** V36 live sessions after a demotion, V39 an open session alone, V40 mass assignment, V41 credentials in answers. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as accounts from '#contract/accounts.ts';
import {
  grantRoles,
  invitePerson,
  listPeople,
  type PersonId,
  readProfile,
  readSession,
  saveProfile,
} from '#contract/accounts.ts';
import { listOrganisation } from '#contract/agencies.ts';
import { OPERATIONS } from '#contract/index.ts';
import * as institution from '#contract/institution.ts';
import { readInstitution, readSettings } from '#contract/institution.ts';
import { newSecret } from '#server/shared/ids.ts';
import { ADMIN, OTHER_PASSWORD, PASSWORD, type Settled, settle } from './settled.ts';

let desk: Settled;
beforeAll(async () => {
  desk = await settle();
});
afterAll(() => desk.close());

const setState = (id: string, state: string) =>
  desk.house.store.aside('session', (db) => db.updateTable('people').set({ state }).where('id', '=', id).execute());

describe('V36: a session that was open before', () => {
  it('answers 401 from the moment its person is no longer active', async () => {
    const id = await desk.person({ email: 'se.va@gobierno.example', roles: ['agent'] });
    const session = await desk.enter('se.va@gobierno.example');
    expect((await desk.call(readSession, { session })).status).toBe(200);
    for (const state of ['inactive', 'awaiting_approval', 'invited']) {
      await setState(id, state);
      expect((await desk.call(readSession, { session })).status).toBe(401);
    }
  });

  it('answers 401 when its person was demoted, and the new one opens fewer doors', async () => {
    const email = 'ya.no@gobierno.example';
    const id = (await desk.person({ email, roles: ['operator_admin', 'requester'] })) as PersonId;
    const session = await desk.enter(email);
    expect((await desk.call(listPeople, { session })).status).toBe(200);
    await desk.call(grantRoles, { session: desk.admin, params: { id }, body: { roles: ['requester'], teamIds: [] } });
    expect((await desk.call(listPeople, { session })).status).toBe(401);
    expect((await desk.call(listPeople, { session: await desk.enter(email) })).status).toBe(403);
  });

  it('answers 401 when the epoch of its person was raised by any means', async () => {
    const id = await desk.person({ email: 'epoca@gobierno.example' });
    const session = await desk.enter('epoca@gobierno.example');
    await desk.house.store.aside('session', (db) =>
      db.updateTable('people').set({ auth_epoch: sql<number>`auth_epoch + 1` }).where('id', '=', id).execute(),
    );
    expect((await desk.call(readSession, { session })).status).toBe(401);
  });

  it('cannot be opened by a password compared before the person was made inactive', async () => {
    const email = 'carrera@gobierno.example';
    const id = await desk.person({ email });
    const entering = desk.call(accounts.signIn, { body: { email, password: PASSWORD } });
    await setState(id, 'inactive');
    const { session } = await entering;
    expect((await desk.call(readSession, { session })).status).toBe(401);
  });
});

describe('V39: an open session alone', () => {
  it('changes neither password nor e-mail: the present password is asked for by the server, and wrong ones count', async () => {
    const email = 'prestada@gobierno.example';
    const id = await desk.person({ email });
    const session = await desk.enter(email);
    const other = 'nueva.prestada@gobierno.example';
    const without = [
      await desk.call(accounts.askEmailChange, { session, body: { email: other } as never }),
      await desk.call(accounts.askEmailChange, { session, body: { email: other, password: '' } }),
      await desk.call(accounts.changePassword, { session, body: { password: OTHER_PASSWORD } as never }),
    ];
    expect(without.map((answer) => answer.status)).toEqual([400, 400, 400]);
    const wrong: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      const body = { email: other, password: OTHER_PASSWORD };
      wrong.push((await desk.call(accounts.askEmailChange, { session, body })).status);
    }
    expect(wrong).toEqual([422, 422, 422, 422, 429, 429]);
    const rows = await desk.house.store.read
      .selectFrom('email_changes')
      .select('id')
      .where('person_id', '=', id)
      .execute();
    expect(rows).toEqual([]);
  });

  it('of an administrator gives neither code nor link to its own account', async () => {
    const { id } = (await desk.call(readSession, { session: desk.admin })).reply.person;
    const body = { proof: 'in_person', note: 'soy yo misma' } as const;
    const code = await desk.call(accounts.giveResetCode, { session: desk.admin, params: { id }, body });
    const link = await desk.call(accounts.giveActivationLink, { session: desk.admin, params: { id } });
    for (const answer of [code, link]) expect([answer.status, answer.problem.code]).toEqual([403, 'right.missing']);
  });
});

describe('V40: a body with something the contract does not name', () => {
  const MINE: readonly unknown[] = [...Object.values(accounts), ...Object.values(institution)];
  // An upload has no body of fields; what its query may say is asked for each route in V28.
  const writes = OPERATIONS.filter(
    (operation) => operation.method !== 'GET' && operation.carrier !== 'upload' && MINE.includes(operation),
  );
  const columns = [
    'id',
    'state',
    'auth_epoch',
    'authEpoch',
    'password_hash',
    'passwordHash',
    'person.roles',
    'version_',
    'lastSignInAt',
    'isAdmin',
  ];

  it('sees every write of accounts and institution', () => {
    expect(writes.length).toBeGreaterThan(15);
  });

  it.each(writes.map((operation) => [operation.name, operation] as const))(
    '%s answers 400 and changes nothing',
    async (_name, operation) => {
      const before = await everything();
      const params = { id: '00000000-0000-4000-8000-000000000000' };
      const takesBody = operation.method !== 'DELETE';
      // Where a body is one of several, what tells them apart is looked at before anything else.
      const which = operation.name === 'confirmSession' ? { by: 'password' } : {};
      // A passkey has an id of its own, which its body names.
      const named = operation.body && 'entries' in operation.body ? Object.keys(operation.body.entries as object) : [];
      const strange = [...columns, 'constructor', 'prototype'].filter((key) => !named.includes(key));
      for (const key of takesBody ? strange : []) {
        const answer = await desk.call(operation, { session: desk.admin, params, body: { ...which, [key]: 'x' } });
        expect(answer.status).toBe(400);
        expect(answer.problem.fields?.map((field) => field.path)).toContain(key);
      }
      if (takesBody) {
        const raw = await desk.app.inject({
          method: operation.method as 'POST' | 'PUT',
          url: operation.path.replace(':id', params.id),
          headers: {
            host: 'localhost:3000',
            origin: 'http://localhost:3000',
            cookie: `mesa=${desk.admin}`,
            'content-type': 'application/json',
          },
          payload: '{"__proto__":{"roles":["operator_admin"]}}',
        });
        expect(raw.statusCode).toBe(400);
      }
      const queried = await desk.call(operation, { session: desk.admin, params, query: { admin: 'true' } });
      expect(queried.status).toBe(400);
      expect(await everything()).toEqual(before);
    },
  );

  /** What a caller could want to change, without the counters that any call moves. */
  const everything = async () => {
    const people = await desk.house.store.read.selectFrom('people').selectAll().orderBy('id').execute();
    const rows = await desk.house.store.read.selectFrom('institution').selectAll().execute();
    return { people, rows };
  };
});

describe('V41: no answer', () => {
  it('carries a hash, a secret or an epoch, whoever asks', async () => {
    const reader = await desk.person({ email: 'lectora@gobierno.example', roles: ['requester', 'auditor'] });
    const given = await desk.call(accounts.giveResetCode, {
      session: desk.admin,
      params: { id: reader as PersonId },
      body: { proof: 'in_person', note: 'una nota de nadie más' },
    });
    const asking = { email: 'otra.lectora@gobierno.example', password: PASSWORD };
    const entered = await desk.enter('lectora@gobierno.example');
    expect((await desk.call(accounts.askEmailChange, { session: entered, body: asking })).status).toBe(202);
    const bodies: string[] = [];
    for (const session of [desk.admin, await desk.enter('lectora@gobierno.example')]) {
      for (const operation of [readSession, readProfile, listPeople, readSettings, readInstitution, listOrganisation])
        bodies.push((await desk.call(operation, { session })).raw.body);
    }
    const { agencies, positions } = (await desk.call(listOrganisation)).reply;
    const [agency, position] = [agencies[0], positions[0]];
    if (!agency || !position) throw new Error('no organisation');
    const invited = await desk.call(invitePerson, {
      session: desk.admin,
      body: {
        ...{
          givenNames: 'Nadia',
          firstSurname: 'Ek',
          secondSurname: '',
          email: 'nadia@gobierno.example',
          employeeNumber: '',
        },
        ...{ agencyId: agency.id, positionId: position.id, phone: '312 316 2000', roles: ['requester'], teamIds: [] },
      },
    });
    const saved = await desk.call(saveProfile, {
      session: desk.admin,
      body: { phone: '312 316 2000' },
    });
    bodies.push(invited.raw.body, saved.raw.body);
    for (const body of bodies) {
      expect(body.length).toBeGreaterThan(5);
      expect(body).not.toMatch(/argon2|password_?hash|token_?hash|code_?hash|auth_?epoch|\$m=/i);
      expect(body).not.toContain(given.reply.code);
      expect(body).not.toContain('una nota de nadie más');
      expect(body).not.toContain(desk.admin);
      expect(body).not.toContain(ADMIN.password);
    }
  });

  it('says of a made-up session anything but that there is none', async () => {
    for (const session of [newSecret(), '', 'x', "' or 1=1 --", '%00', 'null', 'undefined'])
      expect((await desk.call(readSession, { session: encodeURIComponent(session) })).problem.code).toBe(
        'session.required',
      );
  });
});
