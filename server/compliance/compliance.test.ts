import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSession, signIn } from '#contract/accounts.ts';
import type { AgencyId } from '#contract/agencies.ts';
import type { PersonId } from '#contract/ids.ts';
import {
  exportPasswordReport,
  listPasswordStandings,
  type PasswordStanding,
  readPasswordReport,
} from '#contract/password-report.ts';
import { closeAccount } from '#contract/people.ts';
import type { Agency } from '#server/agencies/index.ts';
import { DAY } from '#server/shared/clock.ts';
import { readCsv, writeCsv } from '#server/shared/csv.ts';
import { newId } from '#server/shared/ids.ts';
import { PAGE_SIZE } from '#server/shared/pages.ts';
import { ADMIN, OTHER_PASSWORD, type Settled, settle } from '#tests/security/settled.ts';
import { sumUp } from './rules.ts';

let desk: Settled;
const ids = new Map<string, string>();
const COPIED = `given_names, first_surname, agency_id, position_id, state, password_hash, password_changed_at,
  last_sign_in_at, created_at`;
const as = (name: string): string => `${name}@gobierno.example`;

const set = (name: string, values: Record<string, unknown>) =>
  desk.house.store.aside('session', (db) =>
    db
      .updateTable('people')
      .set(values as never)
      .where('email', '=', as(name))
      .execute(),
  );

/** One of each: names are what they should be counted as. */
beforeAll(async () => {
  desk = await settle();
  const now = desk.clock.now().getTime();
  const aged = (days: number) => ({ password_changed_at: new Date(now - days * DAY) });
  const met = ['fresca', 'vence', 'vencida', 'pide', 'pausa', 'directorio', 'ambas', 'cerrada'];
  for (const name of [...met, 'nunca']) ids.set(name, await desk.person({ email: as(name) }));
  for (const name of met) await desk.enter(as(name));
  await set('fresca', aged(22));
  await set('vence', aged(23));
  await set('vencida', aged(30));
  await set('pide', { must_change_password: true });
  await set('directorio', { ...aged(200), given_names: '=HYPERLINK("http://x.example")' });
  await set('ambas', aged(200));
  for (let n = 0; n < 5; n += 1) await desk.call(signIn, { body: { email: as('pausa'), password: OTHER_PASSWORD } });
  const params = { id: ids.get('cerrada') as PersonId };
  await desk.call(closeAccount, { session: desk.admin, params, body: { reason: 'left', note: 'Oficio SA/123' } });
  // Two directories: one lets its people in alone, the other leaves them the password of the desk.
  await link('directorio', false);
  await link('ambas', true);
}, 60_000);
afterAll(() => desk.close());

const link = (name: string, keepsPassword: boolean) =>
  desk.house.store.aside('session', async (db) => {
    const [id, at] = [newId(), desk.clock.now()];
    await sql`insert into directories (id, kind, name_es, name_en, enabled, domains, position, settings, newcomers,
        keeps_password, group_roles, created_at)
      values (${id}, 'ldap', ${name}, ${name}, true, '{}', 1, '{}', 'no', ${keepsPassword}, '[]', ${at})`.execute(db);
    await sql`insert into directory_identities (issuer, subject, directory_id, person_id, linked_how, linked_at)
      values (${id}, ${name}, ${id}, ${ids.get(name)}, 'self', ${at})`.execute(db);
  });

const list = async (query: { standing?: PasswordStanding; agency?: AgencyId; cursor?: string } = {}) =>
  (await desk.call(listPasswordStandings, { session: desk.admin, query })).reply;

describe('how people stand with their passwords', () => {
  it('is one of seven for each, as a session finds it', async () => {
    const found = new Map<string, string[]>();
    for (const { standing, email } of (await list()).items)
      if (email !== ADMIN.email) found.set(standing, [...(found.get(standing) ?? []), email.split('@')[0] ?? '']);
    const sorted = [...found].map(([standing, names]) => [standing, names.toSorted()]);
    expect(Object.fromEntries(sorted)).toEqual({
      in_order: ['fresca'],
      ending: ['vence'],
      expired: ['ambas', 'pide', 'vencida'],
      never: ['nunca'],
      paused: ['pausa'],
      exempt: ['directorio'],
      closed: ['cerrada'],
    });
    for (const [name, must] of [
      ['vence', false],
      ['vencida', true],
      ['pide', true],
    ] as const) {
      const session = await desk.enter(as(name));
      expect((await desk.call(readSession, { session })).reply.mustChangePassword).toBe(must);
    }
  });

  it('is counted by agency and in all, closed accounts beside the people', async () => {
    const { total, agencies } = (await desk.call(readPasswordReport, { session: desk.admin })).reply;
    expect(total).toEqual({
      people: 9,
      standings: { in_order: 2, ending: 1, expired: 3, never: 1, paused: 1, exempt: 1, closed: 1 },
    });
    expect(agencies.reduce((sum, { people }) => sum + people, 0)).toBe(9);
    const agency = agencies.find(({ standings }) => standings.expired === 3);
    expect(agencies[0]).toBe(agency);
    expect((await list({ agency: agency?.agencyId as AgencyId, standing: 'expired' })).items).toHaveLength(3);
    expect((await list({ agency: newId() as AgencyId })).items).toEqual([]);
  });

  it('says when each password ends, and nothing where none is asked for', async () => {
    const { items } = await list();
    const of = (name: string) => items.find(({ email }) => email === as(name));
    const at = desk.clock.now().getTime();
    expect(new Date(of('vence')?.endsAt ?? 0).getTime()).toBeCloseTo(at + 7 * DAY, -5);
    for (const name of ['directorio', 'nunca', 'cerrada', 'pide']) expect(of(name)?.endsAt).toBeNull();
    expect([of('nunca')?.lastSignInAt, typeof of('vence')?.lastSignInAt]).toEqual([null, 'string']);
  });

  it('leaves as a table whose cells compute nothing', async () => {
    const query = { standing: 'exempt' } as const;
    const { raw } = await desk.call(exportPasswordReport, { session: desk.admin, query });
    expect(raw.headers['content-disposition']).toMatch(/contrasenas-\d{4}-\d\d-\d\d\.csv/);
    const rows = readCsv(raw.body, 10)?.map(({ cells }) => cells);
    expect(rows).toMatchObject([expect.arrayContaining(['Cómo está']), expect.arrayContaining([as('directorio')])]);
    expect(rows).toHaveLength(2);
    expect(writeCsv([['=1', '+1', '-1', '@x', '\t=1', '＝1', "'=1", 'Núñez']])).toBe(
      "\uFEFF'=1,'+1,'-1,'@x,\"'\t=1\",'＝1,''=1,Núñez\r\n",
    );
  });

  it('goes on page by page and in the file with nobody twice and nobody left out', async () => {
    const many = 2_100;
    await desk.house.store.aside('session', (db) =>
      sql`insert into people (${sql.raw(COPIED)}, id, email)
        select ${sql.raw(COPIED)}, uuidv7(), 'copia.' || n || '@gobierno.example'
        from people, generate_series(1, ${many}::integer) n where id = ${ids.get('vence')}`.execute(db),
    );
    const emails = new Set<string>();
    let cursor: string | null = null;
    let pages = 0;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list({ standing: 'ending', ...(cursor && { cursor }) });
      for (const { email } of page.items) emails.add(email);
      cursor = page.next;
      pages += 1;
    } while (cursor !== null && pages < 4);
    expect([emails.size, cursor === null]).toEqual([4 * PAGE_SIZE, false]);
    const { raw } = await desk.call(exportPasswordReport, { session: desk.admin, query: { standing: 'ending' } });
    const rows = readCsv(raw.body, 5_000) ?? [];
    expect(new Set(rows.map(({ cells }) => cells[1])).size).toBe(many + 2);
    expect(rows).toHaveLength(many + 2);
  });
});

it('an agency without people is in no line, and where most have expired comes first', () => {
  const name = { es: 'x', en: '' };
  const agencies = ['A', 'B', 'C'].map((acronym) => ({ id: acronym, acronym, name })) as unknown as Agency[];
  const counts = [
    { agencyId: 'A', standing: 'in_order', people: 3 },
    { agencyId: 'B', standing: 'expired', people: 2 },
    { agencyId: 'B', standing: 'closed', people: 5 },
    { agencyId: 'gone', standing: 'ending', people: 1 },
  ] as const;
  const { total, agencies: lines } = sumUp(counts, agencies);
  expect(lines.map(({ acronym, people }) => [acronym, people])).toEqual([
    ['B', 2],
    ['A', 3],
  ]);
  expect([total.people, total.standings.closed]).toEqual([6, 5]);
});
