/**
 * A desk at work at a pace of its own: calls leave when they are due, however long those before them take, and each is
 * measured from the moment it was due. What was acknowledged goes into the ledger.
 */
import { createHash, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import pg from 'pg';
import { tokenOf } from '../../bench/data/sessions.ts';
import { type Generated, openSessions, SEED } from '../../bench/generate.ts';
import type { Ledger } from './ledger.ts';
import { quantile, sleep } from './report.ts';

export type Ask = {
  method: 'GET' | 'POST';
  path: string;
  token: string;
  body?: Buffer;
  type?: string;
  /** Called with the answer, when it is one of success. */
  acknowledged?: (answer: Record<string, unknown>) => void;
};
export type Mix = { next(): Ask; close(): Promise<void> };
/** `due` and `ms` by `performance.now`; status 0 of what got no answer. */
export type Call = { due: number; ms: number; writes: boolean; status: number };

type Given = { owner: pg.PoolConfig; people: Generated; ledger: Ledger };

const WRITERS = 3_000;
const turns = <Item>(items: readonly Item[]): (() => Item) => {
  let index = 0;
  return () => {
    const item = items[index++ % items.length];
    if (item === undefined) throw new Error('nothing to take turns with');
    return item;
  };
};

/** Of ten calls eight read; one of ten is a message, and one a file or the request it is sent with. */
export async function deskMix({ owner, people, ledger }: Given): Promise<Mix> {
  const client = new pg.Client(owner);
  // Left open where the recipe fails, it ends with the desk.
  client.on('error', () => undefined);
  await client.connect();
  const { rows: open } = await client.query<{ id: string; requester_id: string }>(
    `select id, requester_id from requests where state = 'in_progress' order by registered_at desc limit ${WRITERS}`,
  );
  const own = await client.query<{ id: string }>('select id from requests where requester_id = $1', [
    people.typical.id,
  ]);
  const { rows: areas } = await client.query<{ id: string }>('select id from areas order by rank limit 1');
  const writers = [...new Set(open.map((row) => row.requester_id))];
  const tokens = writers.map((id) => ({ id, email: '', token: tokenOf(SEED, id) }));
  const cast = [people.typical, people.heavy, people.agent, people.lead];
  const everybody = new Map([...tokens, ...cast].map((one) => [one.id, one]));
  await openSessions(owner, [...everybody.values()], new Date());
  // The limits of an hour are of people, and here a few do the work of a whole government.
  const clearing = setInterval(() => void client.query('delete from rate_limits').catch(() => undefined), 1_000);
  const [nextOpen, nextOwn, nextWriter] = [turns(open), turns(own.rows), turns(writers)];
  const parts = { nextOpen, nextWriter, ledger, areaId: areas[0]?.id ?? '', mark: randomUUID().slice(0, 8) };
  const write = writing(parts);
  const get = (path: string, token: string) => (): Ask => ({ method: 'GET', path, token });
  const next = turns<() => Ask>([
    get('/api/requests', people.typical.token),
    get('/api/queue', people.agent.token),
    () => ({ method: 'GET', path: `/api/requests/${nextOwn().id}`, token: people.typical.token }),
    write.message,
    get('/api/requests', people.heavy.token),
    get('/api/queue/counts', people.agent.token),
    () => ({ method: 'GET', path: `/api/requests/${nextOwn().id}`, token: people.typical.token }),
    write.requestWithFile,
    get('/api/queue?state=closed', people.agent.token),
    get('/api/requests?state=all', people.typical.token),
  ]);
  return {
    next: () => next()(),
    close: async () => {
      clearInterval(clearing);
      await client.end();
    },
  };
}

type Writing = {
  nextOpen: () => { id: string; requester_id: string };
  nextWriter: () => string;
  ledger: Ledger;
  areaId: string;
  mark: string;
};

/** The words of `audit.ts`: bodies and subjects of its own, each once. */
function writing({ nextOpen, nextWriter, ledger, areaId, mark }: Writing) {
  let count = 0;
  const uploaded: { id: string; sha256: string; personId: string }[] = [];
  const json = (body: object) => Buffer.from(JSON.stringify(body));
  const post = (path: string, personId: string, rest: Omit<Ask, 'method' | 'path' | 'token'>): Ask => ({
    ...{ method: 'POST', path, token: tokenOf(SEED, personId) },
    ...rest,
  });
  return {
    message: (): Ask => {
      const { id, requester_id } = nextOpen();
      const text = `w0-${mark}-${count++}`;
      const acknowledged = () => ledger.write({ kind: 'message', key: text, id });
      return post(`/api/requests/${id}/messages`, requester_id, {
        body: json({ text, attachments: [] }),
        acknowledged,
      });
    },
    requestWithFile: (): Ask => {
      const file = uploaded.shift();
      if (file === undefined) {
        const personId = nextWriter();
        const bytes = Buffer.from(`bitácora ${mark} ${count++} ${'x'.repeat(20_000)}`);
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        const acknowledged = ({ id }: Record<string, unknown>) => uploaded.push({ id: String(id), sha256, personId });
        return post('/api/attachments?name=bitacora.txt', personId, {
          ...{ body: bytes, type: 'application/octet-stream' },
          acknowledged,
        });
      }
      const subject = `Prueba de corte ${mark} ${count++}`;
      const place = { building: '', floor: '', office: '', phone: '' };
      const words = { subject, description: 'Mientras se respalda todo.', place, draftId: null, serviceId: null };
      const body = json({ ...words, areaId, attachments: [file.id] });
      const acknowledged = ({ id, folio }: Record<string, unknown>) => {
        ledger.write({ kind: 'request', key: subject, id: String(id), folio: String(folio) });
        ledger.write({ kind: 'file', key: subject, id: file.id, sha256: file.sha256 });
      };
      return post('/api/requests', file.personId, { body, acknowledged });
    },
  };
}

const PATIENCE = 30_000;

function send(base: URL, agent: Agent, ask: Ask): Promise<number> {
  return new Promise((resolve) => {
    const headers: Record<string, string> = { cookie: `mesa=${ask.token}` };
    if (ask.method === 'POST') {
      Object.assign(headers, {
        origin: base.origin,
        'sec-fetch-site': 'same-origin',
        'content-type': ask.type ?? 'application/json',
        'content-length': String(ask.body?.length ?? 0),
        'idempotency-key': randomUUID(),
      });
    }
    const { hostname: host, port } = base;
    const call = request({ agent, host, port, path: ask.path, method: ask.method, headers }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', () => resolve(0));
      response.on('end', () => {
        const status = response.statusCode ?? 0;
        if (status < 300 && ask.acknowledged) ask.acknowledged(JSON.parse(Buffer.concat(pieces).toString()));
        resolve(status);
      });
    });
    call.setTimeout(PATIENCE, () => call.destroy());
    call.on('error', () => resolve(0));
    call.end(ask.body);
  });
}

/** Answers a second that `connections` busy people get. */
export async function capacityOf(url: string, mix: Mix, seconds: number, connections = 8): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const until = performance.now() + seconds * 1_000;
  let answered = 0;
  const worker = async () => {
    while (performance.now() < until) {
      await send(new URL(url), agent, mix.next());
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  agent.destroy();
  return answered / seconds;
}

export type Paced = { readonly calls: readonly Call[]; stop(): Promise<void> };

export function openPaced(url: string, mix: Mix, perSecond: number): Paced {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const base = new URL(url);
  const calls: Call[] = [];
  const underWay = new Set<Promise<void>>();
  let isOver = false;
  const leave = (due: number) => {
    const ask = mix.next();
    const one = send(base, agent, ask).then((status) => {
      calls.push({ due, ms: performance.now() - due, writes: ask.method === 'POST', status });
      underWay.delete(one);
    });
    underWay.add(one);
  };
  const running = (async () => {
    const began = performance.now();
    for (let n = 0; !isOver; n += 1) {
      const due = began + (n * 1_000) / perSecond;
      const wait = due - performance.now();
      if (wait > 0) await sleep(wait);
      leave(due);
    }
  })();
  return {
    calls,
    stop: async () => {
      isOver = true;
      await running;
      await Promise.all(underWay);
      agent.destroy();
    },
  };
}

export type Window = { from: number; to: number };
const within = ({ from, to }: Window, call: Call): boolean => call.due >= from && call.due < to;

/** Of the calls that were due in any of the windows. */
export function measured(calls: readonly Call[], windows: readonly Window[]) {
  const those = calls.filter((call) => windows.some((window) => within(window, call)));
  const ms = (of: readonly Call[]) => of.map((call) => call.ms);
  const writes = those.filter((call) => call.writes);
  return {
    calls: those.length,
    refused: those.filter(({ status }) => status >= 300 || status === 0).length,
    p50: quantile(ms(those), 0.5),
    p95: quantile(ms(those), 0.95),
    p95Writes: quantile(ms(writes), 0.95),
    max: quantile(ms(those), 1),
  };
}
