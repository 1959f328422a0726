/** V36 and C63: an account is closed while all that can be open of it is open, in a house that listens on a real port. */
import { type AddressInfo, connect, type Socket } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  askEmailChange,
  askPasswordReset,
  changePassword,
  closeAccount,
  giveActivationLink,
  giveResetCode,
  grantRoles,
  listPeople,
  type PersonId,
  readSession,
  reopenAccount,
  setPassword,
  signIn,
  useResetCode,
} from '#contract/accounts.ts';
import { uploadAttachment } from '#contract/attachments.ts';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import { askDeactivation } from '#contract/deactivations.ts';
import { HOLD_HEADER } from '#contract/held.ts';
import { endSessionsOf, listSessionsOf } from '#contract/people-sessions.ts';
import {
  cancelRequest,
  downloadAttachment,
  fileRequest,
  type RequestId,
  readRequest,
  resolveRequest,
  takeRequest,
} from '#contract/requests.ts';
import { lockByEmail, unlockByEmail } from '#server/accounts/index.ts';
import { entriesOf } from '#server/shared/history.ts';
import { newId } from '#server/shared/ids.ts';
import { follow } from '../kit/stream.ts';
import { OTHER_PASSWORD, PASSWORD, type Settled, settle, tokenOf } from './settled.ts';

let desk: Settled;
let port = 0;
let areaId: string;
let teamId: string;
let rosa: string;
const lines: Socket[] = [];

beforeAll(async () => {
  desk = await settle();
  await desk.app.listen({ port: 0, host: '127.0.0.1' });
  port = (desk.app.server.address() as AddressInfo).port;
  areaId = String((await desk.call(readCatalogue, { session: desk.admin })).reply.areas[0]?.id);
  const { teams } = (await desk.call(readDeskLists, { session: desk.admin })).reply;
  teamId = String(teams.find((team) => team.areaId === areaId)?.id);
  await desk.person({ email: 'rosa@gobierno.example' });
  rosa = await desk.enter('rosa@gobierno.example');
});
afterAll(async () => {
  for (const line of lines) line.destroy();
  await desk.close();
});

const file = async (session: string, attachments: string[] = []): Promise<RequestId> => {
  const place = { building: '', floor: '', office: '', phone: '' };
  const words = { subject: 'La impresora no imprime', description: 'Desde el viernes.', place };
  const body = { draftId: null, ...words, areaId, serviceId: null, attachments } as never;
  const answer = await desk.call(fileRequest, { session, body });
  expect(answer.status, answer.raw.body).toBe(201);
  return answer.reply.id;
};

/** Asks for a file, hears how the answer begins, and reads so slowly that it stays on its way. */
async function fetchSlowly(session: string, path: string) {
  const line = connect(port, '127.0.0.1');
  lines.push(line);
  let [taken, over] = [0, false];
  line.on('close', () => {
    over = true;
  });
  line.on('error', () => undefined);
  line.write(`GET ${path} HTTP/1.1\r\nHost: localhost:3000\r\nCookie: mesa=${session}\r\n\r\n`);
  const head = await new Promise<string>((resolve) => {
    line.once('data', (piece) => {
      taken += piece.length;
      line.pause();
      resolve(piece.toString('latin1'));
    });
  });
  return {
    head,
    /** Takes whatever still comes; gives how much that was in all. */
    finish: async (): Promise<number> => {
      line.on('data', (piece) => {
        taken += piece.length;
      });
      line.resume();
      await expect.poll(() => over, { timeout: 5_000 }).toBe(true);
      return taken;
    },
  };
}

const close = (id: string, session = desk.admin) =>
  desk.call(closeAccount, {
    session,
    params: { id: id as PersonId },
    body: { reason: 'left', note: 'Oficio SA/123 del 20 de noviembre' },
  });

const waitingForRows = async (): Promise<number> => {
  const { rows } = await sql<{ waiting: number }>`select count(*)::int as waiting from pg_locks
    where not granted`.execute(desk.house.store.read);
  return rows[0]?.waiting ?? 0;
};

const MEGABYTES = 20 * 1024 * 1024;

describe('V36: an account closed while in use', () => {
  it('loses sessions, stream, file on its way, links, codes and what was queued, within 5 s', async () => {
    const email = 'laura@gobierno.example';
    const id = (await desk.person({ email, roles: ['agent', 'requester'], teamIds: [teamId] })) as PersonId;
    const [session, elsewhere] = [await desk.enter(email), await desk.enter(email)];
    const upload = Buffer.alloc(MEGABYTES, 'a');
    const sent = await desk.call(uploadAttachment, { session, query: { name: 'bitacora.txt' }, upload });
    const own = await file(session, [sent.reply.id]);
    const path = downloadAttachment.path.replace(':id', own).replace(':attachmentId', sent.reply.id);
    const [hers, asked] = [await file(rosa), await file(rosa)];
    for (const each of [hers, asked]) {
      const { version } = (await desk.call(readRequest, { session, params: { ref: each } })).reply;
      const taken = await desk.call(takeRequest, { session, params: { id: each }, body: { version } });
      expect(taken.status, taken.raw.body).toBe(200);
    }
    const { version } = (await desk.call(readRequest, { session, params: { ref: asked } })).reply;
    const waits = await desk.call(resolveRequest, {
      session,
      params: { id: asked },
      body: { version, solution: 'Se cambió el tóner.', closureCode: 'solved', attachments: [] },
      headers: { [HOLD_HEADER]: '1' },
    });
    expect(waits.status).toBe(202);
    const link = (await desk.call(giveActivationLink, { session: desk.admin, params: { id } })).reply;
    const proof = { proof: 'in_person', note: 'credencial a la vista' } as const;
    const { code } = (await desk.call(giveResetCode, { session: desk.admin, params: { id }, body: proof })).reply;
    const moving = { email: 'laura.nueva@gobierno.example', password: PASSWORD };
    expect((await desk.call(askEmailChange, { session, body: moving })).status).toBe(202);
    await desk.call(askPasswordReset, { body: { email } });
    const stream = await (await follow({ port, host: 'localhost:3000', session })).ready();
    const download = await fetchSlowly(session, path);
    expect(download.head).toContain('HTTP/1.1 200');

    const before = desk.mailbox.letters.length;
    const closed = await close(id);
    expect([closed.status, closed.reply.state, closed.reply.can]).toMatchObject([
      200,
      'inactive',
      { reopen: true, close: false },
    ]);
    for (const cookie of [session, elsewhere])
      expect((await desk.call(readSession, { session: cookie })).status).toBe(401);
    await stream.untilClosed(5_000);
    expect(stream.heard.at(-1)).toMatchObject({ event: 'end', data: { reason: 'session' } });
    // Cut by the next look, not by the reader: what comes after it is less than the file.
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    expect(await download.finish()).toBeLessThan(MEGABYTES);
    expect((await fetchSlowly(session, path)).head).toContain('HTTP/1.1 401');

    const chosen = await desk.call(setPassword, { body: { token: tokenOf(link.url), password: OTHER_PASSWORD } });
    expect([chosen.status, chosen.problem.code]).toEqual([410, 'token.spent']);
    const byCode = await desk.call(useResetCode, { body: { email, code, password: OTHER_PASSWORD } });
    expect(byCode.problem.code).toBe('reset-code.wrong');
    expect((await desk.call(signIn, { body: { email, password: PASSWORD } })).problem.code).toBe('sign-in.mismatch');

    desk.clock.advance(11_000);
    await desk.drain();
    const now = async (each: RequestId) =>
      (await desk.call(readRequest, { session: rosa, params: { ref: each } })).reply;
    for (const each of [hers, asked]) {
      const { state, agentName } = await now(each);
      expect([state, agentName]).toEqual(['assigned', null]);
    }
    expect((await entriesOf(desk.house.store.read, `request:${hers}`)).at(-1)).toMatchObject({
      fact: 'request.returned',
      actor_kind: 'system',
      data: { requestId: hers, fromAgentId: id },
    });
    const own_ = await desk.house.store.read
      .selectFrom('requests')
      .select(['state', 'requester_id'])
      .where('id', '=', own)
      .executeTakeFirstOrThrow();
    expect(own_).toEqual({ state: 'registered', requester_id: id });
    // Queued before or after: no letter leaves for who has no account.
    expect(desk.mailbox.letters.slice(before).filter((letter) => letter.to.address === email)).toEqual([]);
  });

  it('loses the same by a deactivation of its agency, at the instant it is signed', async () => {
    const [email, head] = ['se.va@gobierno.example', 'titular@gobierno.example'];
    const id = (await desk.person({ email })) as PersonId;
    await desk.person({ email: head, roles: ['agency_head'] });
    const [session, signer] = [await desk.enter(email), await desk.enter(head)];
    const upload = Buffer.alloc(MEGABYTES, 'a');
    const sent = await desk.call(uploadAttachment, { session, query: { name: 'bitacora.txt' }, upload });
    const own = await file(session, [sent.reply.id]);
    const path = downloadAttachment.path.replace(':id', own).replace(':attachmentId', sent.reply.id);
    const { url } = (await desk.call(giveActivationLink, { session: desk.admin, params: { id } })).reply;
    const { version } = (await desk.call(readRequest, { session, params: { ref: own } })).reply;
    const waits = await desk.call(cancelRequest, {
      ...{ session, params: { id: own }, body: { version, reason: 'Ya no hace falta' } },
      headers: { [HOLD_HEADER]: '1' },
    });
    expect(waits.status).toBe(202);
    const stream = await (await follow({ port, host: 'localhost:3000', session })).ready();
    const download = await fetchSlowly(session, path);

    const signed = await desk.call(askDeactivation, {
      ...{ session: signer, headers: { 'idempotency-key': newId() } },
      body: {
        ...{ personId: id, ground: 'separation', effectiveOn: null, colleagueId: null },
        by: { way: 'screen' },
      },
    });
    expect([signed.status, signed.reply.state]).toEqual([201, 'done']);
    expect((await desk.call(readSession, { session })).status).toBe(401);
    await stream.untilClosed(5_000);
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    expect(await download.finish()).toBeLessThan(MEGABYTES);
    const chosen = await desk.call(setPassword, { body: { token: tokenOf(url), password: OTHER_PASSWORD } });
    expect([chosen.status, chosen.problem.code]).toEqual([410, 'token.spent']);
    expect((await desk.call(signIn, { body: { email, password: PASSWORD } })).problem.code).toBe('sign-in.mismatch');
    desk.clock.advance(11_000);
    await desk.drain();
    const kept = await desk.house.store.read
      .selectFrom('requests')
      .select('state')
      .where('id', '=', own)
      .executeTakeFirstOrThrow();
    expect(kept.state).toBe('registered');
  });

  it('keeps who and why: the reason and a hash in the history, the note beside the account', async () => {
    const id = await desk.person({ email: 'motivo@gobierno.example' });
    await close(id);
    const { data } = (await entriesOf(desk.house.store.read, `person:${id}`)).at(-1) ?? { data: null };
    expect(data).toMatchObject({ personId: id, reason: 'left', note: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const { rows } = await sql<{ note: string; closed_by: string | null; opened_note: string | null }>`
      select note, closed_by, opened_note from account_closings where person_id = ${id}`.execute(desk.house.store.read);
    expect(rows).toEqual([
      { note: 'Oficio SA/123 del 20 de noviembre', closed_by: expect.any(String), opened_note: null },
    ]);
    expect((await close(id)).problem.code).toBe('account.closed');
  });

  it('opened again, lets its person in by password and by nothing of before', async () => {
    const email = 'vuelve@gobierno.example';
    const id = (await desk.person({ email })) as PersonId;
    const session = await desk.enter(email);
    const { url } = (await desk.call(giveActivationLink, { session: desk.admin, params: { id } })).reply;
    const body = { note: 'Regresó de su licencia' };
    const early = await desk.call(reopenAccount, { session: desk.admin, params: { id }, body });
    expect(early.problem.code).toBe('account.not-closed');
    await close(id);
    const opened = await desk.call(reopenAccount, { session: desk.admin, params: { id }, body });
    expect([opened.status, opened.reply.state]).toEqual([200, 'active']);
    expect((await desk.call(readSession, { session })).status).toBe(401);
    const stale = await desk.call(setPassword, { body: { token: tokenOf(url), password: OTHER_PASSWORD } });
    expect(stale.problem.code).toBe('token.spent');
    await desk.enter(email);
  });

  it('is never one’s own, nor that of the only one who administers', async () => {
    const { items } = (await desk.call(listPeople, { session: desk.admin, query: { q: 'direccion.ti' } })).reply;
    const [own] = items;
    expect(own?.can).toMatchObject({ close: false, reopen: false });
    expect((await close(String(own?.id))).problem.code).toBe('right.missing');
    const email = 'segunda@gobierno.example';
    const second = await desk.person({ email, roles: ['operator_admin'] });
    const session = await desk.enter(email);
    // Two who close each other at the same moment: the call came in while its caller was still one of two.
    let closing: ReturnType<typeof close> | undefined;
    await desk.house.store.aside('session', async (db) => {
      await db.updateTable('people').set({ state: 'inactive' }).where('id', '=', second).execute();
      closing = close(String(own?.id), session);
      await expect.poll(waitingForRows).toBeGreaterThan(0);
    });
    const refused = await closing;
    expect([refused?.status, refused?.problem.code]).toEqual([422, 'role.last-admin']);
    await expect(lockByEmail(desk.house, 'direccion.ti@gobierno.example')).rejects.toMatchObject({
      code: 'role.last-admin',
    });
  });

  it('by the terminal is the same act', async () => {
    const email = 'terminal@gobierno.example';
    await desk.person({ email });
    const session = await desk.enter(email);
    expect(await lockByEmail(desk.house, email)).toBe(true);
    expect(await lockByEmail(desk.house, email)).toBe(false);
    expect((await desk.call(readSession, { session })).status).toBe(401);
    await unlockByEmail(desk.house, email);
    await desk.enter(email);
  });

  it('a new password, or an administrator who ends all sessions, cuts streams and files on their way (V60, C64)', async () => {
    const open = async (email: string) => {
      const session = await desk.enter(email);
      const upload = Buffer.alloc(MEGABYTES, 'a');
      const sent = await desk.call(uploadAttachment, { session, query: { name: 'bitacora.txt' }, upload });
      const own = await file(session, [sent.reply.id]);
      const path = downloadAttachment.path.replace(':id', own).replace(':attachmentId', sent.reply.id);
      const stream = await (await follow({ port, host: 'localhost:3000', session })).ready();
      return { session, stream, download: await fetchSlowly(session, path) };
    };
    const [changes, ended] = ['cambia.clave@gobierno.example', 'sesiones@gobierno.example'];
    await desk.person({ email: changes });
    const id = (await desk.person({ email: ended })) as PersonId;
    const both = [await open(changes), await open(ended)];
    const here = await desk.enter(changes);
    const listed = await desk.call(listSessionsOf, { session: desk.admin, params: { id } });
    expect(listed.reply.items).toMatchObject([{ current: false, address: '127.0.0.1' }]);
    expect(listed.raw.body).not.toContain(both[1]?.session);

    const body = { current: PASSWORD, password: OTHER_PASSWORD };
    expect((await desk.call(changePassword, { session: here, body })).status).toBe(200);
    expect((await desk.call(endSessionsOf, { session: desk.admin, params: { id } })).reply).toEqual({ done: true });
    for (const { session, stream } of both) {
      expect((await desk.call(readSession, { session })).status).toBe(401);
      await stream.untilClosed(5_000);
    }
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    for (const { download } of both) expect(await download.finish()).toBeLessThan(MEGABYTES);
    expect((await desk.call(listSessionsOf, { session: desk.admin, params: { id } })).reply.items).toEqual([]);
    expect((await entriesOf(desk.house.store.read, `person:${id}`)).at(-1)).toMatchObject({
      fact: 'session.all-ended',
      data: { personId: id, ended: 1 },
    });
    await desk.drain();
    const told = desk.mailbox.letters.filter(({ subject }) => subject.startsWith('Se cerraron tus sesiones'));
    expect(told.map(({ to, text }) => [to.address, text.includes('Alma Ochoa cerró el')])).toEqual([[ended, true]]);
    // Still theirs to open again; one's own are the profile's to end.
    await desk.enter(ended);
    const adminId = (await desk.call(readSession, { session: desk.admin })).reply.person.id;
    const own = await desk.call(endSessionsOf, { session: desk.admin, params: { id: adminId } });
    expect([own.status, own.problem.code]).toEqual([403, 'right.missing']);
  });

  it('a role taken away counts from the next call, and cuts the stream of whoever lost it', async () => {
    const email = 'baja.de.rol@gobierno.example';
    const id = (await desk.person({ email, roles: ['operator_admin', 'requester'] })) as PersonId;
    const session = await desk.enter(email);
    const stream = await (await follow({ port, host: 'localhost:3000', session })).ready();
    const body = { roles: ['requester' as const], teamIds: [] };
    await desk.call(grantRoles, { session: desk.admin, params: { id }, body });
    expect((await desk.call(listPeople, { session })).status).toBe(401);
    await stream.untilClosed(1_000);
  });

  it('loses the teams too, and what they attended goes back to its team', async () => {
    const email = 'ya.no.atiende@gobierno.example';
    const id = (await desk.person({ email, roles: ['agent'], teamIds: [teamId] })) as PersonId;
    const session = await desk.enter(email);
    const hers = await file(rosa);
    const { version } = (await desk.call(readRequest, { session, params: { ref: hers } })).reply;
    await desk.call(takeRequest, { session, params: { id: hers }, body: { version } });
    const grant = (roles: ('requester' | 'agent')[]) =>
      desk.call(grantRoles, { session: desk.admin, params: { id }, body: { roles, teamIds: [teamId] } });
    // More roles take nothing from nobody.
    expect((await grant(['agent', 'requester'])).reply.teamIds).toEqual([teamId]);
    await desk.drain();
    const agentOf = async () =>
      (await desk.call(readRequest, { session: rosa, params: { ref: hers } })).reply.agentName;
    expect(await agentOf()).not.toBeNull();
    expect((await grant(['requester'])).reply.teamIds).toEqual([]);
    await desk.drain();
    expect(await agentOf()).toBeNull();
    expect((await entriesOf(desk.house.store.read, `request:${hers}`)).at(-1)?.fact).toBe('request.returned');
    expect((await entriesOf(desk.house.store.read, `team:${teamId}`)).at(-1)?.data).toMatchObject({ left: [id] });
  });
});
