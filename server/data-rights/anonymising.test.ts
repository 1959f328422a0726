/**
 * Whoever is anonymised is found nowhere any more. Each table that names people gets a row of that person with every trace there is of
 * them in every column that may hold words; then all columns of the database are looked through. What stays is said here, and why: a new
 * table or column fails this test until somebody decided.
 */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blockAccount } from '#server/accounts/index.ts';
import { DAY } from '#server/shared/clock.ts';
import { verifyChains } from '#server/shared/history.ts';
import { newId } from '#server/shared/ids.ts';
import { type Actor, system } from '#server/shared/policy.ts';
import { SUPERUSER } from '#server/shared/postgres/cluster.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { lookAfterRights } from './look-after.ts';

const EMAIL = 'xochiquetzal.trazas@gobierno.example';
const NUMBER = 'ZQ77123';
const TRACES = ['xochiquetzal', 'trazasdiaz', NUMBER.toLowerCase(), '3129998877'];
const ALL = `Xochiquetzal Trazasdiaz Ek ${EMAIL} ${NUMBER} 3129998877`;

/** Documents of the archive and the record itself: they go by its own disposal (Ley General de Archivos), never by an account's end. */
const RECORD: Readonly<Record<string, string>> = {
  arrived_messages: 'author body: written in a request of the desk before this one, with its sum',
  deactivations: 'signer_name: signed it in an office',
  handovers: 'body: notes of the desk’s work',
  messages: 'body: written in a request',
  requests:
    'answers cause cause_en description former place satisfaction_comment scheduled_where solution subject waiting_reason: a request, as it was filed and attended',
};
/** The program's own words, ids and figures, in columns this test could write names into and no person can. */
const CODES =
  'data_rights_requests.folio deactivations.folio factor_removals.proof handovers.figures letters.kind letters.locale letters.message_id movements.ended_roles movements.from_names movements.to_names requests.closure_code requests.folio requests.last_fact requests.last_public_fact requests.series role_grants.role';
const STAYS = [
  ...Object.entries(RECORD).flatMap(([table, said]) =>
    (said.split(':')[0] ?? '').split(' ').map((column) => `${table}.${column}`),
  ),
  ...CODES.split(' '),
].sort();
/** Name people for what they did in an office of the desk: rows that only they name are about somebody or something else. */
const OF_THE_OFFICE = /_by$|^(by_id|next_id|colleague_id|deputy_id)$/;

type Column = { table_name: string; column_name: string; data_type: string };
let desk: Settled;
let owner: pg.Client;
let personId: string;
let columns: Column[];
let theirs: { at: string; names: string }[];
const refused: string[] = [];

/** A row of that table for the person, if one may be made without knowing what it means. */
async function rowOf(table: string, names: string): Promise<void> {
  const { rows } = await owner.query(`select 1 from ${table} where ${names} = $1`, [personId]);
  if (rows.length > 0) return;
  const { rows: needed } = await owner.query(
    `select a.attname as name, format_type(a.atttypid, null) as type,
      (select string_agg(pg_get_constraintdef(c.oid), ' ') from pg_constraint c
        where c.conrelid = a.attrelid and c.contype = 'c' and a.attnum = any(c.conkey)) as checks
     from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and (a.attnotnull or a.attname = $2)
      and not a.atthasdef and a.attidentity = '' and a.attgenerated = ''`,
    [table, names],
  );
  const value = ({ name, type, checks }: { name: string; type: string; checks: string | null }): unknown => {
    if (name === names) return personId;
    const picked = /ARRAY\['([^']+)'::text/.exec(checks ?? '')?.[1];
    if (type === 'text') return picked ?? 'x'.repeat(10);
    if (type === 'uuid') return newId();
    if (type === 'boolean') return false;
    if (type === 'jsonb') return '{}';
    if (type === 'bytea') return Buffer.alloc(32, 7);
    if (type === 'date') return '2026-11-23';
    if (type.startsWith('timestamp')) return desk.clock.now();
    return type.endsWith('[]') ? [] : 1;
  };
  const given = needed.map((each) => [each.name, value(each)] as const);
  await tried(
    table,
    `insert into ${table} (${given.map(([name]) => `"${name}"`).join(', ')}) values (${given.map((_, at) => `$${at + 1}`).join(', ')})`,
    given.map(([, each]) => each),
  );
}

/** Refused: a closed word, or something that has to agree with something else. */
async function tried(what: string, statement: string, values: unknown[]): Promise<void> {
  try {
    await owner.query(statement, values);
  } catch {
    refused.push(what);
  }
}

/** Foreign keys and triggers asleep, for rows that only this test would write. */
async function fill(): Promise<void> {
  for (const { at, names } of theirs) if (!OF_THE_OFFICE.test(names)) await rowOf(at, names);
  for (const { at, names } of theirs) {
    if (at === 'people' || OF_THE_OFFICE.test(names)) continue;
    for (const { column_name, data_type } of columns.filter(({ table_name }) => table_name === at)) {
      const traced = data_type === 'jsonb' ? JSON.stringify({ about: ALL }) : data_type === 'ARRAY' ? [ALL] : ALL;
      await tried(`${at}.${column_name}`, `update ${at} set "${column_name}" = $1 where ${names} = $2`, [
        traced,
        personId,
      ]);
    }
  }
}

/** What names nobody by an id. */
async function fillApart(): Promise<void> {
  const at = desk.clock.now();
  const [history, session] = [newId(), newId()];
  const statements: [string, unknown[]][] = [
    [
      `insert into duty_shifts (id, person_id, starts_at, ends_at, phone) values ($1, $2, $3, $4, $5)`,
      [newId(), personId, at, new Date(at.getTime() + DAY), '3129998877'],
    ],
    [
      `insert into deactivations (id, folio, agency_id, person_id, ground, ground_words, note, effective_at, state, way, signer_name, signed_on, asked_by, asked_at, changed_at)
       values ($1, 'DTI/BU/2026/009999', $1, $2, 'other', $3, $3, $4, 'scheduled', 'screen', $3, '2026-11-23', $1, $4, $4)`,
      [newId(), personId, ALL, at],
    ],
    [
      `insert into registrations (id, email, password_hash, person, known, asked_at, expires_at) values ($1, $2, 'x', $3, false, $4, $4)`,
      [newId(), EMAIL, JSON.stringify({ about: ALL }), at],
    ],
    [
      `insert into letters (id, kind, person_id, to_name, to_address, subject, content, locale, state, message_id, history_id, sequence, happened_at, queued_at, next_attempt_at)
      values ($1, 'reset', $2, 'Otra', 'otra@gobierno.example', 'De otra', $3, 'es-MX', 'sent', $4, $5, 1, $6, $6, $6)`,
      [newId(), newId(), JSON.stringify({ about: EMAIL }), `<${history}@mesa>`, history, at],
    ],
    [
      `insert into notices (id, person_id, kind, history_id, details, at) values ($1, $2, 'request.filed', $3, $4, $5)`,
      [newId(), newId(), history, JSON.stringify({ about: ALL }), at],
    ],
    [
      `insert into payroll_files (id, file_name, bytes, sha256, columns, headings, lines, looked_by, looked_at, state, session_id) values ($1, 'n.csv', 1, $2, '{}', '{}', 1, $3, $4, 'looked', $5)`,
      [session, Buffer.alloc(32, 1), newId(), at, session],
    ],
    [
      `insert into payroll_rows (file_id, line, label, outcome, given) values ($1, 1, $2, 'unknown', $3)`,
      [session, NUMBER, JSON.stringify({ about: ALL })],
    ],
    [
      `insert into arrivals (id, kind, desk, file_name, bytes, sha256, lines, ignored, looked_at, state) values ($1, 'people', 'antes', 'a.csv', 1, $2, 1, '{}', $3, 'looked')`,
      [session, Buffer.alloc(32, 1), at],
    ],
    [
      `insert into arrival_rows (arrival_id, line, label, outcome, given) values ($1, 1, $2, 'new', $3)`,
      [session, EMAIL, JSON.stringify({ about: ALL })],
    ],
    [
      `insert into enrolment_rows (id, enrolment_id, place, employee_number, given_names, first_surname, second_surname, single_surname, email, phone, position_text, role, state)
      select $1, id, 9, $2, 'Xochiquetzal', 'Trazasdiaz', '', false, $3, '', '', 'requester', 'rejected' from enrolments limit 1`,
      [newId(), NUMBER, EMAIL],
    ],
  ];
  for (const [statement, values] of statements) await owner.query(statement, values);
}

/** Every column with a trace of the person, as `table.column`. */
async function traces(): Promise<string[]> {
  const found: string[] = [];
  for (const { table_name, column_name, data_type } of columns) {
    const words = data_type === 'bytea' ? `encode("${column_name}", 'escape')` : `"${column_name}"::text`;
    const { rows } = await owner.query(`select 1 from "${table_name}" where lower(${words}) like any($1) limit 1`, [
      TRACES.map((trace) => `%${trace}%`),
    ]);
    if (rows.length > 0) found.push(`${table_name}.${column_name}`);
  }
  return found;
}

beforeAll(async () => {
  desk = await settle();
  personId = await desk.person({ email: EMAIL });
  owner = new pg.Client({ ...desk.postgres.owner, user: SUPERUSER });
  await owner.connect();
  await owner.query('set session_replication_role = replica');
  await owner.query(
    `update people set given_names = 'Xochiquetzal', first_surname = 'Trazasdiaz', second_surname = 'Ek', employee_number = $2,
      phone = '+523129998877' where id = $1`,
    [personId, NUMBER],
  );
  columns = (
    await owner.query<Column>(
      `select c.table_name, c.column_name, c.data_type from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
       where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
        and c.data_type in ('text', 'jsonb', 'ARRAY', 'bytea', 'character varying')
       order by 1, 2`,
    )
  ).rows;
  theirs = (
    await owner.query(
      `select c.conrelid::regclass::text as at, a.attname as names from pg_constraint c
       join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
       where c.contype = 'f' and c.confrelid = 'people'::regclass order by 1, 2`,
    )
  ).rows;
}, 60_000);
afterAll(async () => {
  await owner.end();
  await desk.close();
});

describe('a person who is anonymised', () => {
  it('is found in no column any more but in documents of the archive, and the history verifies', async () => {
    const { house } = desk;
    await fillApart();
    await fill();
    // A table this test cannot write a row into asks for one in `fillApart`: of these, one holds hashes, the other has a row by another name.
    expect(refused.filter((what) => !what.includes('.'))).toEqual(['recovery_codes', 'requests']);
    const before = await traces();
    expect(before.length).toBeGreaterThan(60);
    desk.clock.advance(DAY);
    await house.store.change(system('test') as Actor, (work) => blockAccount(work, personId, ALL));
    const id = newId();
    const due = desk.clock.now();
    await owner.query(
      `insert into data_rights_requests (id, folio, kind, person_id, state, way, words, received_at, due_at, changed_at, anonymise_at)
       values ($1, 'DTI/DP/2026/009999', 'cancellation', $2, 'effective', 'own', $3, $4, $4, $4, $4)`,
      [id, personId, ALL, due],
    );
    desk.clock.advance(DAY);
    await lookAfterRights(house);
    const { rows } = await owner.query('select full_name, email from people where id = $1', [personId]);
    expect(rows).toEqual([{ full_name: 'Persona 1', email: 'persona-1@anonimo.invalid' }]);
    expect(await traces()).toEqual(STAYS);
    expect((await verifyChains(house.store.read)).breaks).toEqual([]);
  }, 60_000);
});
