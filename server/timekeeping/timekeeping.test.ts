import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { uploadAttachment } from '#contract/attachments.ts';
import {
  addCalendar,
  type CalendarChange,
  changeCalendar,
  downloadCalendarNotice,
  listCalendars,
  previewCalendarChange,
  readCalendar,
} from '#contract/calendars.ts';
import { readCatalogue } from '#contract/catalogue.ts';
import { fileRequest, readRequest, readRequestClock } from '#contract/requests.ts';
import { entriesOf, firstBreak } from '#server/shared/history.ts';
import { type Settled, settle } from '#tests/security/settled.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let desk: Settled;
let owner: string;
let agent: string;
let rosa: string;
let calendarId: never;

const local = (time: string): Date => new Date(`${time}:00-06:00`);
const at = async (time: string) => {
  desk.clock.set(local(time));
  owner = await desk.enter('dsg@gobierno.example');
  agent = await desk.enter('laura@gobierno.example');
  rosa = await desk.enter('rosa@gobierno.example');
};

const file = async () => {
  const { areas } = (await desk.call(readCatalogue, { session: rosa })).reply;
  const body = {
    draftId: null,
    subject: 'La impresora no imprime',
    description: 'Desde el viernes recibe los documentos pero no imprime.',
    areaId: String(areas.find((area) => area.code === 'ST')?.id),
    serviceId: null,
    place: { building: '', floor: '', office: '', phone: '' },
    attachments: [],
  };
  const answer = await desk.call(fileRequest, { session: rosa, body });
  expect(answer.status, answer.raw.body).toBe(201);
  return answer.reply;
};
const dueOf = async (id: string) =>
  (await desk.call(readRequest, { session: rosa, params: { ref: id } })).reply.resolution.dueAt;

const read = async () => (await desk.call(readCalendar, { session: agent, params: { id: calendarId } })).reply;
const show = (change: CalendarChange, session = owner) =>
  desk.call(previewCalendarChange, { session, params: { id: calendarId }, body: { change: change as never } });
const make = async (change: CalendarChange, more: { version?: number; key?: string } = {}) =>
  desk.call(changeCalendar, {
    session: owner,
    params: { id: calendarId },
    body: { version: more.version ?? (await read()).version, reason: 'Por acuerdo', change: change as never },
    ...(more.key === undefined ? {} : { key: more.key }),
  });

const closing = (days: string[], more: Partial<Extract<CalendarChange, { kind: 'close' }>> = {}): CalendarChange => ({
  kind: 'close',
  days,
  closure: 'closed',
  name: { es: 'Feria de Todos los Santos', en: '' },
  notice: 'Oficio SA/1023/2026',
  attachments: [],
  ...more,
});
const DAY: [string, string][] = [['09:00', '15:00']];

it('a calendar that is not there has no change to look at', async () => {
  const params = { id: '01890000-0000-7000-8000-00000000dead' as never };
  const seen = await desk.call(previewCalendarChange, {
    session: owner,
    params,
    body: { change: closing(['2027-11-01']) as never },
  });
  expect(seen.status).toBe(404);
});
const week = (hours = DAY) => ({ 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: [], 7: [] });

beforeAll(async () => {
  desk = await settle();
  await desk.person({ email: 'dsg@gobierno.example', roles: ['service_owner'] });
  await desk.person({ email: 'laura@gobierno.example', roles: ['agent'] });
  await desk.person({ email: 'rosa@gobierno.example' });
  await at('2026-11-23T10:00');
  const { calendars } = (await desk.call(listCalendars, { session: agent })).reply;
  calendarId = calendars[0]?.id as never;
});
afterAll(() => desk.close());

it('the desk reads the calendars: hours, levels that count on them, closed days with what orders each', async () => {
  const { calendars } = (await desk.call(listCalendars, { session: agent })).reply;
  expect(calendars).toHaveLength(1);
  expect(calendars[0]).toMatchObject({
    timeZone: 'America/Mexico_City',
    version: 1,
    hours: { 1: [['08:30', '16:30']] },
  });
  expect(calendars[0]?.levels.map((level) => level.code)).toEqual(['N1', 'N2', 'N3', 'N4', 'N5']);
  const calendar = await read();
  expect(calendar.closures.find((closure) => closure.day === '2026-12-25')).toMatchObject({
    name: { es: 'Navidad' },
    kind: 'closed',
    basis: 'LFT 74-VIII',
  });
  expect(calendar.versions).toMatchObject([{ number: 1, change: 'hours', effectiveDay: null, madeBy: null }]);
});

it('a closed day is previewed, made once, counts open deadlines anew and is one act of the record', async () => {
  const requests = [await file(), await file()];
  const [first] = requests;
  expect(await dueOf(String(first?.id))).toBe(local('2026-11-25T10:00').toISOString());
  const shown = await show(closing(['2026-11-24']));
  expect(shown.reply).toMatchObject({ open: 2, moved: 2, promisedDays: 2, toBreached: 0, toInTime: 0 });
  expect(shown.reply.requests[0]).toMatchObject({
    ref: first?.folio.split('/').slice(1).join('-'),
    resolutionBefore: local('2026-11-25T10:00').toISOString(),
    resolutionAfter: local('2026-11-26T10:00').toISOString(),
  });
  expect(await dueOf(String(first?.id))).toBe(local('2026-11-25T10:00').toISOString());

  const notice = await desk.call(uploadAttachment, { session: owner, query: { name: 'oficio.png' }, upload: PNG });
  const attachments = [notice.reply.id];
  const key = crypto.randomUUID();
  const before = await read();
  const done = await make(closing(['2026-11-24'], { attachments }), { key });
  expect(done.status, done.raw.body).toBe(200);
  expect(done.reply.impact).toEqual(shown.reply);
  expect(done.reply.calendar.version).toBe(2);
  expect(await dueOf(String(first?.id))).toBe(local('2026-11-26T10:00').toISOString());
  const again = await make(closing(['2026-11-24'], { attachments }), { key, version: before.version });
  expect([again.status, again.reply.impact]).toEqual([200, shown.reply]);

  const entries = await entriesOf(desk.house.store.read, `calendar:${calendarId}`);
  expect(entries.map((entry) => entry.fact)).toEqual(['calendar.added', 'calendar.changed']);
  expect(entries[1]?.data).toMatchObject({ change: 'closed', days: ['2026-11-24'], moved: 2, promisedDays: 2 });
  expect(await firstBreak(desk.house.store.read, `calendar:${calendarId}`)).toBeNull();

  const closure = (await read()).closures.find((each) => each.day === '2026-11-24');
  expect(closure).toMatchObject({ notice: 'Oficio SA/1023/2026', name: { en: 'Feria de Todos los Santos' } });
  expect(closure?.attachments.map((each) => each.name)).toEqual(['oficio.png']);
  const open = (attachmentId: string, id: string = calendarId) =>
    desk.call(downloadCalendarNotice, { session: agent, params: { id, attachmentId } as never });
  const opened = await open(String(attachments[0]));
  expect([opened.status, opened.raw.bytes.equals(PNG)]).toEqual([200, true]);
  // A file of something else does not open through a calendar.
  const other = await desk.call(uploadAttachment, { session: owner, query: { name: 'otra.png' }, upload: PNG });
  expect((await open(other.reply.id)).status).toBe(404);
  await desk.house.store.aside('scan', (db) => sql`update attachments set scan = 'held'`.execute(db));
  expect((await open(String(attachments[0]))).problem.code).toBe('attachment.held');
  const { account } = (await desk.call(readRequestClock, { session: rosa, params: { ref: String(first?.id) } })).reply
    .resolution;
  expect(account.find((line) => line.kind === 'closure')).toMatchObject({ day: '2026-11-24', calendarVersion: 2 });
});

it('opening the day again moves the deadlines back', async () => {
  const closure = (await read()).closures.find((each) => each.day === '2026-11-24');
  const done = await make({ kind: 'open', closures: [closure?.id as never] });
  expect(done.reply.impact).toMatchObject({ moved: 2, promisedDays: 2 });
  expect((await read()).versions[0]).toMatchObject({ change: 'opened', days: [{ day: '2026-11-24' }] });
  expect((await make({ kind: 'open', closures: [closure?.id as never] })).status).toBe(404);
});

it('new hours hold from their day on: what came before keeps counting as it did', async () => {
  const request = await file();
  // Six and a half hours today, by the old hours; the rest from tomorrow, by the new: six hours, three and a half.
  const done = await make({ kind: 'hours', effectiveDay: '2026-11-24', timeZone: null, hours: week() as never });
  expect(done.status, done.raw.body).toBe(200);
  expect(await dueOf(request.id)).toBe(local('2026-11-25T12:30').toISOString());
  const { reply } = await desk.call(readRequestClock, { session: rosa, params: { ref: request.id } });
  expect(reply.resolution.account.map((line) => [line.minutes, line.calendarVersion])).toEqual([
    [390, 1],
    [360, 4],
    [210, 4],
  ]);
  expect(reply.calendar.editions.map((edition) => [edition.number, edition.from])).toEqual([
    [1, null],
    [4, '2026-11-24'],
  ]);
  expect((await read()).hours[1]).toEqual([['08:30', '16:30']]);
});

it('a day on duty stops only the levels that do not count on it, and a rule closes its days of the years to come', async () => {
  const filed = [await file(), await file()];
  await desk.house.store.aside('deadline', (db) =>
    sql`update requests set counts_on_duty = true where id = ${filed[1]?.id}`.execute(db),
  );
  const tomorrow = (await show(closing(['2026-11-24'], { closure: 'on_duty' }))).reply;
  const moved = tomorrow.requests.map(({ folio }) => folio);
  expect([moved.includes(String(filed[0]?.folio)), moved.includes(String(filed[1]?.folio))]).toEqual([true, false]);
  expect(tomorrow.days).toEqual(['2026-11-24']);
  const duty = await make(closing(['2026-12-22'], { closure: 'on_duty' }));
  expect(duty.reply.calendar.closures.find((each) => each.day === '2026-12-22')?.kind).toBe('on_duty');
  const rule: CalendarChange = {
    kind: 'rule',
    rule: { type: 'nth-weekday', month: 7, weekday: 5, nth: 2 },
    closure: 'closed',
    name: { es: 'Día del servidor público', en: 'Civil servant’s day' },
    basis: 'Convenio sindical, cláusula 42',
    fromYear: 2025,
    toYear: 2028,
  };
  const ruled = await make(rule);
  expect(ruled.status, ruled.raw.body).toBe(200);
  const days = ruled.reply.calendar.closures
    .filter((each) => each.basis.startsWith('Convenio'))
    .map((each) => each.day);
  expect(days).toEqual(['2027-07-09', '2028-07-14']);
  expect(ruled.reply.impact.days).toEqual(days);
  expect((await make(rule)).problem.code).toBe('calendar.closed-already');
});

it.each<[string, CalendarChange, string]>([
  ['a day closed already', closing(['2026-12-25']), 'calendar.closed-already'],
  ['a past day on which nothing open counts', closing(['2026-11-20']), 'calendar.nothing-changes'],
  [
    'hours for a day gone by',
    { kind: 'hours', effectiveDay: '2026-11-22', timeZone: null, hours: week() as never },
    'calendar.past-day',
  ],
  [
    'a rule that gives no day to come',
    {
      kind: 'rule',
      rule: { type: 'fixed', month: 2, day: 30 },
      closure: 'closed',
      name: { es: 'Nunca', en: '' },
      basis: 'Acuerdo 12',
      fromYear: 2027,
      toYear: 2030,
    },
    'calendar.rule-never',
  ],
])('%s is refused, in the preview already', async (_, change, code) => {
  expect((await show(change)).problem.code).toBe(code);
  expect((await make(change)).problem.code).toBe(code);
});

it.each([
  ['no open hour at all', { hours: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } }, 'field.never-opens'],
  ['a closing before its opening', { hours: { ...week(), 3: [['15:00', '09:00']] } }, 'field.interval-crossed'],
  [
    'two openings that overlap',
    {
      hours: {
        ...week(),
        3: [
          ['08:00', '12:00'],
          ['11:00', '15:00'],
        ],
      },
    },
    'field.interval-overlap',
  ],
  ['an hour that is none', { hours: { ...week(), 3: [['08:00', '25:00']] } }, 'field.time'],
  ['a zone nobody knows', { timeZone: 'America/Macondo' }, 'field.time-zone'],
])('%s is refused with its sentence', async (_, wrong, message) => {
  const change = { kind: 'hours', effectiveDay: '2026-12-01', timeZone: null, hours: week(), ...wrong };
  const answer = await show(change as never);
  expect(answer.status).toBe(400);
  expect(answer.problem.fields?.map((field) => field.message)).toContain(message);
});

it('two who change it at once: one effect, the other is told', async () => {
  const version = (await read()).version;
  const answers = await Promise.all([
    make(closing(['2026-12-28']), { version }),
    make(closing(['2026-12-29']), { version }),
  ]);
  expect(answers.map((each) => each.status).toSorted()).toEqual([200, 409]);
  expect(answers.find((each) => each.status === 409)?.problem).toMatchObject({
    code: 'version.stale',
    values: { who: 'me', by: 'Rosa Elena Canul Pech', fact: 'calendar.changed' },
  });
});

it('a calendar that never closes is added, without the closed days of another or with them', async () => {
  const always: [string, string][] = [['00:00', '24:00']];
  const hours = { ...week(always), 6: always, 7: always };
  const body = { name: { es: 'Guardia permanente', en: '' }, timeZone: 'America/Tijuana', hours, closuresOf: null };
  const added = await desk.call(addCalendar, { session: owner, body: body as never });
  expect(added.status, added.raw.body).toBe(201);
  expect(added.reply).toMatchObject({ timeZone: 'America/Tijuana', closures: [], levels: [], version: 1 });
  const copied = await desk.call(addCalendar, { session: owner, body: { ...body, closuresOf: calendarId } as never });
  expect(copied.reply.closures.length).toBe((await read()).closures.length);
  const none = await desk.call(addCalendar, {
    session: owner,
    body: { ...body, closuresOf: '01890000-0000-7000-8000-00000000dead' } as never,
  });
  expect(none.status).toBe(404);
});
