/** One connection that only listens; when it is lost it comes back by itself, and says so: what was sent meanwhile is gone. */
import pg from 'pg';
import type { Log } from './types.ts';

export type Listener = {
  /** Sends to every node, this one too (marked `own`). Quietly nothing while the connection is down. */
  notify(channel: string, payload: string): void;
  /** Looks whether the connection still answers; a dead one is replaced. */
  check(): void;
  close(): Promise<void>;
};

export type ListenParts = {
  readonly config: pg.PoolConfig;
  readonly channels: readonly string[];
  readonly log: Log;
  heard(message: { channel: string; payload: string; own: boolean }): void;
  /** Listening anew after a gap. */
  returned(): void;
};

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5_000;

/** Resolves when it listens for the first time. */
export async function openListener(parts: ListenParts): Promise<Listener> {
  let client: pg.Client | null = null;
  let closed = false;
  let pause = FIRST_PAUSE;
  let timer: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    const next = await dial(parts, lost);
    if (closed) return void next.end().catch(() => undefined);
    client = next;
    pause = FIRST_PAUSE;
  };

  const lost = (which: pg.Client, error: Error | null): void => {
    if (closed || client !== which) return;
    client = null;
    parts.log.warn({ err: error }, 'the connection that listens was lost');
    void which.end().catch(() => undefined);
    again();
  };

  const again = (): void => {
    timer = setTimeout(() => {
      connect().then(
        () => {
          if (!closed) parts.returned();
        },
        () => {
          if (!closed) again();
        },
      );
    }, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  };

  await connect();
  return {
    notify: (channel, payload) => {
      client?.query('select pg_notify($1, $2)', [channel, payload]).catch(() => undefined);
    },
    check: () => {
      const asked = client;
      asked?.query('select 1').catch((error: Error) => lost(asked, error));
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}

/** A connection that listens, or an error and nothing left behind. */
async function dial(parts: ListenParts, lost: (client: pg.Client, error: Error | null) => void): Promise<pg.Client> {
  const client = new pg.Client({
    ...parts.config,
    application_name: 'mesa-live',
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    query_timeout: 10_000,
  });
  client.on('error', (error) => lost(client, error));
  client.on('end', () => lost(client, null));
  client.on('notification', ({ channel, payload, processId }) =>
    parts.heard({ channel, payload: payload ?? '', own: processId === processOf(client) }),
  );
  try {
    await client.connect();
    for (const channel of parts.channels) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

const processOf = (client: pg.Client): number | null =>
  'processID' in client && typeof client.processID === 'number' ? client.processID : null;
