/** SQL of the table `institution`: one row, there since the first migration. */
import { type Expression, sql } from 'kysely';
import type { InstitutionSettings } from '#contract/institution.ts';
import type { Role } from '#contract/permissions.ts';
import type { Allowed } from '../shared/policy.ts';
import type { Reader, Work, Writer } from '../shared/store.ts';

/** The government this desk serves. `setUpAt` null: nobody has set it up yet. */
export type Institution = {
  readonly productName: string;
  readonly productYear: number;
  readonly governmentName: string;
  readonly hostAgencyName: string;
  readonly ownerUnit: string;
  readonly operatorUnit: string;
  readonly folioUnit: string;
  readonly folioTemplate: string;
  readonly timeZone: string;
  readonly selfRegistration: InstitutionSettings['selfRegistration'];
  readonly mailDomains: readonly string[];
  readonly deskPhone: string;
  /** Outside hours, whoever asks may read the telephone of who is on call. */
  readonly dutyPhoneShown: boolean;
  readonly passwordMaxAgeDays: number;
  /** Whoever has no password here is asked for none: they come in through a directory or with a passkey alone. */
  readonly exemptsPasswordless: boolean;
  /** Their people do not go on without a second factor. */
  readonly secondFactorRoles: readonly Role[];
  /** By year. */
  readonly annualLegends: { readonly [year: string]: string };
  /** Of a receipt; empty: the words the program has for it. */
  readonly legalText: string;
  /** Hex. */
  readonly logoSha256: string | null;
  readonly letterheadVersion: number;
  readonly setUpAt: Date | null;
  readonly setUpTokenHash: Buffer | null;
  readonly version: number;
};

type SelfRegistration = Institution['selfRegistration'];

/** The row, always there. Inside a change, `lock` holds it until the end of the act. */
export async function readInstitutionRow(db: Reader, lock: 'lock' | null = null): Promise<Institution> {
  const query = db.selectFrom('institution').selectAll();
  const row = await (lock === null ? query : query.forUpdate()).executeTakeFirstOrThrow();
  return {
    productName: row.product_name,
    productYear: row.product_year,
    governmentName: row.government_name,
    hostAgencyName: row.host_agency_name,
    ownerUnit: row.owner_unit,
    operatorUnit: row.operator_unit,
    folioUnit: row.folio_unit,
    folioTemplate: row.folio_template,
    timeZone: row.time_zone,
    selfRegistration: row.self_registration as SelfRegistration,
    mailDomains: row.mail_domains,
    deskPhone: row.desk_phone,
    dutyPhoneShown: row.duty_phone_shown,
    passwordMaxAgeDays: row.password_max_age_days,
    exemptsPasswordless: row.exempts_passwordless,
    secondFactorRoles: row.second_factor_roles as Role[],
    annualLegends: row.annual_legends as { [year: string]: string },
    legalText: row.legal_text,
    logoSha256: row.logo_sha256?.toString('hex') ?? null,
    letterheadVersion: row.letterhead_version,
    setUpAt: row.set_up_at,
    setUpTokenHash: row.set_up_token_hash,
    version: row.version,
  };
}

/** The longest a password lives, days, as part of somebody else's query: a session is identified in one. */
export const passwordMaxAge = (): Expression<number> => sql<number>`(select password_max_age_days from institution)`;

/** Roles that need a second factor, as part of somebody else's query. */
export const secondFactorRoles = (): Expression<string[]> =>
  sql<string[]>`(select second_factor_roles from institution)`;

/** As `passwordMaxAge`: is whoever has no password asked for none? */
export const exemptsPasswordless = (): Expression<boolean> =>
  sql<boolean>`(select exempts_passwordless from institution)`;

/** What sessions ask for of the newest version of the password policy. */
export async function savePasswordRules(
  work: Work,
  _institution: Allowed<'administer', Institution>,
  rules: { maxAgeDays: number; exemptsPasswordless: boolean },
): Promise<void> {
  await work.db
    .updateTable('institution')
    .set({ password_max_age_days: rules.maxAgeDays, exempts_passwordless: rules.exemptsPasswordless })
    .execute();
}

/** The midnight that ends the institution's day of `now`, as part of somebody else's statement. */
export const endOfLocalDay = (now: Date): Expression<Date> => sql<Date>`(select
  (date_trunc('day', ${now}::timestamptz at time zone time_zone) + interval '1 day') at time zone time_zone
  from institution)`;

/** The institution's day of `now`, likewise. */
export const localDayOf = (now: Date): Expression<string> =>
  sql<string>`(${now}::timestamptz at time zone (select time_zone from institution))::date`;

const columns = (settings: InstitutionSettings) => ({
  product_name: settings.productName,
  product_year: settings.productYear,
  government_name: settings.governmentName,
  host_agency_name: settings.hostAgencyName,
  owner_unit: settings.ownerUnit,
  operator_unit: settings.operatorUnit,
  folio_unit: settings.folioUnit,
  time_zone: settings.timeZone,
  self_registration: settings.selfRegistration,
  mail_domains: settings.mailDomains,
  desk_phone: settings.deskPhone,
  duty_phone_shown: settings.dutyPhoneShown,
});

/** Keeps changed settings of a row about which `policy` said yes; the version rises by one. */
export async function saveSettingsRow(
  work: Work,
  _institution: Allowed<'administer', Institution>,
  settings: InstitutionSettings,
): Promise<void> {
  await work.db
    .updateTable('institution')
    .set({ ...columns(settings), version: sql<number>`version + 1` })
    .execute();
}

/** Of a row about which `policy` said yes. The version stays: it is that of the settings, which are another form. */
export async function saveSecondFactorRoles(
  work: Work,
  _institution: Allowed<'administer', Institution>,
  roles: readonly Role[],
): Promise<void> {
  await work.db
    .updateTable('institution')
    .set({ second_factor_roles: [...roles] })
    .execute();
}

/** The first filling in: from now on the set-up link is spent. */
export async function fillInstitutionRow(work: Work, settings: InstitutionSettings): Promise<void> {
  await work.db
    .updateTable('institution')
    .set({ ...columns(settings), set_up_at: work.now, set_up_token_hash: null, version: sql<number>`version + 1` })
    .execute();
}

export async function keepSetUpToken(db: Writer, hash: Buffer): Promise<void> {
  await db.updateTable('institution').set({ set_up_token_hash: hash }).where('set_up_at', 'is', null).execute();
}
