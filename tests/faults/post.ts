/** A mail server's side of R7: what was written to whom, what arrived, and time that passes for the letters that wait. */
import { join } from 'node:path';
import pg from 'pg';
import { wordsIn } from '#server/notifications/words.ts';
import { SUPERUSER } from '#server/shared/postgres/cluster.ts';
import { accessTo } from '#server/shared/postgres/embedded.ts';
import type { Received } from '../letters/smtp.ts';

/** One notice a person must get: its words are its own, so that a letter can be told by what it says. */
export type Expected = { key: string; to: string; request: number };

const RECEIPT = wordsIn('es-MX')('letters.request-registered.title');

export const subjectOf = (request: number): string => `Corte de correo ${String(request).padStart(4, '0')}`;

/** What a letter tells, or null for one that is about no request of the recipe. */
function keyOf({ message }: Received): string | null {
  const said = /(?:aviso|respuesta)-\d+-\d+\b/.exec(message.text)?.[0];
  if (said !== undefined) return said;
  const request = /Corte de correo (\d+)/.exec(message.header('subject') ?? '')?.[1];
  if (request === undefined) return null;
  return `${message.text.startsWith(RECEIPT) ? 'acuse' : 'asignada'}-${Number(request)}`;
}

export type Arrived = {
  missing: number;
  /** Letters beyond the first of the same notice to the same person. */
  twice: number;
  /** Of those, the ones that came under another Message-ID than the first. */
  otherNames: number;
  outOfOrder: number;
};

/** Compares what arrived with what was acknowledged; `expected` in the order of each request's history. */
export function readPost(received: readonly Received[], expected: readonly Expected[]): Arrived {
  const first = new Map<string, { place: number; name: string | undefined }>();
  const arrived: Arrived = { missing: 0, twice: 0, otherNames: 0, outOfOrder: 0 };
  for (const [place, letter] of received.entries()) {
    const key = keyOf(letter);
    if (key === null) continue;
    const name = letter.message.header('message-id');
    const known = first.get(`${key} ${letter.to[0]}`);
    if (!known) first.set(`${key} ${letter.to[0]}`, { place, name });
    else {
      arrived.twice += 1;
      if (known.name !== name) arrived.otherNames += 1;
    }
  }
  const last = new Map<string, number>();
  for (const { key, to, request } of expected) {
    const place = first.get(`${key} ${to}`)?.place;
    if (place === undefined) {
      arrived.missing += 1;
      continue;
    }
    const thread = `${request} ${to}`;
    if (place < (last.get(thread) ?? -1)) arrived.outOfOrder += 1;
    last.set(thread, Math.max(place, last.get(thread) ?? -1));
  }
  return arrived;
}

export type Outbox = {
  /** Letters about requests, and of those the ones that still wait. */
  counts(): Promise<{ queued: number; waiting: number }>;
  /** Hours pass for every letter that waits: it came earlier, and its next try is due earlier. */
  pass(hours: number): Promise<void>;
  /** Whatever waits is due now, as if its pause were over. */
  due(): Promise<void>;
  /** The ten minutes are over that a letter stays with a sender that died at this moment. */
  letGo(died: Date): Promise<number>;
  close(): Promise<void>;
};

/** By the superuser's SQL: the clock of a real program cannot be hastened, so what is written in the table is moved back. */
export async function openOutbox(dataDir: string): Promise<Outbox> {
  const client = new pg.Client({ ...accessTo(join(dataDir, 'postgres'), 'mesa').owner, user: SUPERUSER });
  // The program takes its PostgreSQL with it when it is killed.
  client.on('error', () => undefined);
  await client.connect();
  const run = async (text: string) => (await client.query(text)).rowCount ?? 0;
  return {
    counts: async () => {
      const { rows } = await client.query(
        `select count(*)::int as queued, (count(*) filter (where state = 'waiting'))::int as waiting
         from letters where request_id is not null`,
      );
      return rows[0];
    },
    pass: async (hours) => {
      const moved = (column: string) => `${column} = ${column} - interval '${hours} hours'`;
      await run(`update letters set ${moved('queued_at')}, ${moved('next_attempt_at')} where state = 'waiting'`);
    },
    due: async () => {
      await run(`update letters set next_attempt_at = now() where state = 'waiting' and next_attempt_at > now()`);
      await run(`select pg_notify('mesa_wake', 'letters')`);
    },
    letGo: (died) =>
      run(
        `update letters set claimed_until = null
         where state = 'waiting' and claimed_until <= '${died.toISOString()}'::timestamptz + interval '10 minutes'`,
      ),
    close: () => client.end(),
  };
}
