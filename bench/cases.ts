/** What is measured: what people do all day, as calls of the API. */
import pg from 'pg';
import { systemClock } from '#server/shared/clock.ts';
import { newId } from '#server/shared/ids.ts';
import { tokenOf } from './data/sessions.ts';
import { type Generated, openSessions, SEED } from './generate.ts';
import type { Ask } from './load.ts';

export const CASES = ['own list', 'agent list', 'bandeja', 'open one', 'create', 'message'] as const;

export type Case = {
  readonly name: (typeof CASES)[number];
  readonly writes: boolean;
  next(): Ask;
};

type Open = { id: string; requester_id: string };

/** Takes one after the other, and begins again. */
const turns = <Item>(items: readonly Item[]): (() => Item) => {
  let index = 0;
  return () => {
    const item = items[index % items.length];
    index += 1;
    if (item === undefined) throw new Error('nothing to take turns with');
    return item;
  };
};

const WRITERS = 3_000;

export async function casesOf(owner: pg.PoolConfig, origin: string, people: Generated): Promise<Case[]> {
  const client = new pg.Client(owner);
  await client.connect();
  const rows = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
    (await client.query<Row>(text, values)).rows;
  const own = await rows<{ id: string }>('select id from requests where requester_id = $1', [people.typical.id]);
  const open = await rows<Open>(
    "select id, requester_id from requests where state = 'in_progress' order by registered_at desc limit $1",
    [WRITERS],
  );
  const [area] = await rows<{ id: string }>('select id from areas order by rank limit 1');
  await client.end();
  const writers = [...new Set(open.map((row) => row.requester_id))];
  const signedIn = writers.map((id) => ({ id, email: '', token: tokenOf(SEED, id) }));
  await openSessions(owner, signedIn, systemClock.now());

  const get = (path: string, token: string): Ask => ({ method: 'GET', path, headers: { cookie: `mesa=${token}` } });
  const post = (path: string, personId: string, body: object): Ask => {
    const text = JSON.stringify(body);
    const headers = {
      cookie: `mesa=${tokenOf(SEED, personId)}`,
      origin,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(text)),
      'idempotency-key': newId(),
    };
    return { method: 'POST', path, headers, body: text };
  };
  const [nextOwn, nextOpen, nextWriter] = [turns(own), turns(open), turns(writers)];
  const nextOfBandeja = turns(['/api/queue', '/api/queue/counts']);
  const place = { building: 'Palacio de Gobierno', floor: '2', office: '214', phone: '' };
  const said =
    'La impresora del segundo piso sigue sin responder desde ayer por la tarde; ya la apagamos y encendimos.';
  return [
    { name: 'own list', writes: false, next: () => get('/api/requests', people.typical.token) },
    { name: 'agent list', writes: false, next: () => get('/api/queue?state=closed', people.agent.token) },
    // One half of the answers are the first page of what is open, the other half the counts of the views.
    { name: 'bandeja', writes: false, next: () => get(nextOfBandeja(), people.agent.token) },
    { name: 'open one', writes: false, next: () => get(`/api/requests/${nextOwn().id}`, people.typical.token) },
    {
      name: 'create',
      writes: true,
      next: () =>
        post('/api/requests', nextWriter(), {
          draftId: null,
          subject: 'No imprime la impresora del segundo piso',
          description: said,
          areaId: area?.id,
          serviceId: null,
          place,
          attachments: [],
        }),
    },
    {
      name: 'message',
      writes: true,
      next: () => {
        const { id, requester_id } = nextOpen();
        return post(`/api/requests/${id}/messages`, requester_id, { text: said, attachments: [] });
      },
    },
  ];
}
