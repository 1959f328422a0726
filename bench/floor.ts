/**
 * The floor: what the same answers cost with nothing around them. `node:http` and `pg`, the program's own reading
 * statements and the rows it writes, prepared by name, in pools of its size; no rights, no checks, no views.
 * A change of it needs a decision page.
 */
import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import pg from 'pg';
import { systemClock } from '#server/shared/clock.ts';
import { newId, sha256 } from '#server/shared/ids.ts';
import { FOLIO, HELD, insert, job, LAST, LIMIT, MOVED, named, PERSON, told, WAKE } from './floor-sql.ts';
import { filled, type Statement, statements } from './statements.ts';

type Row = Record<string, unknown>;
type Act = { db: pg.PoolClient; who: string; at: Date; id: string; text: string; key: unknown; json: Row };

const [port, app = '', reader = ''] = process.argv.slice(2);
const write = new pg.Pool({ ...(JSON.parse(app) as pg.PoolConfig), max: 10 });
const read = new pg.Pool({ ...(JSON.parse(reader) as pg.PoolConfig), max: 10 });
const known = await statements();
const { rows: levels } = await read.query<Row>('select * from service_levels order by rank limit 1');
const { rows: keys } = await read.query<Row>('select id from seal_keys limit 1');
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });

const rowsOf = async (statement: Statement, given: Row): Promise<Row[]> =>
  (await read.query<Row>({ name: statement.name, text: statement.text, values: filled(statement, given) })).rows;
const all = (list: Statement[], given: Row) => Promise.all(list.map((statement) => rowsOf(statement, given)));

async function begin({ db, who, at, id, key, text }: Act): Promise<void> {
  await db.query('begin');
  const claim = { actor_id: who, key, operation: 'f', body_hash: sha256(text), answer: { id }, at };
  await db.query(insert('idempotency_keys', claim));
  await db.query(named(LIMIT, [`floor:${who}`, new Date(at.getTime() + 3_600_000)]));
}

async function record({ db, who, at, id }: Act, fact: string, last: { sequence: number; hash: Buffer }): Promise<Row> {
  const sequence = last.sequence + 1;
  const entry = { id: newId(), stream: `request:${id}`, sequence, at, fact, data: { requestId: id } };
  const hash = sha256(Buffer.concat([last.hash, Buffer.from(JSON.stringify(entry))]));
  const row = { ...entry, actor_kind: 'person', actor_id: who, previous_hash: last.hash, hash };
  await db.query(insert('history', row, told));
  await db.query(job('on.tell-of-request', entry));
  return entry;
}

/** The letter, the notice of somebody else's act, and the call to the one who sends. */
async function tell(act: Act, entry: Row, to: Row): Promise<void> {
  const { db, at, id, who } = act;
  const mail = { person_id: to.id, to_address: to.email, to_name: to.full_name, message_id: `<${newId()}@floor>` };
  const about = { request_id: id, history_id: entry.id, kind: entry.fact };
  const when = { state: 'waiting', happened_at: at, queued_at: at, next_attempt_at: at, sequence: entry.sequence };
  const letter = { id: newId(), ...mail, ...about, ...when, locale: 'es-MX', subject: act.id, content: entry };
  await db.query(insert('letters', letter, 'on conflict (history_id, kind, to_address) do nothing returning id'));
  const notice = { id: newId(), person_id: to.id, ...about, details: entry, at };
  if (to.id !== who) await db.query(insert('notices', notice));
  await db.query(named(WAKE, []));
  await db.query('commit');
}

async function create(act: Act): Promise<[Row, Row]> {
  const { db, id, at, who, json } = act;
  await begin(act);
  const [person = {}] = (await db.query<Row>(named(PERSON, [who]))).rows;
  const year = at.getUTCFullYear();
  const sequence = Number((await db.query<Row>(named(FOLIO, [year]))).rows[0]?.last_sequence);
  const folio = `DTI/SS/${year}/${String(sequence).padStart(6, '0')}`;
  const document = JSON.stringify({ folio, at, ...json, name: person.full_name });
  const sum = sha256(document);
  const seal = { cadena: sum.toString('hex'), seal: sign('sha256', sum, privateKey), key_id: keys[0]?.id };
  const sealed = { id: newId(), subject_id: id, act: 'registration', folio, acted_at: at, sealed_at: at };
  const code = sealed.id.replaceAll('-', '').slice(-16).toUpperCase();
  await db.query(insert('sealed_records', { ...sealed, document, sha256: sum, ...seal, code }));
  const entry = await record(act, 'request.registered', { sequence: 0, hash: Buffer.alloc(32) });
  const of = { id, folio, series: 'SS', year, sequence, requester_id: who, agency_id: person.agency_id };
  const { subject, description, place } = json;
  const said = { kind: 'incident', subject, description, place, state: 'registered' };
  const clocks = { first_response_minutes: 240, resolution_minutes: 960, at_risk_percent: 75, registered_at: at };
  const due = { area_id: json.areaId, level_id: levels[0]?.id, first_response_due_at: at, resolution_due_at: at };
  const last = { last_fact: entry.fact, last_sequence: 1, last_at: at, last_by: who };
  const open = { last_public_fact: entry.fact, last_public_sequence: 1, last_public_at: at, last_public_by: who };
  await db.query(insert('requests', { ...of, ...said, ...clocks, ...due, ...last, ...open }));
  return [entry, person];
}

async function say(act: Act): Promise<[Row, Row]> {
  const { db, id, at, who, json } = act;
  await begin(act);
  const [held = {}] = (await db.query<Row>(named(HELD, [id]))).rows;
  const { rows } = await db.query<{ sequence: number; hash: Buffer }>(named(LAST, [`request:${id}`]));
  const entry = await record(act, 'request.messaged', rows[0] ?? { sequence: 0, hash: Buffer.alloc(32) });
  await db.query(named(MOVED, [entry.fact, entry.sequence, at, who, id]));
  const message = { id: newId(), request_id: id, sequence: entry.sequence, author_id: who, visibility: 'public', at };
  await db.query(insert('messages', { ...message, body: json.text }));
  return [entry, (await db.query<Row>(named(PERSON, [held.agent_id]))).rows[0] ?? {}];
}

createServer(async (request, response) => {
  if (request.url === '/health/ready') return response.end('ok');
  const at = systemClock.now();
  const token = request.headers.cookie?.slice('mesa='.length) ?? '';
  const [, , list, ref = newId()] = request.url?.split(/[/?]/) ?? [];
  const [me = {}] = (await all(known.session, { token: sha256(token), now: at }))[0] ?? [];
  const mine = { person: me.person_id, teams: me.team_ids, areas: me.area_ids };
  const given = { ...mine, request: ref, stream: `request:${ref}`, now: at };
  if (request.method === 'POST') {
    const [db, text] = [await write.connect(), await textOf(request)];
    const act = { db, who: String(me.person_id), at, id: ref, text, json: JSON.parse(text) as Row };
    const keyed = { ...act, key: request.headers['idempotency-key'] };
    await tell(keyed, ...(await (request.url === '/api/requests' ? create : say)(keyed)));
    db.release();
  }
  const isList = request.method === 'GET' && request.url?.split(/[/?]/)[3] === undefined;
  const desk = ref === 'counts' ? known.counts : ref.startsWith('state=') ? known.queue : known.desk;
  const asked = list === 'queue' ? desk : isList ? known.own : known.one;
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(await all(asked, given)));
}).listen(Number(port), '127.0.0.1');
