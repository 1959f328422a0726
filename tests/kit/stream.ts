/** An open page's stream of server-sent events, over a real socket. */
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import type { LiveEventName } from '#contract/live.ts';

export type Heard = { readonly event: LiveEventName; readonly data: Record<string, unknown>; readonly id: string };

export type Followed = {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** Events so far, heartbeats left out. */
  readonly heard: Heard[];
  /** Everything that came, as it came. */
  text(): string;
  lastId(): string;
  isClosed(): boolean;
  /** The first event that fits, past or coming; throws when none comes in time. */
  until(fits: (event: Heard) => boolean, milliseconds?: number): Promise<Heard>;
  untilClosed(milliseconds?: number): Promise<void>;
  /** Resolves when the stream has its first id: from here on nothing is missed. */
  ready(): Promise<Followed>;
  leave(): void;
};

export type Following = { port: number; host: string; session?: string; lastEventId?: string; after?: string };

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function within(milliseconds: number, what: string, happened: () => boolean): Promise<void> {
  const limit = performance.now() + milliseconds;
  while (!happened()) {
    if (performance.now() > limit) throw new Error(`${what}: not within ${milliseconds} ms`);
    await pause(5);
  }
}

function parse(block: string): Heard | null {
  const fields = new Map(block.split('\n').map((line) => [line.split(': ')[0], line.slice(line.indexOf(': ') + 2)]));
  const event = fields.get('event');
  if (event === undefined || event === 'beat') return null;
  return {
    event: event as LiveEventName,
    data: JSON.parse(fields.get('data') ?? '{}'),
    id: fields.get('id') ?? '',
  };
}

export async function follow(following: Following): Promise<Followed> {
  const { port, host, session, lastEventId, after } = following;
  const asked: ClientRequest = httpRequest({
    port,
    host: '127.0.0.1',
    path: `/api/live${after === undefined ? '' : `?after=${encodeURIComponent(after)}`}`,
    headers: {
      host,
      accept: 'text/event-stream',
      ...(session === undefined ? {} : { cookie: `mesa=${session}` }),
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
  });
  asked.on('error', () => undefined);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    asked.once('response', resolve);
    asked.once('error', reject);
    asked.end();
  });
  let text = '';
  let rest = '';
  let closed = false;
  const heard: Heard[] = [];
  answer.setEncoding('utf8');
  answer.on('data', (piece: string) => {
    text += piece;
    const blocks = `${rest}${piece}`.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const event of blocks.map(parse)) if (event !== null) heard.push(event);
  });
  answer.on('error', () => undefined);
  answer.once('close', () => {
    closed = true;
  });
  const followed: Followed = {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    heard,
    text: () => text,
    lastId: () => [...text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1] ?? '',
    isClosed: () => closed,
    until: async (fits, milliseconds = 5_000) => {
      await within(milliseconds, `an event; so far ${JSON.stringify(heard)}`, () => heard.some(fits));
      return heard.find(fits) as Heard;
    },
    untilClosed: (milliseconds = 6_000) => within(milliseconds, 'the end of a stream', () => closed),
    ready: async () => {
      await within(5_000, 'the opening of a stream', () => /^id: /m.test(text));
      return followed;
    },
    leave: () => {
      answer.destroy();
      asked.destroy();
    },
  };
  return followed;
}
