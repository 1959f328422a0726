import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { approvePerson, giveActivationLink } from '#server/accounts/administer.ts';
import { grantRoles } from '#server/accounts/grant-roles.ts';
import { savePreferences } from '#server/accounts/profile.ts';
import { followRoleTerms } from '#server/accounts/role-terms.ts';
import { closeResting } from '#server/requests/close-resting.ts';
import {
  accept,
  ask,
  assign,
  cancel,
  message,
  note,
  reject,
  reopen,
  resolve,
  schedule,
  take,
  wait,
} from '#server/requests/index.ts';
import { addressOf, FROM, HOST, type LetterDesk, openLetterDesk } from '#tests/letters/desk.ts';
import type { Received } from '#tests/letters/smtp.ts';
import { DAY, HOUR } from '../shared/clock.ts';
import type { Happened } from '../shared/jobs.ts';
import { anonymous, type PersonActor, system } from '../shared/policy.ts';
import { tellOfRequest } from './tell.ts';

let desk: LetterDesk;
let rosa: PersonActor;
let beto: PersonActor;
let laura: PersonActor;
let lead: PersonActor;
let teamId: string;

beforeAll(async () => {
  desk = await openLetterDesk();
  rosa = await desk.person({ name: 'Rosa Canul' });
  beto = await desk.person({ name: 'Beto Uc' });
  laura = await desk.person({ name: 'Laura Pech', roles: ['agent'] });
  lead = await desk.person({ name: 'Marco Tun', roles: ['agent', 'team_lead'] });
  const db = desk.house.store.read;
  teamId = (await db.selectFrom('teams').select('id').orderBy('tier').executeTakeFirstOrThrow()).id;
  await desk.house.store.aside('sweep', async (write) => {
    for (const person of [laura, lead]) {
      await write.insertInto('team_members').values({ team_id: teamId, person_id: person.id }).execute();
    }
  });
});
afterAll(() => desk.close());
afterEach(async () => {
  desk.smtp.behave(() => 'accept');
  await desk.drain();
  desk.smtp.received.length = 0;
});

const to = (name: string): Received[] => desk.smtp.received.filter((each) => each.to[0] === addressOf(name));
const addressed = () => desk.smtp.received.map((each) => each.to.join()).sort();
const last = (name: string): Received['message'] => {
  const found = to(name).at(-1);
  if (!found) throw new Error(`no letter to ${name}`);
  return found.message;
};
const bellOf = async (person: PersonActor): Promise<string[]> => {
  const rows = await desk.house.store.read
    .selectFrom('notices')
    .select(['kind', 'request_id'])
    .where('person_id', '=', person.id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.kind);
};
const lettersOf = (requestId: string) =>
  desk.house.store.read
    .selectFrom('letters')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('happened_at')
    .orderBy('sequence')
    .execute();

/** Files a request and forgets the letters of it. */
async function filed(given: { taken?: boolean; participant?: boolean } = {}) {
  const request = await desk.file(rosa);
  if (given.participant) {
    await desk.house.store.aside('sweep', (db) =>
      db.insertInto('request_participants').values({ request_id: request.id, person_id: beto.id }).execute(),
    );
  }
  if (given.taken) await take(desk.house, laura, { id: request.id, body: {} });
  await desk.drain();
  desk.smtp.received.length = 0;
  return request;
}

const words = (text: string) => ({ text, attachments: [] });

describe('each kind of letter arrives, addressed to one person', () => {
  test('registered: to who asked, with the whole folio, the dates, the acuse', async () => {
    const request = await desk.file(rosa);
    await desk.drain();
    expect(addressed()).toEqual([addressOf('Rosa Canul')]);
    const letter = last('Rosa Canul');
    expect(letter.header('From')).toBe(`Mesa de Servicios <${FROM}>`);
    expect(letter.header('To')).toBe(`Rosa Canul <${addressOf('Rosa Canul')}>`);
    expect(letter.header('Subject')).toBe(`[${request.folio.slice(4)}] No imprime la impresora de recepción`);
    const ref = request.folio.slice(4).replaceAll('/', '-');
    for (const form of [letter.text, letter.html]) {
      expect(form).toContain(request.folio);
      expect(form).toContain(`https://${HOST}/solicitudes/${ref}/acuse`);
      expect(form).toMatch(/(lunes 23|martes 24|miércoles 25|jueves 26|viernes 27) de noviembre, \d\d:\d\d/);
    }
  });

  test('taken: to who asked and who takes part, with the name of who attends', async () => {
    const request = await filed({ participant: true });
    await take(desk.house, laura, { id: request.id, body: {} });
    await desk.drain();
    expect(addressed()).toEqual([addressOf('Beto Uc'), addressOf('Rosa Canul')]);
    expect(last('Rosa Canul').text).toContain('Laura Pech atiende tu solicitud');
    expect(last('Beto Uc').text).toContain('Laura Pech atiende la solicitud');
  });

  test('assigned by another: to who asked, and to who attends with a link to the desk’s own page', async () => {
    const request = await filed();
    await assign(desk.house, lead, { id: request.id, body: { teamId, agentId: laura.id } } as never);
    await desk.drain();
    expect(addressed()).toEqual([addressOf('Laura Pech'), addressOf('Rosa Canul')]);
    expect(last('Laura Pech').text).toContain('Te asignaron una solicitud');
    expect(last('Laura Pech').text).toContain(`https://${HOST}/atencion/`);
    expect(last('Rosa Canul').text).not.toContain('/atencion/');
  });

  test('message: to the other side, never to its author', async () => {
    const request = await filed({ taken: true });
    await message(desk.house, laura, { id: request.id, body: words('Mañana paso a verla.') });
    await desk.drain();
    expect(addressed()).toEqual([addressOf('Rosa Canul')]);
    expect(last('Rosa Canul').text).toContain('> Mañana paso a verla.');
    await message(desk.house, rosa, { id: request.id, body: words('Aquí estaré.') });
    await desk.drain();
    expect(addressed()).toEqual([addressOf('Laura Pech'), addressOf('Rosa Canul')]);
    expect(last('Laura Pech').html).toContain('Aquí estaré.');
  });

  test('question, then answer: each to who it waits for', async () => {
    const request = await filed({ taken: true });
    await ask(desk.house, laura, { id: request.id, body: words('¿Qué modelo es?') });
    await desk.drain();
    expect(addressed()).toEqual([addressOf('Rosa Canul')]);
    expect(last('Rosa Canul').text).toContain('Te toca responder');
    expect(last('Rosa Canul').text).toMatch(/Si no contestas antes del \p{L}+ \d+ de \p{L}+, \d\d:\d\d/u);
    await message(desk.house, rosa, { id: request.id, body: words('HP M401') });
    await desk.drain();
    expect(last('Laura Pech').text).toContain('Rosa Canul respondió');
  });

  test('visit, third party, solution', async () => {
    const request = await filed({ taken: true });
    await schedule(desk.house, laura, { id: request.id, body: { at: '2026-11-25T10:30', where: 'Edificio B' } });
    await desk.drain();
    expect(last('Rosa Canul').text).toContain('miércoles 25 de noviembre, 10:30');
    await take(desk.house, laura, { id: request.id, body: {} });
    await wait(desk.house, laura, {
      id: request.id,
      body: { who: 'Proveedor', reference: '88213', until: '2026-11-27' },
    });
    await desk.drain();
    expect(last('Rosa Canul').text).toContain('Proveedor (88213)');
    expect(last('Rosa Canul').text).toContain('viernes 27 de noviembre');
    await resolve(desk.house, laura, {
      id: request.id,
      body: { solution: 'Tóner nuevo.', closureCode: await closureCode(), attachments: [] },
    });
    await desk.drain();
    expect(last('Rosa Canul').text).toContain('Laura Pech dice que ya quedó');
    expect(last('Rosa Canul').text).toContain('> Tóner nuevo.');
    expect(last('Rosa Canul').text).toContain('¿Quedó?');
  });

  test('reopened and cancelled: to who attends; accepted: a line in their bell and no letter', async () => {
    const request = await filed({ taken: true });
    const solve = async () =>
      resolve(desk.house, laura, {
        id: request.id,
        body: { solution: 'Listo', closureCode: await closureCode(), attachments: [] },
      });
    await solve();
    await reopen(desk.house, rosa, { id: request.id, body: { reason: 'Sigue igual que antes', attachments: [] } });
    await desk.drain();
    expect(last('Laura Pech').text).toContain('> Sigue igual que antes');
    await solve();
    await accept(desk.house, rosa, { id: request.id, body: {} });
    await desk.drain();
    expect(to('Laura Pech')).toHaveLength(1);
    expect((await bellOf(laura)).at(-1)).toBe('request-closed');
    const other = await filed({ taken: true });
    await cancel(desk.house, rosa, { id: other.id, body: { reason: 'Ya no hace falta' } });
    await desk.drain();
    expect(addressed()).toEqual([addressOf('Laura Pech')]);
    expect(last('Laura Pech').text).toContain('Rosa Canul canceló la solicitud');
  });

  test('rejected: to who asked, with the reason', async () => {
    const request = await filed({ taken: true });
    await reject(desk.house, lead, { id: request.id, body: { reason: 'Es un equipo de uso personal.' } });
    await desk.drain();
    expect(addressed()).toEqual([addressOf('Rosa Canul')]);
    expect(last('Rosa Canul').text).toContain('> Es un equipo de uso personal.');
  });

  test('closed by time: to who asked, saying until when it can be reopened', async () => {
    const request = await filed({ taken: true });
    await resolve(desk.house, laura, {
      id: request.id,
      body: { solution: 'Tóner nuevo.', closureCode: await closureCode(), attachments: [] },
    });
    await desk.drain();
    desk.clock.advance(9 * DAY);
    await closeResting(desk.house);
    await desk.drain();
    expect(last('Rosa Canul').text).toContain('Cerramos tu solicitud');
    expect(last('Rosa Canul').text).toMatch(
      /puedes reabrirla con el mismo folio hasta el \p{L}+ \d+ de \p{L}+, \d\d:\d\d/u,
    );
  });
});

const closureCode = async () =>
  (await desk.house.store.read.selectFrom('closure_codes').select('key').executeTakeFirstOrThrow()).key;

const happen = (fact: string, personId: string) =>
  desk.house.store.change(anonymous, async (work) => {
    await work.record({ stream: `person:${personId}`, fact, data: { personId } });
  });

const tokenIn = (text: string, page: string): string => {
  const found = new RegExp(`https://${HOST}/${page}#([A-Za-z0-9_-]{43})\\b`).exec(text)?.[1];
  if (!found) throw new Error(`no link to ${page} in:\n${text}`);
  return found;
};

describe('letters about accounts', () => {
  test('asked for: a link to the address, none of the words of who asked, and no secret in the outbox', async () => {
    const id = '0193a0b0-0000-7000-8000-0000000000aa';
    await desk.house.store.change(anonymous, async (work) => {
      const person = { givenNames: 'Visita http://malo.example', firstSurname: 'Ya', secondSurname: '' };
      await work.db
        .insertInto('registrations')
        .values({
          id,
          email: 'nueva@gobierno.example',
          known: false,
          person: JSON.stringify(person),
          password_hash: 'x',
          asked_at: work.now,
          expires_at: new Date(work.now.getTime() + DAY),
        })
        .execute();
      await work.record({
        stream: `registration:${id}`,
        fact: 'account.asked',
        data: { registrationId: id, known: false },
        opens: true,
      });
    });
    await desk.drain();
    expect(addressed()).toEqual(['nueva@gobierno.example']);
    const { raw, message: letter } = desk.smtp.received[0] as Received;
    expect(letter.header('To')).toBe('nueva@gobierno.example');
    expect(`${raw}${letter.text}${letter.html}`).not.toMatch(/malo\.example|Visita/);
    const token = tokenIn(letter.text, 'confirmar');
    const rows = await desk.house.store.read
      .selectFrom('letters')
      .selectAll()
      .where('to_address', '=', 'nueva@gobierno.example')
      .execute();
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(rows).toMatchObject([{ kind: 'account-verification', state: 'sent' }]);
  });

  test('asked for an address that has an account: its owner is told, with no link to make another', async () => {
    const id = '0193a0b0-0000-7000-8000-0000000000ab';
    await desk.house.store.change(anonymous, async (work) => {
      await work.db
        .insertInto('registrations')
        .values({
          id,
          email: addressOf('Rosa Canul'),
          known: true,
          person: '{}',
          password_hash: 'x',
          asked_at: work.now,
          expires_at: new Date(work.now.getTime() + DAY),
        })
        .execute();
      await work.record({
        stream: `registration:${id}`,
        fact: 'account.asked',
        data: { registrationId: id, known: true },
        opens: true,
      });
    });
    await desk.drain();
    expect(last('Rosa Canul').header('Subject')).toBe('Ya tienes una cuenta en Mesa de Servicios');
    expect(last('Rosa Canul').text).not.toContain('#');
  });

  test.each([
    ['account.invited', 'invited', 'Activa tu cuenta de Mesa de Servicios', 'activar'],
    ['password.reset-asked', 'active', 'Elige una contraseña nueva para Mesa de Servicios', 'activar'],
    ['password.changed', 'active', 'Cambió tu contraseña de Mesa de Servicios', null],
    ['account.approved', 'active', 'Ya puedes entrar a Mesa de Servicios', null],
    ['account.paused', 'active', 'Pausamos tu acceso a Mesa de Servicios', null],
  ] as const)('%s', async (fact, state, subject, page) => {
    const name = `Ana ${fact.replace(/[^a-z]/g, '')}`;
    const person = await desk.person({ name, state });
    await happen(fact, person.id);
    await desk.drain();
    expect(addressed()).toEqual([addressOf(name)]);
    const letter = last(name);
    expect(letter.header('Subject')).toBe(subject);
    expect(letter.header('References')).toBeUndefined();
    if (page === null) expect(letter.text).not.toContain('#');
    else expect(letter.html).toContain(`#${tokenIn(letter.text, page)}`);
  });

  test('an activation that is no longer wanted does not leave', async () => {
    const person = await desk.person({ name: 'Iván Ek', state: 'active' });
    await happen('account.invited', person.id);
    await desk.drain();
    expect(desk.smtp.received).toEqual([]);
    const rows = await desk.house.store.read
      .selectFrom('letters')
      .select(['state', 'last_error'])
      .where('person_id', '=', person.id)
      .execute();
    expect(rows).toEqual([{ state: 'dropped', last_error: 'the account is active' }]);
  });

  test('a link handed over in person is not killed by the letter that waited', async () => {
    const admin = await desk.person({ name: 'Elsa Noh', roles: ['operator_admin'] });
    const person = await desk.person({ name: 'Hugo Sosa', state: 'invited' });
    await happen('account.invited', person.id);
    const given = await giveActivationLink(desk.house, admin, person.id);
    await desk.drain();
    expect(desk.smtp.received).toEqual([]);
    const links = await desk.house.store.read
      .selectFrom('credential_links')
      .select(['revoked_at'])
      .where('person_id', '=', person.id)
      .execute();
    expect(given.url).toContain('#');
    expect(links).toEqual([{ revoked_at: null }]);
    await happen('account.invited', person.id);
    await desk.drain();
    expect(addressed()).toEqual([addressOf('Hugo Sosa')]);
  });

  test('approval by an administrator ends in a letter', async () => {
    const admin = await desk.person({ name: 'Alba Poot', roles: ['operator_admin'] });
    const waiting = await desk.person({ name: 'Nora Chi', state: 'awaiting_approval' });
    await approvePerson(desk.house, admin, waiting.id);
    await desk.drain();
    expect(addressed()).toEqual([addressOf('Nora Chi')]);
  });
});

describe('internal notes', () => {
  const SECRET = 'Ojo: la persona ya perdió dos equipos';

  test('reach no requester: no letter, no notice, nothing queued', async () => {
    const request = await filed({ taken: true, participant: true });
    const before = [await bellOf(rosa), await bellOf(beto), await bellOf(laura)];
    await note(desk.house, laura, { id: request.id, body: words(SECRET) });
    await note(desk.house, lead, { id: request.id, body: words(SECRET) });
    await desk.drain();
    expect(desk.smtp.received).toEqual([]);
    expect([await bellOf(rosa), await bellOf(beto), await bellOf(laura)]).toEqual(before);
  });

  test('even a letter that names one by mistake leaves without it', async () => {
    const request = await filed({ taken: true });
    await note(desk.house, laura, { id: request.id, body: words(SECRET) });
    const noted = await desk.house.store.read
      .selectFrom('messages')
      .select('id')
      .where('request_id', '=', request.id)
      .where('visibility', '=', 'internal')
      .executeTakeFirstOrThrow();
    for (const fact of ['request.messaged', 'request.resolved']) {
      await desk.house.store.change(laura, async (work) => {
        await work.record({
          stream: `request:${request.id}`,
          fact,
          data: { requestId: request.id, messageId: noted.id },
        });
      });
    }
    await desk.house.store.change(laura, async (work) => {
      await work.record({
        stream: `request:${request.id}`,
        fact: 'request.taken',
        data: { requestId: request.id, agentId: laura.id, messageId: noted.id },
      });
    });
    await desk.drain();
    expect(addressed()).toEqual([addressOf('Rosa Canul')]);
    expect(desk.smtp.received.map((each) => each.raw + each.message.text + each.message.html).join()).not.toContain(
      'perdió',
    );
  });
});

describe('before it leaves, it is asked again', () => {
  const refuse = () => desk.smtp.behave(() => '421');
  const recover = async () => {
    desk.smtp.behave(() => 'accept');
    desk.clock.advance(HOUR);
    await desk.house.store.aside('delivery', (db) => desk.house.jobs.wake(db, 'letters'));
    await desk.drain();
  };
  const stateOf = async (requestId: string, kind: string) =>
    (await lettersOf(requestId)).filter((each) => each.kind === kind).map((each) => each.state);

  test('a question already answered is not asked', async () => {
    const request = await filed({ taken: true });
    refuse();
    await ask(desk.house, laura, { id: request.id, body: words('¿Qué modelo es?') });
    await desk.drain();
    await message(desk.house, rosa, { id: request.id, body: words('HP M401') });
    await recover();
    expect(await stateOf(request.id, 'request-question')).toEqual(['dropped']);
    expect(to('Rosa Canul')).toEqual([]);
    expect(to('Laura Pech')).toHaveLength(1);
  });

  test('who was deactivated, lost the role, or no longer takes part gets nothing', async () => {
    const request = await filed({ taken: true, participant: true });
    refuse();
    await message(desk.house, rosa, { id: request.id, body: words('¿Cómo va?') });
    await desk.drain();
    await desk.house.store.aside('sweep', async (db) => {
      await db
        .updateTable('people')
        .set({ roles: ['requester'] })
        .where('id', '=', laura.id)
        .execute();
      await db.deleteFrom('request_participants').where('request_id', '=', request.id).execute();
    });
    await recover();
    expect(desk.smtp.received).toEqual([]);
    expect(await stateOf(request.id, 'request-message')).toEqual(['dropped', 'dropped']);
    await desk.house.store.aside('sweep', async (db) => {
      await db
        .updateTable('people')
        .set({ roles: ['agent'] })
        .where('id', '=', laura.id)
        .execute();
    });
    const nora = await desk.person({ name: 'Gina Poot' });
    const own = await desk.file(nora);
    refuse();
    await take(desk.house, laura, { id: own.id, body: {} });
    await desk.drain();
    await desk.house.store.aside('sweep', async (db) => {
      await db.updateTable('people').set({ state: 'inactive' }).where('id', '=', nora.id).execute();
    });
    desk.smtp.received.length = 0;
    await recover();
    expect(to('Gina Poot')).toEqual([]);
  });

  test('who changed their address or language since is written to as they are now', async () => {
    const person = await desk.person({ name: 'Omar Dzul' });
    const request = await desk.file(person);
    await desk.drain();
    refuse();
    await take(desk.house, laura, { id: request.id, body: {} });
    await desk.drain();
    await desk.house.store.aside('sweep', async (db) => {
      await db
        .updateTable('people')
        .set({ email: 'otro@gobierno.example', locale: 'en' })
        .where('id', '=', person.id)
        .execute();
    });
    desk.smtp.received.length = 0;
    await recover();
    expect(addressed()).toEqual(['otro@gobierno.example']);
    expect(desk.smtp.received[0]?.message.text).toContain('Laura Pech is handling your request');
  });
});

describe('letters a person does without', () => {
  const prefer = (letters: { messages: boolean; progress: boolean; assignment: boolean }) =>
    savePreferences(desk.house, rosa, { locale: 'es-MX', theme: 'system', letters });
  const all = { messages: true, progress: true, assignment: true };

  test('are not even queued; the bell rings, and what starts a term still leaves', async () => {
    await prefer({ messages: false, progress: false, assignment: false });
    const before = (await bellOf(rosa)).length;
    const request = await filed();
    await take(desk.house, laura, { id: request.id, body: {} });
    await message(desk.house, laura, { id: request.id, body: words('Voy para allá.') });
    await desk.drain();
    expect(to('Rosa Canul')).toEqual([]);
    expect((await lettersOf(request.id)).map((row) => row.kind)).toEqual(['request-registered']);
    const body = { solution: 'Listo.', closureCode: await closureCode(), attachments: [] };
    await resolve(desk.house, laura, { id: request.id, body });
    await desk.drain();
    expect(to('Rosa Canul')).toHaveLength(1);
    // All in one instant of the desk's clock: in what order is not said.
    const rung = (await bellOf(rosa)).slice(before).toSorted();
    expect(rung).toEqual(['request-assigned', 'request-message', 'request-resolved']);
    await prefer(all);
  });

  test('that waited when the person chose so do not leave', async () => {
    const request = await filed({ taken: true });
    desk.smtp.behave(() => '421');
    await message(desk.house, laura, { id: request.id, body: words('¿Sigues ahí?') });
    await desk.drain();
    await prefer({ ...all, messages: false });
    desk.smtp.behave(() => 'accept');
    desk.clock.advance(HOUR);
    await desk.house.store.aside('delivery', (db) => desk.house.jobs.wake(db, 'letters'));
    await desk.drain();
    expect(to('Rosa Canul')).toEqual([]);
    expect((await lettersOf(request.id)).at(-1)).toMatchObject({ kind: 'request-message', state: 'dropped' });
    await prefer(all);
  });
});

test('letters of one request to one person form a thread under one root, in order, each with its own name', async () => {
  const request = await desk.file(rosa);
  await take(desk.house, laura, { id: request.id, body: {} });
  for (const text of ['uno', 'dos', 'tres']) await message(desk.house, laura, { id: request.id, body: words(text) });
  await desk.drain();
  const thread = to('Rosa Canul').map((each) => each.message);
  expect(thread).toHaveLength(5);
  const root = `<request.${request.id}@${HOST}>`;
  const names = thread.map((each) => each.header('Message-ID'));
  expect(new Set(names).size).toBe(5);
  expect(new Set(thread.map((each) => each.header('Subject'))).size).toBe(1);
  for (const [index, letter] of thread.entries()) {
    expect(letter.header('Message-ID')).toMatch(new RegExp(`^<[0-9a-f-]{36}@${HOST}>$`));
    expect(letter.header('References')).toBe([root, ...names.slice(0, index)].join(' '));
    expect(letter.header('In-Reply-To')).toBe(index === 0 ? root : names[index - 1]);
  }
  expect(thread.slice(2).map((each) => /> (uno|dos|tres)/.exec(each.text)?.[1])).toEqual(['uno', 'dos', 'tres']);
});

test('a fact delivered twice queues once and rings once', async () => {
  const request = await filed({ taken: true });
  const bell = (await bellOf(rosa)).length;
  await message(desk.house, laura, { id: request.id, body: words('Voy para allá.') });
  const entry = await desk.house.store.read
    .selectFrom('history')
    .selectAll()
    .where('stream', '=', `request:${request.id}`)
    .where('fact', '=', 'request.messaged')
    .executeTakeFirstOrThrow();
  const happened: Happened = { ...entry, actorId: entry.actor_id, data: entry.data as Happened['data'] };
  await Promise.all([tellOfRequest(desk.house, happened), tellOfRequest(desk.house, happened)]);
  await desk.drain();
  await tellOfRequest(desk.house, happened);
  await desk.drain();
  expect(to('Rosa Canul')).toHaveLength(1);
  expect(await bellOf(rosa)).toHaveLength(bell + 1);
});

test('what the outbox holds and the list shows has no text of the request', async () => {
  const request = await desk.file(rosa, { subject: 'Canario del asunto' });
  await take(desk.house, laura, { id: request.id, body: {} });
  await message(desk.house, laura, { id: request.id, body: words('Canario del mensaje') });
  await desk.drain();
  expect(JSON.stringify(await lettersOf(request.id))).not.toContain('Canario');
  expect((await lettersOf(request.id)).map((each) => each.subject)).toEqual([
    `[${request.folio.slice(4)}] Solicitud registrada`,
    `[${request.folio.slice(4)}] Solicitud asignada`,
    `[${request.folio.slice(4)}] Mensaje nuevo`,
  ]);
});

test('a fact of a person who does not exist, or of nothing known, is told to nobody and stops nothing', async () => {
  await desk.house.store.change(system('test'), async (work) => {
    await work.record({
      stream: 'person:0193a0b0-0000-7000-8000-0000000000ff',
      fact: 'password.changed',
      data: { personId: '0193a0b0-0000-7000-8000-0000000000ff' },
    });
    await work.record({
      stream: 'request:0193a0b0-0000-7000-8000-0000000000ff',
      fact: 'request.messaged',
      data: { requestId: '0193a0b0-0000-7000-8000-0000000000ff' },
    });
  });
  await desk.drain();
  expect(desk.smtp.received).toEqual([]);
});

test('a role given until a day is told of before it and after it, to who holds it, gave it and coordinates', async () => {
  const holder = await desk.person({ name: 'Nora Xiu' });
  const admin = await desk.person({ name: 'Aurora Poot', roles: ['operator_admin'] });
  await desk.person({ name: 'Dora Mex', roles: ['requester', 'agency_coordinator'] });
  const until = new Date(desk.clock.now().getTime() + 6 * DAY).toISOString().slice(0, 10);
  const terms = [{ role: 'team_lead' as const, until }];
  const roles = ['requester', 'team_lead'] as const;
  await grantRoles(desk.house, admin, { id: holder.id, roles: [...roles], teamIds: [], terms, ground: 'Suplencia' });
  await followRoleTerms(desk.house);
  await desk.drain();
  const told = ['Nora Xiu', 'Aurora Poot', 'Dora Mex'];
  for (const name of told) expect(to(name)).toHaveLength(1);
  expect(last('Nora Xiu').header('Subject')).toBe('Tu papel en la Mesa está por terminar');
  expect(last('Nora Xiu').text).toContain('Responsable de equipo');
  expect(last('Aurora Poot').text).toContain(`/administracion/personas/${holder.id}`);
  expect(last('Dora Mex').text).toContain('Nora Xiu');
  expect(last('Dora Mex').text).not.toContain('/administracion/');
  desk.smtp.received.length = 0;
  desk.clock.advance(8 * DAY);
  await followRoleTerms(desk.house);
  await desk.drain();
  expect(to('Nora Xiu').map((each) => each.message.header('Subject'))).toEqual(['Tu papel en la Mesa terminó']);
  expect(await bellOf(holder)).toEqual(['role-term', 'role-term']);
});
