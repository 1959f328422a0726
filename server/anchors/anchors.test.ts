/** R20: what nobody may do to the record is refused to the program, and found where a superuser does it. */
import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCatalogue } from '#contract/catalogue.ts';
import { cancelRequest, fileRequest } from '#contract/requests.ts';
import { DAY } from '#server/shared/clock.ts';
import { chained, GENESIS, type HistoryRow } from '#server/shared/history.ts';
import { sha256 } from '#server/shared/ids.ts';
import { system } from '#server/shared/policy.ts';
import { SUPERUSER } from '#server/shared/postgres/cluster.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { nodeOf, leafOf as plainLeaf, rootBy } from '#verifier/anchors.ts';
import { checkAll } from './check.ts';
import { anchorDue, makeAnchor } from './make.ts';
import { pathTo, Tree } from './merkle.ts';
import { anchorsOf } from './paths.ts';
import { newestAnchor } from './rows.ts';

let desk: Settled;
let root: pg.Client;
let stream: string;
let folio: string;
let outside: string;
const COLUMNS: Record<string, string> = {
  ...{
    history: 'data',
    sealed_records: 'document',
    anchors: 'document',
    anchored_entries: 'hash',
    seal_keys: 'public_key',
  },
};
const TABLES = ['history', 'sealed_records', 'receipts', 'anchors', 'anchored_entries', 'seal_keys'];

beforeAll(async () => {
  desk = await settle();
  await desk.person({ email: 'rosa.canul@gobierno.example', roles: ['requester'] });
  const rosa = await desk.enter('rosa.canul@gobierno.example');
  const { areas } = (await desk.call(readCatalogue, { session: rosa })).reply;
  const file = async (subject: string) => {
    const filed = await desk.call(fileRequest, {
      session: await desk.enter('rosa.canul@gobierno.example'),
      body: {
        ...{
          draftId: null,
          subject: `${subject}: no imprime`,
          description: 'Desde el lunes no imprime.',
          serviceId: null,
          attachments: [],
        },
        areaId: areas[0]?.id as (typeof areas)[number]['id'],
        place: { building: 'A', floor: '2', office: 'Recursos', phone: '' },
      },
    });
    expect(filed.status, filed.raw.body).toBe(201);
    return filed.reply;
  };
  const first = await file('Uno');
  await file('Dos');
  await desk.call(cancelRequest, { session: rosa, params: { id: first.id }, body: { reason: 'Ya no hace falta.' } });
  ({ folio } = first);
  stream = `request:${first.id}`;
  // Three entries: filed, told to whoever it is of, cancelled.
  await desk.house.store.change(system('proof'), (work) =>
    work.record({ stream, fact: 'request.proof', data: { n: 1 } }),
  );
  desk.clock.advance(DAY);
  await anchorDue(desk.house);
  desk.clock.advance(DAY);
  await file('Tres');
  await anchorDue(desk.house);
  outside = join(desk.dataDir, 'anchors');
  root = new pg.Client({ ...desk.postgres.owner, user: SUPERUSER } as pg.ClientConfig);
  await root.connect();
  // No trigger and no reference stands in a superuser's way.
  await root.query("set session_replication_role = 'replica'");
  for (const table of TABLES) await root.query(`create temp table kept_${table} as select * from ${table}`);
});
afterAll(async () => {
  await root.end();
  await desk.close();
});

async function putBack(): Promise<void> {
  for (const table of TABLES) {
    await root.query(`delete from ${table}`);
    await root.query(`insert into ${table} overriding system value select * from kept_${table}`);
  }
}

const found = async (given: readonly string[] = []) =>
  (await checkAll(desk.house, { given })).findings.map(({ what, stream: of, sequence, folio: named, anchor }) =>
    [what, of === stream ? 'uno' : of, sequence, of === null ? named : null, anchor]
      .filter((each) => each !== null)
      .join(' '),
  );

describe('the tree', () => {
  it('is that of RFC 9162: its root, and paths that lead there, for every size', () => {
    for (let size = 1; size <= 33; size += 1) {
      const hashes = Array.from({ length: size }, () => randomBytes(32));
      const tree = new Tree();
      for (const hash of hashes) tree.add(hash);
      // As the RFC defines it: split where the largest power of two lies that is smaller.
      const rooted = (leaves: Uint8Array[]): Uint8Array => {
        if (leaves.length === 1) return leaves[0] as Uint8Array;
        const split = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1);
        return nodeOf(rooted(leaves.slice(0, split)), rooted(leaves.slice(split)));
      };
      expect(tree.root().equals(rooted(hashes.map((hash) => plainLeaf(hash))))).toBe(true);
      for (const [index, hash] of hashes.entries()) {
        const led = rootBy(plainLeaf(hash), { index, size, path: pathTo(hashes, index) });
        expect(tree.root().equals(led ?? Buffer.alloc(0))).toBe(true);
      }
    }
  });
});

describe('anchors', () => {
  it('are made once for each day that ended, over every entry, each after the one before; and kept outside', async () => {
    const anchors = await root.query(
      'select number, day::text, from_position, to_position from anchors order by number',
    );
    expect(anchors.rows).toMatchObject([{ number: 1, from_position: 0 }, { number: 2 }]);
    expect(anchors.rows[1].from_position).toBe(anchors.rows[0].to_position);
    expect(await makeAnchor(desk.house, anchors.rows[1].day)).toBeNull();
    expect((await readdir(outside)).sort()).toEqual([
      'ancla-000001.hojas',
      'ancla-000001.json',
      'ancla-000002.hojas',
      'ancla-000002.json',
    ]);
    const newest = await newestAnchor(desk.house.store.read);
    expect(desk.house.sealing.newestAnchor()).toEqual({ day: newest?.day, sha256: newest?.sha256.toString('hex') });
  });

  it('give each entry of a request a path to the root of its day', async () => {
    const { anchors, paths } = (await anchorsOf(desk.house.store.read, stream)) as {
      anchors: { document: string }[];
      paths: { sequence: number; index: number; size: number; path: string[] }[];
    };
    const { rows } = await root.query('select hash from history where stream = $1 order by sequence', [stream]);
    expect(paths.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
    const { root: said } = JSON.parse(anchors[0]?.document ?? '{}') as { root: string };
    for (const [at, { index, size, path }] of paths.entries()) {
      const led = rootBy(plainLeaf(rows[at].hash), { index, size, path: path.map((hash) => Buffer.from(hash, 'hex')) });
      expect(Buffer.from(led ?? []).toString('hex')).toBe(said);
    }
  });

  it('the whole record holds', async () => {
    const { findings, ...counted } = await checkAll(desk.house);
    expect(findings).toEqual([]);
    expect(counted).toMatchObject({ anchors: 2, receipts: 0 });
    expect(counted.records).toBeGreaterThanOrEqual(3);
  });
});

const rebuild = async () => {
  const { rows } = await root.query<HistoryRow>('select * from history where stream = $1 order by sequence', [stream]);
  let previous: Buffer = GENESIS;
  for (const row of rows) {
    const data = (row.sequence === 2 ? { ...(row.data as object), otherwise: true } : row.data) as never;
    const hash = chained(previous, { ...row, data, actorKind: row.actor_kind, actorId: row.actor_id });
    await root.query('update history set data = $1, previous_hash = $2, hash = $3 where id = $4', [
      data,
      previous,
      hash,
      row.id,
    ]);
    previous = hash;
  }
};
const change = (set: string, sequence: number) => () =>
  root.query(`update history set ${set} where stream = $1 and sequence = ${sequence}`, [stream]);
const swap = async () => {
  await root.query('update history set sequence = 1005 - sequence where stream = $1 and sequence in (2, 3)', [stream]);
  await root.query('update history set sequence = sequence - 1000 where stream = $1 and sequence > 1000', [stream]);
};

describe('what a superuser does is found, the first bad entry named', () => {
  it.each<[what: string, act: () => Promise<unknown>, first: string]>([
    ['edited', change(`data = data || '{"otherwise": true}'`, 2), 'edited uno 2'],
    ['edited, who did it', change("actor_kind = 'system', actor_id = null", 1), 'edited uno 1'],
    ['deleted', () => root.query('delete from history where stream = $1 and sequence = 2', [stream]), 'deleted uno 2'],
    ['reordered', swap, 'reordered uno 2'],
    [
      'truncated',
      () => root.query('delete from history where stream = $1 and sequence > 2', [stream]),
      'truncated uno 3',
    ],
    ['all of a request', () => root.query('delete from history where stream = $1', [stream]), 'record-missing'],
    ['rebuilt', rebuild, 'rebuilt uno 2'],
  ])('%s', async (_what, act, first) => {
    await act();
    try {
      const all = await found();
      if (first === 'record-missing') expect(all.some((each) => each.startsWith('record-without-entry'))).toBe(true);
      else expect(all[0]).toBe(first);
    } finally {
      await putBack();
    }
    expect(await found()).toEqual([]);
  });

  it('rebuilt with its leaves and its anchor: found by what is kept outside', async () => {
    await rebuild();
    await root.query('update anchored_entries a set hash = h.hash from history h where h.id = a.entry_id');
    try {
      expect((await found()).filter((each) => each.startsWith('rebuilt'))).toEqual(['rebuilt uno 2']);
    } finally {
      await putBack();
    }
  });

  it.each<[what: string, statement: string, first: () => string]>([
    [
      'a sealed record',
      `update sealed_records set document = replace(document, 'Uno', 'Una')`,
      () => `record-edited ${folio}`,
    ],
    [
      'its sum too',
      `update sealed_records set document = replace(document, 'Uno', 'Una'), sha256 = sha256(convert_to(replace(document, 'Uno', 'Una'), 'UTF8'))`,
      () => `record-edited ${folio}`,
    ],
    [
      'a record taken away',
      `delete from sealed_records where folio = (select min(folio) from sealed_records where act = 'registration')`,
      () => 'record-missing uno 1',
    ],
    [
      'an anchor edited',
      `update anchors set document = replace(document, 'Estado', 'Otro') where number = 1`,
      () => 'anchor-edited 1',
    ],
    ['an anchor taken away', 'delete from anchors where number = 2', () => 'anchor-missing 2'],
    ['a leaf', `update anchored_entries set hash = sha256('otra') where position = 3`, () => 'rebuilt'],
    [
      'an entry put in with an old date',
      `insert into history (id, stream, sequence, at, actor_kind, fact, data, previous_hash, hash) select gen_random_uuid(), 'request:00000000-0000-0000-0000-000000000001', 1, at, 'system', 'request.registered', '{}', decode(repeat('00', 32), 'hex'), sha256('x') from history limit 1`,
      () => 'edited',
    ],
  ])('%s', async (_what, statement, first) => {
    await root.query(statement);
    try {
      const all = await found();
      expect(
        all.some((each) => each.startsWith(first())),
        all.join('; '),
      ).toBe(true);
    } finally {
      await putBack();
    }
  });

  it('the copy outside changed or taken away, and an anchor that somebody kept is held against ours', async () => {
    const path = join(outside, 'ancla-000001.json');
    const text = await readFile(path, 'utf8');
    expect(await found([text])).toEqual([]);
    await writeFile(path, text.replace('keyId', 'keyld'));
    expect(await found()).toEqual(['anchor-other 1']);
    await rm(path);
    expect(await found()).toEqual(['outside-missing 1']);
    // The next look keeps it again.
    await anchorDue(desk.house);
    expect(await readFile(path, 'utf8')).toBe(text);
    await root.query(
      `update anchors set document = replace(document, 'Estado', 'Otro'), sha256 = sha256('x') where number = 1`,
    );
    expect(await found([text])).toContain('anchor-edited 1');
    await putBack();
    expect(await found([text.replace('Estado', 'Otro')])).toEqual(['record-key 1']);
  });
});

describe('as the program', () => {
  it('none of it can be done: PostgreSQL refuses', async () => {
    for (const config of [desk.postgres.app, desk.postgres.reader]) {
      const client = new pg.Client(config as pg.ClientConfig);
      await client.connect();
      for (const table of TABLES.filter((each) => each !== 'receipts'))
        for (const statement of [
          `update ${table} set ${COLUMNS[table]} = ${COLUMNS[table]}`,
          `delete from ${table}`,
          `truncate ${table} cascade`,
          `alter table ${table} disable trigger user`,
          `drop table ${table}`,
        ])
          await expect(client.query(statement), statement).rejects.toThrow(
            /permission denied|must be owner|append-only|read-only/,
          );
      await client.end();
    }
    expect(sha256('').length).toBe(32);
    expect(
      (await sql<{ n: number }>`select count(*)::int as n from anchors`.execute(desk.house.store.read)).rows[0]?.n,
    ).toBe(2);
  });
});

// Last: what it makes is not among what the others put back.
describe('the next anchor', () => {
  it('is sent to who controls, each as the file that `mesa verify --anchor` takes', async () => {
    await desk.person({ email: 'contraloria@gobierno.example', roles: ['auditor'] });
    await desk.drain();
    const before = desk.mailbox.letters.length;
    desk.clock.advance(DAY);
    await anchorDue(desk.house);
    await desk.drain();
    const letters = desk.mailbox.letters
      .slice(before)
      .filter(({ to }) => to.address === 'contraloria@gobierno.example');
    expect(letters.map(({ subject }) => subject)).toEqual([expect.stringContaining('Ancla 3 de la bitácora')]);
    const text = letters[0]?.text.replace(/^> ?/gm, '').replace(/\s+/g, '') ?? '';
    const path = join(desk.dataDir, 'anchors', 'ancla-000003.json');
    expect(text).toContain((await readFile(path, 'utf8')).replace(/\s+/g, ''));
  });
});
