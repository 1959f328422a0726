/** SQL: what became of the links by which people first get in. */
import { sql } from 'kysely';
import type { LinkEnd } from '#contract/accounts.ts';
import type { Reader, Work, Writer } from '../shared/store.ts';
import type { AccountState } from './rows.ts';

export type Credential = {
  readonly state: AccountState;
  /** Links made so far; 0: the letter has not left. */
  readonly issued: number;
  /** Of the newest link. */
  readonly sentAt: Date | null;
  readonly openedAt: Date | null;
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly expiresAt: Date | null;
};

/** By person, of those that exist. */
export async function credentialsOf(db: Reader, personIds: readonly string[]): Promise<Map<string, Credential>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await sql<Credential & { id: string }>`
    select p.id, p.state, l.issued, l.made_at as "sentAt", l.opened_at as "openedAt", l.used_at as "usedAt",
      l.revoked_at as "revokedAt", l.expires_at as "expiresAt"
    from people p left join lateral (
      select made_at, opened_at, used_at, revoked_at, expires_at, (count(*) over ())::int as issued
      from credential_links where person_id = p.id and purpose = 'activation' order by made_at desc, id desc limit 1
    ) l on true
    where p.id = any(${[...personIds]}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, ...credential }) => [id, { ...credential, issued: credential.issued ?? 0 }]));
}

/** Links of that person that were not used stop working; how many. */
export async function revokeLinksOf(work: Work, personId: string): Promise<number> {
  const revoked = await work.db
    .updateTable('credential_links')
    .set({ revoked_at: work.now })
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute();
  return revoked.length;
}

/** Its page was opened; the first time is kept. Gives until when it works. */
export async function openLink(db: Writer, id: string, now: Date): Promise<Date> {
  const row = await db
    .updateTable('credential_links')
    .set({ opened_at: sql<Date>`coalesce(opened_at, ${now})` })
    .where('id', '=', id)
    .returning('expires_at')
    .executeTakeFirstOrThrow();
  return row.expires_at;
}

/**
 * Why a link that does not work does not; undefined of one that never was, or was swept. What ended with a change of the
 * account counts as taken back; one of which a newer was made, as replaced.
 */
export async function endOfLink(db: Reader, tokenHash: Buffer, now: Date): Promise<LinkEnd | undefined> {
  const row = await db
    .selectFrom('credential_links as l')
    .select(['l.used_at', 'l.revoked_at', 'l.expires_at'])
    .select(
      sql<boolean>`exists (select from credential_links n where n.person_id = l.person_id and n.purpose = l.purpose
        and (n.made_at, n.id) > (l.made_at, l.id))`.as('has_newer'),
    )
    .where('l.token_hash', '=', tokenHash)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (row.used_at !== null) return 'used';
  if (row.has_newer) return 'replaced';
  return row.revoked_at === null && row.expires_at <= now ? 'expired' : 'withdrawn';
}
