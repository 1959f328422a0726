/** SQL of accounts blocked, and of forgetting whose they were. */
import { sql } from 'kysely';
import type { Reader, Work } from '../shared/store.ts';

export async function markBlocked(work: Work, personId: string): Promise<void> {
  await work.db.updateTable('people').set({ blocked_at: work.now }).where('id', '=', personId).execute();
}

export async function isBlocked(db: Reader, personId: string): Promise<boolean> {
  const row = await db.selectFrom('people').select('blocked_at').where('id', '=', personId).executeTakeFirst();
  return row !== undefined && row.blocked_at !== null;
}

/** Not gap-free, and never the same twice. */
export async function nextNumber(work: Work): Promise<number> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(anonymous_number), 0) + 1 as next from people`.execute(work.db);
  return rows[0]?.next ?? 1;
}

/** What stands beside an account and says who its person is, where they were or how they got in. */
const BESIDE = [
  ...['sessions', 'former_passwords', 'credential_links', 'reset_codes', 'known_networks', 'sign_in_places'],
  ...['email_changes', 'totp_factors', 'recovery_codes', 'passkeys', 'password_notices'],
] as const;

/** False when the account is not blocked, or was forgotten before. */
export async function forgetPerson(work: Work, personId: string, number: number): Promise<boolean> {
  const { rows } = await sql<{ email: string }>`
    select email from people where id = ${personId} and blocked_at is not null and anonymised_at is null
    for update`.execute(work.db);
  const [former] = rows;
  if (former === undefined) return false;
  for (const table of BESIDE) await sql`delete from ${sql.table(table)} where person_id = ${personId}`.execute(work.db);
  await sql`delete from registrations where email = ${former.email}`.execute(work.db);
  await work.db
    .updateTable('account_closings')
    .set({ note: '', opened_note: sql<string | null>`case when opened_note is null then null else '' end` })
    .where('person_id', '=', personId)
    .execute();
  await work.db
    .updateTable('people')
    .set({
      ...{ given_names: 'Persona', first_surname: String(number), second_surname: '' },
      // The name no mail server may ever serve (RFC 2606).
      ...{ email: `persona-${number}@anonimo.invalid`, employee_number: '', phone: '', extension: '' },
      ...{ photo_id: null, last_place: null, password_hash: null, password_changed_at: null, last_sign_in_at: null },
      ...{ has_second_factor: false, anonymised_at: work.now, anonymous_number: number },
      ...{ auth_epoch: sql<number>`auth_epoch + 1`, version: sql<number>`version + 1` },
    })
    .where('id', '=', personId)
    .execute();
  return true;
}
