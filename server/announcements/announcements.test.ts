/** Notices of the desk: who gets them where, when they begin and end, and who is told. */
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addAnnouncement,
  changeAnnouncement,
  currentAnnouncements,
  dismissAnnouncement,
  endAnnouncement,
  followAnnouncement,
  listAnnouncements,
  measureAnnouncement,
  publicAnnouncements,
  publishAnnouncement,
  readAnnouncement,
  updateAnnouncement,
  withdrawAnnouncement,
} from '#contract/announcements.ts';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import { listNotices } from '#contract/notifications.ts';
import type { BodyInput } from '#contract/operation.ts';
import type { Role } from '#contract/permissions.ts';
import { MINUTE } from '#server/shared/clock.ts';
import { entriesOf, firstBreak } from '#server/shared/history.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { follow } from '../../tests/kit/stream.ts';

type Content = BodyInput<typeof addAnnouncement>;

let desk: Settled;
let port = 0;
let dsg: string;
let lead: string;
let rosa: string;
let salud: string;
let areaId: string;
let serviceId: string;
let otherAreaId: string;
let saludId: string;
let homeAgencyId: string;

beforeAll(async () => {
  desk = await settle();
  await desk.app.listen({ port: 0, host: '127.0.0.1' });
  port = (desk.app.server.address() as AddressInfo).port;
  const enter = async (name: string, roles: Role[], teamIds: string[] = []) => {
    const email = `${name}@gobierno.example`;
    const id = await desk.person({ email, roles, teamIds });
    return { id, session: await desk.enter(email) };
  };
  dsg = (await enter('dsg', ['service_owner'])).session;
  const { areas } = (await desk.call(readCatalogue, { session: dsg })).reply;
  const [st, si] = ['ST', 'SI'].map((code) => areas.find((area) => area.code === code));
  areaId = String(st?.id);
  serviceId = String(st?.services[0]?.id);
  otherAreaId = String(si?.id);
  const { teams } = (await desk.call(readDeskLists, { session: dsg })).reply;
  lead = (await enter('lead', ['team_lead'], [String(teams.find((team) => team.areaId === areaId)?.id)])).session;
  rosa = (await enter('rosa', ['requester'])).session;
  const other = await enter('salud', ['requester']);
  salud = other.session;
  const agencies = await desk.house.store.read.selectFrom('agencies').select('id').execute();
  const home = await desk.house.store.read
    .selectFrom('people')
    .select('agency_id')
    .where('id', '=', other.id)
    .executeTakeFirstOrThrow();
  homeAgencyId = home.agency_id;
  saludId = String(agencies.find((agency) => agency.id !== homeAgencyId)?.id);
  await desk.house.store.aside('upload', (db) =>
    db.updateTable('people').set({ agency_id: saludId }).where('id', '=', other.id).execute(),
  );
}, 60_000);
afterAll(() => desk.close());

const outage = (more: Partial<Content> = {}): Content => ({
  kind: 'outage',
  title: { es: 'El correo está detenido', en: '' },
  body: { es: 'Trabajamos en el servidor. Más en https://www.col.gob.mx', en: '' },
  showFrom: null,
  begins: null,
  until: null,
  audience: 'everybody',
  agencyIds: [],
  onSignIn: false,
  areaIds: [areaId],
  serviceIds: [],
  systems: [],
  ...more,
});

const draft = async (content: Content, session = dsg) => {
  const answer = await desk.call(addAnnouncement, { session, body: content });
  expect(answer.status, answer.raw.body).toBe(201);
  return answer.reply;
};
const publish = (one: { id: string; version: number }, session = dsg) =>
  desk.call(publishAnnouncement, { session, params: { id: one.id as never }, body: { version: one.version } });
const published = async (content: Content) => {
  const answer = await publish(await draft(content));
  expect(answer.status, answer.raw.body).toBe(200);
  return answer.reply;
};
const end = (one: { id: string; version: number }, session = dsg) =>
  desk.call(endAnnouncement, { session, params: { id: one.id as never }, body: { version: one.version } });
const current = async (session: string) => (await desk.call(currentAnnouncements, { session })).reply.items;
const anonymous = async () => (await desk.call(publicAnnouncements)).reply.items;
const withdraw = (one: { id: string; version: number }, reason = 'Era otra cosa') =>
  desk.call(withdrawAnnouncement, {
    session: dsg,
    params: { id: one.id as never },
    body: { version: one.version, reason },
  });

describe('an outage, from its draft to its end', () => {
  it('is read by nobody before it is published, then at once, and no more when it is over', async () => {
    const one = await draft(outage({ onSignIn: true }));
    expect([one.standing, (await current(rosa)).length, (await anonymous()).length]).toEqual(['draft', 0, 0]);
    const shown = (await publish(one)).reply;
    expect(shown.standing).toBe('shown');
    const [read] = await current(rosa);
    expect(read).toMatchObject({ kind: 'outage', dismissed: false, following: false, touches: { areaIds: [areaId] } });
    expect(read?.begins).toBe(desk.clock.now().toISOString());
    // The public gets words and dates: nothing of what is touched or who reads it.
    const [open] = await anonymous();
    expect(Object.keys(open ?? {}).toSorted()).toEqual(['begins', 'body', 'id', 'kind', 'title', 'until', 'updatedAt']);

    await desk.call(followAnnouncement, { session: rosa, params: { id: shown.id }, body: { following: true } });
    await desk.call(dismissAnnouncement, { session: rosa, params: { id: shown.id } });
    expect((await current(rosa))[0]).toMatchObject({ dismissed: true, following: true });
    expect((await current(salud))[0]).toMatchObject({ dismissed: false, following: false });

    desk.clock.advance(20 * MINUTE);
    const said = await desk.call(updateAnnouncement, {
      session: dsg,
      params: { id: shown.id },
      body: { body: { es: 'Seguimos trabajando.', en: '' } },
    });
    expect(said.status).toBe(201);
    expect(said.reply.followers).toBe(1);
    expect((await current(salud))[0]?.updates).toEqual([
      { at: desk.clock.now().toISOString(), body: { es: 'Seguimos trabajando.', en: '' } },
    ]);
    expect((await anonymous())[0]?.updatedAt).toBe(desk.clock.now().toISOString());

    desk.mailbox.letters.length = 0;
    const over = await end(said.reply);
    expect(over.reply).toMatchObject({ standing: 'ended', endedAt: desk.clock.now().toISOString() });
    expect([(await current(rosa)).length, (await anonymous()).length]).toEqual([0, 0]);
    await desk.drain();
    await desk.drain();
    expect(desk.mailbox.letters.map((letter) => [letter.to.address, letter.subject])).toEqual([
      ['rosa@gobierno.example', 'Ya terminó: El correo está detenido'],
    ]);
    const bell = (await desk.call(listNotices, { session: rosa })).reply.items.filter(
      (notice) => notice.kind === 'announcement-over',
    );
    expect(bell.map((notice) => notice.values)).toMatchObject([
      { subject: 'El correo está detenido', outcome: 'ended' },
    ]);

    const entries = await entriesOf(desk.house.store.read, `announcement:${shown.id}`);
    expect(entries.map((entry) => entry.fact)).toEqual([
      'announcement.drafted',
      'announcement.published',
      'announcement.updated',
      'announcement.ended',
    ]);
    expect(await firstBreak(desk.house.store.read, `announcement:${shown.id}`)).toBeNull();
    // What is over takes no further act, and is nobody's to put away any more.
    const again = await end(over.reply);
    expect([again.status, again.problem.code]).toEqual([409, 'announcement.state']);
    const words = { body: { es: 'Otra vez', en: '' } };
    const late = await desk.call(updateAnnouncement, { session: dsg, params: { id: shown.id }, body: words });
    expect(late.problem.code).toBe('announcement.state');
    expect((await desk.call(dismissAnnouncement, { session: rosa, params: { id: shown.id } })).status).toBe(404);
  });

  it('withdrawn it goes with its reason, and who waited for its end is told', async () => {
    const one = await published(outage());
    await desk.call(followAnnouncement, { session: rosa, params: { id: one.id }, body: { following: true } });
    await desk.call(followAnnouncement, { session: salud, params: { id: one.id }, body: { following: true } });
    await desk.call(followAnnouncement, { session: salud, params: { id: one.id }, body: { following: false } });
    desk.mailbox.letters.length = 0;
    const gone = await withdraw(one, 'Se confundió con otro servicio');
    expect(gone.reply).toMatchObject({ standing: 'withdrawn', withdrawnReason: 'Se confundió con otro servicio' });
    expect(gone.reply.can.change).toBe(false);
    await desk.drain();
    await desk.drain();
    const [letter, ...more] = desk.mailbox.letters;
    expect([letter?.to.address, letter?.subject, more.length]).toEqual([
      'rosa@gobierno.example',
      'Aviso retirado: El correo está detenido',
      0,
    ]);
    // Why is the desk's to know.
    expect(letter?.text).not.toContain('confundió');
    expect((await withdraw(gone.reply)).problem.code).toBe('announcement.state');
    const { items } = (await desk.call(listAnnouncements, { session: dsg, query: { of: 'over' } })).reply;
    expect(items.map((each) => each.standing)).toContain('withdrawn');
  });
});

describe('who gets it', () => {
  it('another agency neither in its list, nor its ETag, nor its stream, and may not act on it', async () => {
    const before = await desk.call(currentAnnouncements, { session: rosa });
    const hears = await follow({ port, host: 'localhost:3000', session: salud });
    const silent = await follow({ port, host: 'localhost:3000', session: rosa });
    await Promise.all([hears.ready(), silent.ready()]);
    const from = performance.now();
    const one = await published(outage({ audience: 'agencies', agencyIds: [saludId as never] }));
    await hears.until((event) => event.event === 'announcements', 5_000);
    expect(performance.now() - from).toBeLessThan(5_000);
    expect((await current(salud)).map((each) => each.id)).toEqual([one.id]);

    const after = await desk.call(currentAnnouncements, { session: rosa });
    expect(after.raw.body).toBe(before.raw.body);
    expect(after.raw.headers.etag).toBe(before.raw.headers.etag);
    for (const session of [rosa, dsg]) {
      expect(await current(session)).toEqual([]);
      expect((await desk.call(dismissAnnouncement, { session, params: { id: one.id } })).status).toBe(404);
      const follows = await desk.call(followAnnouncement, {
        session,
        params: { id: one.id },
        body: { following: true },
      });
      expect(follows.status).toBe(404);
    }
    // One for everybody reaches both: what came before it did not reach her.
    const all = await published(outage({ title: { es: 'Para todas', en: '' } }));
    await silent.until((event) => event.event === 'announcements', 5_000);
    expect(silent.heard.filter((event) => event.event === 'announcements')).toHaveLength(1);
    hears.leave();
    silent.leave();
    await end(one);
    await end(all);
  });

  it('who has the very answer already is told so, until it is another', async () => {
    const first = await desk.call(currentAnnouncements, { session: rosa });
    const tag = String(first.raw.headers.etag);
    expect(first.raw.headers['cache-control']).toBe('private, no-cache');
    const same = await desk.app.inject({
      url: '/api/announcements/current',
      headers: { host: 'localhost:3000', cookie: `mesa=${rosa}`, 'if-none-match': tag },
    });
    expect([same.statusCode, same.body]).toEqual([304, '']);
    const one = await published(outage());
    const next = await desk.call(currentAnnouncements, { session: rosa, headers: { 'if-none-match': tag } });
    expect([next.status, next.reply.items.length]).toEqual([200, 1]);
    await end(one);
  });

  it('one for the desk is read by the desk alone', async () => {
    const one = await published(outage({ audience: 'desk' }));
    expect([(await current(lead)).length, (await current(rosa)).length]).toEqual([1, 0]);
    await end(one);
  });

  it('says how many would read it', async () => {
    const measure = async (audience: Content['audience'], agencyIds: string[] = []) =>
      (await desk.call(measureAnnouncement, { session: dsg, body: { audience, agencyIds } })).reply.people;
    expect(await measure('everybody')).toBe(5);
    expect(await measure('agencies', [saludId])).toBe(1);
    expect(await measure('agencies')).toBe(0);
    // The administrator, Servicios Generales, the lead.
    expect(await measure('desk')).toBe(3);
  });
});

describe('dates', () => {
  const works = (more: Partial<Content> = {}): Content =>
    outage({
      kind: 'maintenance',
      title: { es: 'Mantenimiento de la red', en: 'Network maintenance' },
      showFrom: '2026-11-23T10:25',
      begins: '2026-11-23T10:30',
      until: '2026-11-23T10:35',
      ...more,
    });

  it('begins and ends at its instants, notes it once each, and tells open pages', async () => {
    const one = await published(works());
    expect(one).toMatchObject({ standing: 'scheduled', showFrom: '2026-11-23T16:25:00.000Z' });
    expect(await current(rosa)).toEqual([]);
    const page = await (await follow({ port, host: 'localhost:3000', session: rosa })).ready();
    desk.clock.set(new Date('2026-11-23T16:24:59.999Z'));
    await desk.drain();
    expect(await current(rosa)).toEqual([]);
    desk.clock.advance(1);
    expect((await current(rosa)).map((each) => each.begins)).toEqual(['2026-11-23T16:30:00.000Z']);
    await desk.drain();
    await page.until((event) => event.event === 'announcements');
    desk.clock.set(new Date('2026-11-23T16:34:59.999Z'));
    expect(await current(rosa)).toHaveLength(1);
    desk.clock.advance(1);
    expect(await current(rosa)).toHaveLength(0);
    await desk.drain();
    await desk.drain();
    page.leave();
    const facts = (await entriesOf(desk.house.store.read, `announcement:${one.id}`)).map((entry) => entry.fact);
    expect(facts).toEqual([
      'announcement.drafted',
      'announcement.published',
      'announcement.started',
      'announcement.ended',
    ]);
    const seen = await desk.call(readAnnouncement, { session: dsg, params: { id: one.id } });
    expect(seen.reply).toMatchObject({ standing: 'ended', endedAt: '2026-11-23T16:35:00.000Z' });
  });

  it('what does not fit together is refused with its sentence', async () => {
    const fieldOf = (answer: { problem: { fields?: { path: string; message: string }[] | undefined } }) =>
      answer.problem.fields?.map(({ path, message }) => `${path} ${message}`);
    const add = async (more: Partial<Content>) =>
      fieldOf(await desk.call(addAnnouncement, { session: dsg, body: works(more) }));
    expect(await add({ until: '2026-11-23T10:30' })).toEqual(['until field.until-first']);
    expect(await add({ audience: 'desk', onSignIn: true })).toEqual(['onSignIn field.sign-in-everybody']);
    expect(await add({ serviceIds: ['01890000-0000-7000-8000-00000000dead' as never] })).toEqual([
      'serviceIds field.choice',
    ]);
    expect(await add({ agencyIds: ['01890000-0000-7000-8000-00000000dead' as never] })).toEqual([
      'agencyIds field.choice',
    ]);
    expect(await add({ systems: ['no_hay'] })).toEqual(['systems field.choice']);
    const ready = async (more: Partial<Content>) => fieldOf(await publish(await draft(works(more))));
    expect(await ready({ begins: null, until: null, showFrom: null })).toEqual([
      'begins field.required',
      'until field.required',
    ]);
    expect(await ready({})).toEqual(['until field.date-past', 'until field.until-first']);
    expect(await ready({ audience: 'agencies', body: { es: '', en: '' }, until: '2026-12-01T10:00' })).toEqual([
      'body.es field.required',
      'agencyIds field.required',
    ]);
  });

  it('what is shown may be put off and reworded; its kind and its readers stay, and two do not overwrite each other', async () => {
    const given = works({ showFrom: null, begins: '2026-11-25T08:00', until: '2026-11-25T10:00' });
    const one = await published(given);
    const edit = (body: Content, version: number) =>
      desk.call(changeAnnouncement, { session: dsg, params: { id: one.id }, body: { ...body, version } });
    const later = await edit({ ...given, begins: '2026-11-26T08:00', until: '2026-11-26T10:00' }, one.version);
    expect(later.reply).toMatchObject({ begins: '2026-11-26T14:00:00.000Z', showFrom: one.showFrom });
    const stale = await edit(given, one.version);
    expect(stale.status).toBe(409);
    expect(stale.problem).toMatchObject({
      code: 'version.stale',
      values: { who: 'me', by: 'Rosa Elena Canul Pech', fact: 'announcement.changed' },
    });
    const { version } = later.reply;
    for (const more of [{ kind: 'information' }, { audience: 'desk' }] as const) {
      const refused = await edit({ ...given, ...more }, version);
      expect([refused.status, refused.problem.code]).toEqual([409, 'announcement.shown']);
    }
    expect((await publish(later.reply)).problem.code).toBe('announcement.state');
    await withdraw(later.reply);
  });
});

describe('a lead', () => {
  it('words outages of their area, and neither touches others nor makes theirs into more', async () => {
    const own = await draft(outage({ areaIds: [], serviceIds: [serviceId as never] }), lead);
    expect(own.can.change).toBe(true);
    const wider = await desk.call(changeAnnouncement, {
      session: lead,
      params: { id: own.id },
      body: { ...outage({ areaIds: [areaId as never, otherAreaId as never] }), version: own.version },
    });
    expect([wider.status, wider.problem.code]).toEqual([403, 'right.missing']);
    expect((await publish(own, lead)).status).toBe(200);
    const whole = await desk.call(addAnnouncement, { session: lead, body: outage({ areaIds: [] }) });
    expect([whole.status, whole.problem.code]).toEqual([403, 'right.missing']);
    const theirs = await published(outage({ areaIds: [otherAreaId as never] }));
    const refused = await end(theirs, lead);
    expect([refused.status, refused.problem.code]).toEqual([403, 'right.missing']);
    const { items } = (await desk.call(listAnnouncements, { session: lead })).reply;
    expect(items.find((each) => each.id === theirs.id)?.can.change).toBe(false);
    await end(theirs);
  });

  it('finds nothing where there is nothing', async () => {
    const on = { session: lead, params: { id: '01890000-0000-7000-8000-00000000dead' as never } };
    const answers = await Promise.all([
      desk.call(changeAnnouncement, { ...on, body: { ...outage(), version: 1 } }),
      desk.call(publishAnnouncement, { ...on, body: { version: 1 } }),
      desk.call(updateAnnouncement, { ...on, body: { body: { es: 'Nada', en: '' } } }),
      desk.call(endAnnouncement, { ...on, body: { version: 1 } }),
      desk.call(withdrawAnnouncement, { ...on, body: { version: 1, reason: 'Ninguna' } }),
    ]);
    expect(answers.map((each) => each.status)).toEqual([404, 404, 404, 404, 404]);
  });

  it('is given pages of the list, and the same key makes one notice', async () => {
    const key = 'un-solo-aviso-por-clave';
    const body = outage({ title: { es: 'Uno', en: '' } });
    const [a, b] = [
      await desk.call(addAnnouncement, { session: dsg, key, body }),
      await desk.call(addAnnouncement, { session: dsg, key, body }),
    ];
    expect(a.reply.id).toBe(b.reply.id);
    const other = await desk.call(addAnnouncement, { session: dsg, key, body: outage() });
    expect([other.status, other.problem.code]).toEqual([409, 'idempotency.mismatch']);
    for (let n = 0; n < 26; n += 1) {
      desk.clock.advance(1_000);
      await draft(outage({ title: { es: `Borrador ${n}`, en: '' } }));
    }
    const first = (await desk.call(listAnnouncements, { session: dsg })).reply;
    expect([first.items.length, first.items[0]?.title.es]).toEqual([25, 'Borrador 25']);
    const second = (await desk.call(listAnnouncements, { session: dsg, query: { cursor: String(first.next) } })).reply;
    expect(second.items.map((each) => each.title.es)).toContain('Uno');
    const ids = [...first.items, ...second.items].map((each) => each.id);
    expect(new Set(ids).size).toBe(ids.length);
    const bad = await desk.call(updateAnnouncement, {
      session: dsg,
      params: { id: a.reply.id },
      body: { body: { es: 'Nada', en: '' } },
    });
    expect([bad.status, bad.problem.code]).toEqual([409, 'announcement.state']);
  });
});
