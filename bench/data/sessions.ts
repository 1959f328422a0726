/** Sessions already open, so that a benchmark measures the desk and not its argon2. */
import type { Insertable } from 'kysely';
import pg from 'pg';
import type { Sessions } from '#database/tables.ts';
import { HOUR, later } from '#server/shared/clock.ts';
import { sha256 } from '#server/shared/ids.ts';
import { Chance } from './chance.ts';
import { Sheet } from './copy.ts';

/** Somebody to act as: `token` is the value of the session's cookie. */
export type SignedIn = { readonly id: string; readonly email: string; readonly token: string };

/** The token, made from the seed and the person: known beforehand, new only where the desk is. */
export const tokenOf = (seed: number, personId: string): string =>
  sha256(`session ${seed} ${personId}`).toString('base64url');

/**
 * Opens, or opens again, the sessions of these people as of `now`: one that lies unused for half an hour is over, so a
 * desk generated yesterday wants this before anything else.
 */
export async function openSessions(owner: pg.PoolConfig, people: readonly SignedIn[], now: Date): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    const hashes = people.map((person) => sha256(person.token));
    await client.query('delete from sessions where token_hash = any($1)', [hashes]);
    // Open wholly: nobody here has an application of codes.
    await client.query("update institution set second_factor_roles = '{}'");
    const sheet = new Sheet<Insertable<Sessions>>('sessions');
    const chance = new Chance(now.getTime());
    for (const person of people) {
      sheet.add({
        id: chance.id(now.getTime()),
        token_hash: sha256(person.token),
        person_id: person.id,
        auth_epoch: 1,
        started_at: now,
        last_used_at: now,
        expires_at: later(now, 12 * HOUR),
        address: '127.0.0.1',
        user_agent: 'benchmark',
      });
    }
    await sheet.write(client);
  } finally {
    await client.end();
  }
}
