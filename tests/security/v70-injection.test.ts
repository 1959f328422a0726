/** V70: what people type reaches the database as a value and nothing else; every filter answers, whatever is written in it. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listPeople } from '#contract/accounts.ts';
import { readCatalogue } from '#contract/catalogue.ts';
import { fileRequest, listMyRequests, listQueue } from '#contract/requests.ts';
import { type Settled, settle } from './settled.ts';

const HOSTILE = [
  "' or '1'='1",
  "'; drop table requests; --",
  "') or 1=1 --",
  '" or ""="',
  '1; select pg_sleep(5)',
  "'||(select version())||'",
  '%',
  '_',
  '\\',
  "\\'",
  '%%%',
  "a' union select null,null--",
  '$1',
  '$$x$$',
  '{{7*7}}',
  ['$', '{7*7}'].join(''),
  'x%00y',
  '/**/',
  '--',
  '((((((((((',
  '*',
  '?',
  ':name',
  '1e309',
  '-1',
  '999999999999',
  "admin'/*",
  "'\u2028'",
  '<script>alert(1)</script>',
  '😀'.repeat(20),
  'ñandú ÁÉÍ',
  "%' and sleep(3) and '%'='",
];

let desk: Settled;
let rosa: string;
let owner: string;

beforeAll(async () => {
  desk = await settle();
  await desk.person({ email: 'rosa@gobierno.example' });
  await desk.person({ email: 'dsg@gobierno.example', roles: ['service_owner', 'requester'] });
  rosa = await desk.enter('rosa@gobierno.example');
  owner = await desk.enter('dsg@gobierno.example');
});
afterAll(() => desk.close());

const rows = async (table: string) =>
  Number(
    (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(desk.house.store.read)).rows[0]?.n,
  );

describe('injection (V70)', () => {
  it.each(HOSTILE)('%j in every search finds nothing it should not, and breaks nothing', async (q) => {
    const answers = [
      await desk.call(listMyRequests, { session: rosa, query: { q, state: 'all' } }),
      await desk.call(listQueue, { session: owner, query: { q, state: 'all' } }),
      await desk.call(listPeople, { session: desk.admin, query: { q } }),
    ];
    for (const answer of answers) expect([200, 400]).toContain(answer.status);
    expect(answers[0]?.reply.items ?? []).toEqual([]);
  });

  it('is kept as it was written when it is the text of a request, and finds itself', async () => {
    const { areas } = (await desk.call(readCatalogue, { session: rosa })).reply;
    const before = await rows('people');
    for (const text of HOSTILE.filter((each) => each.trim().length >= 5 && !/[\u2028\0]/.test(each))) {
      const answer = await desk.call(fileRequest, {
        session: rosa,
        body: {
          draftId: null,
          subject: text,
          description: `descripción ${text}`,
          areaId: String(areas[0]?.id),
          serviceId: null,
          place: { building: '', floor: '', office: '', phone: '' },
          attachments: [],
        },
      });
      expect([text, answer.status, answer.reply.subject]).toEqual([text, 201, text]);
      const found = await desk.call(listMyRequests, { session: rosa, query: { q: text, state: 'all' } });
      expect(found.reply.items.map((item) => item.subject)).toContain(text);
    }
    expect(await rows('people')).toBe(before);
  });

  it.each(['state', 'view', 'area', 'cursor', 'sort', 'order', 'limit'])(
    'a %s it does not know is refused',
    async (name) => {
      const answer = await desk.call(listQueue, {
        session: owner,
        query: { [name]: 'id desc; drop table requests' } as never,
      });
      expect([answer.status, answer.problem.code]).toEqual([400, 'input.invalid']);
    },
  );
});
