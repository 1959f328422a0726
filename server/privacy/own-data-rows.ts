/**
 * SQL of what the desk holds of one person, by a list of tables: which columns name the person, and which are told. A column that
 * is not named is not told, so a secret added later stays one; `own-data.test.ts` asks of every table that names people whether it
 * stands here or why not.
 */
import { sql } from 'kysely';
import type { DB } from '#database/tables.ts';
import type { Reader } from '../shared/store.ts';

type Kept = {
  readonly section: string;
  readonly table: keyof DB;
  readonly names: readonly string[];
  readonly tells: readonly string[];
  readonly oldestBy: string;
};
const kept = (section: string, table: keyof DB, names: string, tells: string, oldestBy: string): Kept => ({
  ...{ section, table, oldestBy },
  names: names.split(' '),
  tells: tells.split(' '),
});

export const KEPT: readonly Kept[] = [
  kept(
    'account',
    'people',
    'id',
    'id given_names first_surname second_surname email employee_number agency_id position_id phone extension state roles locale theme photo_id muted_letters has_second_factor password_changed_at last_place last_sign_in_at created_at',
    'created_at',
  ),
  kept(
    'roles',
    'role_grants',
    'person_id',
    'role since until_day ground source ended_at ended_how ended_note',
    'since',
  ),
  kept('teams', 'team_members', 'person_id', 'team_id', 'team_id'),
  kept('e-mail-changes', 'email_changes', 'person_id', 'former_email email asked_at used_at revoked_at', 'asked_at'),
  kept(
    'enrolment',
    'enrolment_rows',
    'person_id',
    'enrolment_id place given_names first_surname second_surname email employee_number phone position_text role state reason exception_state exception_until exception_reason decided_at',
    'enrolment_id',
  ),
  kept(
    'enrolments-signed',
    'enrolment_signatures',
    'recorded_by',
    'enrolment_id round way signer_name signed_on recorded_at',
    'recorded_at',
  ),
  kept(
    'staff-rolls',
    'staff_roll_people',
    'person_id',
    'roll_id full_name employee_number position_id account_since last_sign_in_at mark note',
    'roll_id',
  ),
  kept('staff-roll-suspensions', 'staff_roll_suspensions', 'person_id', 'roll_id since until', 'since'),
  kept(
    'staff-rolls-confirmed',
    'staff_roll_confirmations',
    'confirmed_by',
    'roll_id confirmed_at confirmed_as late',
    'confirmed_at',
  ),
  kept(
    'deactivations',
    'deactivations',
    'person_id',
    'folio ground ground_words note state effective_on asked_at done_at called_off_at called_off_reason',
    'asked_at',
  ),
  kept(
    'data-rights',
    'data_rights_requests',
    'person_id',
    'folio kind state way words wanted former identity representative received_at due_at correction_words corrected_words extension_reason extended_at answer answered_at effective_at',
    'received_at',
  ),
  kept('movements', 'movements', 'person_id', 'from_names to_names ground note since moved_at ended_roles', 'moved_at'),
  kept(
    'planned-movements',
    'planned_movements',
    'person_id',
    'to_agency_id to_position_id ground note since planned_at ended_at ended_how',
    'planned_at',
  ),
  kept(
    'delegations',
    'delegations',
    'principal_id delegate_id',
    'principal_id delegate_id since until_day ground ended_at ended_how',
    'since',
  ),
  kept('account-closings', 'account_closings', 'person_id', 'reason note closed_at opened_at opened_note', 'closed_at'),
  kept('payroll', 'payroll_rows', 'person_id', 'file_id line given changes outcome problems', 'line'),
  kept('responsibilities-accepted', 'responsibilities_acceptances', 'person_id', 'version accepted_at', 'version'),
  kept('privacy-notices-read', 'privacy_notice_readings', 'person_id', 'version way read_at', 'version'),
  kept('sessions', 'sessions', 'person_id', 'started_at last_used_at expires_at address user_agent', 'started_at'),
  kept('sign-ins', 'sign_in_places', 'person_id', 'at address user_agent', 'at'),
  // What was opened tells of other people's requests (decision 54); from where is of oneself.
  kept('reading-places', 'reading_places', 'person_id', 'at address', 'at'),
  kept('known-networks', 'known_networks', 'person_id', 'network last_at', 'last_at'),
  kept('links', 'credential_links', 'person_id', 'purpose made_at opened_at expires_at used_at revoked_at', 'made_at'),
  kept('reset-codes', 'reset_codes', 'person_id', 'proof note made_at expires_at used_at revoked_at', 'made_at'),
  kept('passkeys', 'passkeys', 'person_id', 'name added_at last_used_at synced transports', 'added_at'),
  kept('codes-application', 'totp_factors', 'person_id', 'added_at last_used_at', 'added_at'),
  kept('recovery-codes', 'recovery_codes', 'person_id', 'made_at used_at', 'made_at'),
  kept('factor-removals', 'factor_removals', 'person_id', 'at proof note', 'at'),
  kept(
    'directories',
    'directory_identities',
    'person_id',
    'issuer subject linked_at linked_how last_used_at',
    'linked_at',
  ),
  kept('directory-roles', 'directory_roles', 'person_id', 'directory_id role', 'role'),
  kept('password-notices', 'password_notices', 'person_id', 'changed_at days_before told_at', 'told_at'),
  kept(
    'requests',
    'requests',
    'requester_id filed_by',
    'folio subject description answers place urgency state capture_origin registered_at resolved_at ended_at solution satisfaction satisfaction_comment satisfaction_at',
    'registered_at',
  ),
  kept('requests-attended', 'requests', 'agent_id captured_by', 'folio state registered_at', 'registered_at'),
  kept('participations', 'request_participants', 'person_id', 'request_id', 'request_id'),
  kept('messages', 'messages', 'author_id', 'request_id at visibility body', 'at'),
  kept('messages-before', 'arrived_messages', 'author_id', 'request_id at visibility body', 'at'),
  kept('files', 'attachments', 'owner_id', 'name media_type bytes sha256 uploaded_at sent_at', 'uploaded_at'),
  kept('drafts', 'request_drafts', 'owner_id', 'content saved_at gone_at', 'saved_at'),
  kept('reply-drafts', 'reply_drafts', 'person_id', 'request_id kind body saved_at', 'saved_at'),
  kept('requests-read', 'request_reads', 'person_id', 'request_id at', 'at'),
  kept('surveys', 'satisfaction_links', 'person_id', 'request_id made_at used_at', 'made_at'),
  kept('letters', 'letters', 'person_id', 'kind to_name to_address subject state queued_at sent_at', 'queued_at'),
  kept('notices', 'notices', 'person_id', 'kind request_id at read_at', 'at'),
  kept(
    'announcements',
    'announcement_readers',
    'person_id',
    'announcement_id followed_at dismissed_at',
    'announcement_id',
  ),
  kept('absences', 'absences', 'person_id', 'kind from_day to_day set_at cancelled_at', 'set_at'),
  kept('standing-in', 'absences', 'deputy_id', 'from_day to_day set_at cancelled_at', 'set_at'),
  kept('duty', 'duty_shifts', 'person_id', 'starts_at ends_at phone note removed_at', 'starts_at'),
  kept('handovers', 'handovers', 'author_id', 'body closed_at confirmed_at', 'closed_at'),
  kept('handover-drafts', 'handover_drafts', 'person_id', 'body saved_at', 'saved_at'),
  kept('saved-views', 'saved_views', 'owner_id', 'name filters columns form saved_at', 'saved_at'),
  kept('acts-waiting', 'held_acts', 'person_id', 'operation held_at due_at over_at outcome', 'held_at'),
  kept('files-of-people', 'people_exports', 'asked_by', 'format state asked_at expires_at', 'asked_at'),
];

/** Rows of one kind, as they travel: instants in UTC, hashes hexadecimal. */
export async function rowsKept(db: Reader, of: Kept, personId: string): Promise<Record<string, unknown>[]> {
  const columns = sql.join(of.tells.map((name) => sql.ref(name)));
  const theirs = sql.join(
    of.names.map((name) => sql`${sql.ref(name)} = ${personId}`),
    sql` or `,
  );
  const { rows } = await sql<Record<string, unknown>>`
    select ${columns} from ${sql.table(of.table)} where ${theirs} order by ${sql.ref(of.oldestBy)}`.execute(db);
  return rows;
}

/** What the history says of the account itself: which acts, and when. */
export async function actsOn(db: Reader, personId: string): Promise<Record<string, unknown>[]> {
  return db
    .selectFrom('history')
    .select(['at', 'fact'])
    .where('stream', '=', `person:${personId}`)
    .orderBy('sequence')
    .execute();
}
