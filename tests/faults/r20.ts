/**
 * R20: the chain of the history. The program's own roles try to change it; then somebody with the rights of PostgreSQL's
 * superuser does, in every way there is, and `mesa verify` must name the first entry that is wrong. What no chain can show
 * by itself, the anchors must.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { anchorDue, makeAnchor } from '#server/anchors/index.ts';
import { withDesk } from '#server/commands/with-desk.ts';
import { chained, GENESIS, type HistoryRow } from '#server/shared/history.ts';
import { SUPERUSER } from '#server/shared/postgres/cluster.ts';
import { accessTo } from '#server/shared/postgres/embedded.ts';
import { setUp } from '../kit/desk.ts';
import { startProgram } from '../kit/program.ts';
import { waysInto } from './full-desk.ts';
import { openLedger } from './ledger.ts';
import { openLoad } from './load.ts';
import { mesa } from './mesa.ts';
import { bar, type Options, type Report, sleep } from './report.ts';

type Break = { stream: string; sequence: number };
type Named = { what: string; stream: string | null; sequence: number | null };
type Tamper = {
  what: string;
  /** Null: only the anchors can find it. */
  found: Break | 'record' | null;
  act(client: pg.Client): Promise<unknown>;
};
type Tried = { what: string; named: Break[]; records: number; asExpected: boolean; onlyAWitness: boolean };

const STATEMENTS = {
  UPDATE: "update history set data = '{}' where sequence = 1",
  DELETE: 'delete from history where sequence = 1',
  TRUNCATE: 'truncate history',
  'TRUNCATE … CASCADE': 'truncate requests cascade',
  'DISABLE TRIGGER': 'alter table history disable trigger user',
};

/** As each role of the program; gives what was not refused. */
async function deniedTo(dataDir: string): Promise<{ role: string; statement: string; answer: string }[]> {
  const { app, reader } = accessTo(String(waysInto(dataDir).owner.host), 'mesa');
  const answers: { role: string; statement: string; answer: string }[] = [];
  for (const [role, config] of Object.entries({ app, reader })) {
    const client = new pg.Client(config as pg.ClientConfig);
    await client.connect();
    for (const [statement, text] of Object.entries(STATEMENTS)) {
      const answer = await client.query(text).then(
        () => 'done',
        (error: Error) => error.message,
      );
      answers.push({ role, statement, answer });
    }
    await client.end();
  }
  return answers;
}

/** A stream of five entries or more, as it stands. */
async function someStreams(client: pg.Client): Promise<[string, string]> {
  const { rows } = await client.query<{ stream: string }>(
    `select stream from history where stream like 'request:%' group by stream having count(*) >= 5 order by stream limit 2`,
  );
  const [one, other] = rows;
  if (!one || !other) throw new Error('the desk lived too little');
  return [one.stream, other.stream];
}

const COLUMNS = 'id, stream, sequence, at, actor_kind, actor_id, fact, data, previous_hash, hash';

/** Whoever knows how the hashes are made makes all that follow anew. */
async function rebuild(client: pg.Client, stream: string, changed: number): Promise<void> {
  const { rows } = await client.query<HistoryRow>('select * from history where stream = $1 order by sequence', [
    stream,
  ]);
  let previous: Buffer = GENESIS;
  for (const row of rows) {
    const data = (row.sequence === changed ? { ...(row.data as object), otherwise: true } : row.data) as never;
    const hash = chained(previous, { ...row, data, actorKind: row.actor_kind, actorId: row.actor_id });
    await client.query('update history set data = $1, previous_hash = $2, hash = $3 where id = $4', [
      JSON.stringify(data),
      previous,
      hash,
      row.id,
    ]);
    previous = hash;
  }
}

function tampers(one: string, other: string): Tamper[] {
  const change = (what: string, at: number, set: string): Tamper => ({
    what,
    found: { stream: one, sequence: at },
    act: (client) => client.query(`update history set ${set} where stream = $1 and sequence = ${at}`, [one]),
  });
  return [
    change('what was done', 3, `data = data || '{"otherwise": true}'`),
    change('who did it', 2, "actor_kind = 'system', actor_id = null"),
    change('when', 4, "at = at - interval '1 hour'"),
    change('which act it was', 1, "fact = 'request.cancelled'"),
    change('its hash alone', 3, "hash = sha256('otherwise')"),
    {
      ...{ what: 'an entry taken out of the middle', found: { stream: one, sequence: 3 } },
      act: (client) => client.query('delete from history where stream = $1 and sequence = 3', [one]),
    },
    {
      ...{ what: 'one taken out and the rest moved up', found: { stream: one, sequence: 3 } },
      act: async (client) => {
        await client.query('delete from history where stream = $1 and sequence = 3', [one]);
        await client.query('update history set sequence = sequence + 1000 where stream = $1 and sequence > 3', [one]);
        await client.query('update history set sequence = sequence - 1001 where stream = $1 and sequence > 1000', [
          one,
        ]);
      },
    },
    {
      ...{ what: 'two that changed places', found: { stream: one, sequence: 2 } },
      act: async (client) => {
        await client.query('update history set sequence = 1005 - sequence where stream = $1 and sequence in (2, 3)', [
          one,
        ]);
        await client.query('update history set sequence = sequence - 1000 where stream = $1 and sequence > 1000', [
          one,
        ]);
      },
    },
    {
      ...{ what: 'one put in that nobody did', found: { stream: one, sequence: 1_000 } },
      act: async (client) => {
        const { rows } = await client.query(
          `insert into history (${COLUMNS}) select gen_random_uuid(), stream, sequence + 1, at, actor_kind, actor_id, fact, data, hash,
             sha256('otherwise') from history where stream = $1 order by sequence desc limit 1 returning sequence`,
          [one],
        );
        return rows[0].sequence;
      },
    },
    {
      ...{ what: 'an entry of another request', found: { stream: other, sequence: 2 } },
      act: (client) =>
        client.query(
          `update history set data = (select data from history where stream = $1 and sequence = 2)
           where stream = $2 and sequence = 2`,
          [one, other],
        ),
    },
    {
      ...{ what: 'a sealed record', found: 'record' },
      act: (client) =>
        client.query(`update sealed_records set document = replace(document, ':', ': ')
          where id = (select id from sealed_records order by folio limit 1)`),
    },
    {
      ...{ what: 'the tail cut off', found: null },
      act: (client) => client.query('delete from history where stream = $1 and sequence > 3', [one]),
    },
    {
      ...{ what: 'a whole stream taken away', found: null },
      act: (client) => client.query('delete from history where stream = $1', [one]),
    },
    { ...{ what: 'changed, and the chain rebuilt', found: null }, act: (client) => rebuild(client, one, 3) },
  ];
}

async function attempt(client: pg.Client, tamper: Tamper, dataDir: string): Promise<Tried> {
  const changed = await tamper.act(client);
  const { found } = tamper;
  // Where one was put in, its place is known only then.
  const expected =
    found !== null && found !== 'record' && found.sequence === 1_000 ? { ...found, sequence: Number(changed) } : found;
  const { code, said } = await mesa(['verify'], { env: { DATA_DIR: dataDir } });
  const findings = (said.findings as Named[] | undefined) ?? [];
  const named = findings.flatMap(({ stream, sequence }) =>
    stream === null ? [] : [{ stream, sequence: sequence ?? 0 }],
  );
  const records = findings.filter(({ what }) => what.startsWith('record')).length;
  const [first] = named;
  const asExpected =
    expected === null || expected === 'record'
      ? code === 1 && (records > 0 || named.length > 0)
      : code === 1 && first?.stream === expected.stream && first.sequence === expected.sequence;
  return { what: tamper.what, named, records, asExpected, onlyAWitness: found === null };
}

const KEEP = ['history', 'sealed_records'];

export async function r20(options: Options): Promise<Report> {
  const { seconds = 6, writers = 4, say } = options;
  const folder = mkdtempSync(join(tmpdir(), 'mesa-r20-'));
  const dataDir = join(folder, 'data');
  const ledger = openLedger(join(folder, 'ledger'));
  const program = await startProgram('serve', { DATA_DIR: dataDir, LOG_LEVEL: 'fatal' });
  let client: pg.Client | null = null;
  try {
    const load = await openLoad({ url: program.url, admin: await setUp(program), ledger, writers });
    load.start();
    await sleep(seconds * 1_000);
    await load.stop();
    // What is to be witnessed must have been anchored.
    process.env.DATA_DIR = dataDir;
    await withDesk((house) => makeAnchor(house, '2000-01-01'));
    await withDesk((house) => anchorDue(house));
    const denied = await deniedTo(dataDir);
    client = new pg.Client({ ...waysInto(dataDir).owner, user: SUPERUSER } as pg.ClientConfig);
    // Left open where the recipe fails, it ends with the desk.
    client.on('error', () => undefined);
    await client.connect();
    // Nothing of ours, no trigger and no reference, stands in the way of a superuser.
    await client.query("set session_replication_role = 'replica'");
    for (const table of KEEP) await client.query(`create temp table kept_${table} as select * from ${table}`);
    const whole = await mesa(['verify'], { env: { DATA_DIR: dataDir } });
    const tried: Tried[] = [];
    for (const tamper of tampers(...(await someStreams(client)))) {
      tried.push(await attempt(client, tamper, dataDir));
      say(`${tamper.what}: ${JSON.stringify(tried.at(-1)?.named)}`);
      for (const table of KEEP) {
        await client.query(`delete from ${table}`);
        await client.query(`insert into ${table} overriding system value select * from kept_${table}`);
      }
    }
    const again = await mesa(['verify'], { env: { DATA_DIR: dataDir } });
    return judge({ denied, tried, clean: [whole.code, again.code], entries: whole.said.entries });
  } finally {
    await client?.end();
    await program.stop();
    ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Seen = {
  denied: { role: string; statement: string; answer: string }[];
  tried: Tried[];
  clean: (number | null)[];
  entries: unknown;
};

function judge({ denied, tried, clean, entries }: Seen): Report {
  const byChain = tried.filter((each) => !each.onlyAWitness);
  const byWitness = tried.filter((each) => each.onlyAWitness);
  const notDenied = denied.filter(
    ({ answer }) => !/permission denied|must be owner|append-only|read-only/.test(answer),
  );
  const words = ({ what, named, records }: Tried) => ({ what, named, records });
  return {
    figures: {
      history: entries,
      denied: denied.length - notDenied.length,
      notDenied,
      found: byChain.filter((each) => each.asExpected).length,
      notFound: byChain.filter((each) => !each.asExpected).map(words),
      foundWithoutAWitness: byWitness.filter((each) => each.asExpected).length,
      onlyAWitnessFinds: byWitness.filter((each) => !each.asExpected).map(({ what }) => what),
    },
    bars: [
      bar(
        'the desk as it was lived, and as it was put back: nothing found',
        clean.every((code) => code === 0),
      ),
      bar('the roles of the program may change none of it', notDenied.length === 0 && denied.length > 0),
      bar(
        `each of ${byChain.length} tampers found, the first wrong entry named`,
        byChain.every((each) => each.asExpected),
      ),
      bar(
        'a cut tail, a stream taken away and a rebuilt chain found',
        byWitness.every((each) => each.asExpected),
      ),
    ],
  };
}
