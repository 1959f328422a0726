/** SQL of accounts blocked, and of forgetting whose they were. */
import { sql } from 'kysely';
import type { Forgotten } from '../shared/forgetting.ts';
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
  ...['email_changes', 'totp_factors', 'recovery_codes', 'passkeys', 'password_notices', 'absences'],
] as const;

/** Acts on an account that stay, without the words of who did them. */
const NOTED: readonly (readonly [table: string, notes: readonly string[]])[] = [
  ['account_closings', ['note', 'opened_note']],
  ['factor_removals', ['note']],
  ['role_grants', ['ground', 'ended_note']],
];

/** Null when the account is not blocked, or was forgotten before. */
export async function forgetPerson(work: Work, personId: string, number: number): Promise<Forgotten | null> {
  const { rows } = await sql<{ full_name: string; email: string; employee_number: string; blocked_at: Date }>`
    select full_name, email, employee_number, blocked_at from people
    where id = ${personId} and blocked_at is not null and anonymised_at is null
    for update`.execute(work.db);
  const [former] = rows;
  if (former === undefined) return null;
  const emails = await addressesOf(work, personId, former.email);
  for (const table of BESIDE) await sql`delete from ${sql.table(table)} where person_id = ${personId}`.execute(work.db);
  await sql`delete from registrations where lower(email) = any(${emails})`.execute(work.db);
  for (const [table, notes] of NOTED) await forgetNotes(work, { personId, table, notes });
  const name = ['Persona', String(number)] as const;
  await work.db
    .updateTable('people')
    .set({
      ...{ given_names: name[0], first_surname: name[1], second_surname: '' },
      // The name no mail server may ever serve (RFC 2606).
      ...{ email: `persona-${number}@anonimo.invalid`, employee_number: '', phone: '', extension: '' },
      ...{ photo_id: null, last_place: null, password_hash: null, password_changed_at: null, last_sign_in_at: null },
      ...{ has_second_factor: false, anonymised_at: work.now, anonymous_number: number },
      ...{ auth_epoch: sql<number>`auth_epoch + 1`, version: sql<number>`version + 1` },
    })
    .where('id', '=', personId)
    .execute();
  const { full_name: fullName, employee_number: employeeNumber, blocked_at: blockedAt } = former;
  return { personId, name, fullName, emails, employeeNumber, blockedAt };
}

/** Every address the account has had or asked for. */
async function addressesOf(work: Work, personId: string, present: string): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`
    select lower(email) as email from email_changes where person_id = ${personId} and used_at is not null
    union select lower(former_email) from email_changes where person_id = ${personId}`.execute(work.db);
  return [...new Set([present.toLowerCase(), ...rows.map(({ email }) => email)])];
}

async function forgetNotes(
  work: Work,
  of: { personId: string; table: string; notes: readonly string[] },
): Promise<void> {
  const { personId, table, notes } = of;
  const emptied = notes.map((note) => sql`${sql.ref(note)} = case when ${sql.ref(note)} is null then null else '' end`);
  await sql`update ${sql.table(table)} set ${sql.join(emptied)} where person_id = ${personId}`.execute(work.db);
}
