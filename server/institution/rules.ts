/** What follows from the institution's values alone. */
import type { Institution } from './rows.ts';

const inZone = (institution: Pick<Institution, 'timeZone'>, at: Date): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(institution.timeZone).toPlainDate();

/** The calendar day at the institution, `YYYY-MM-DD`. */
export const todayAt = (institution: Pick<Institution, 'timeZone'>, at: Date): string =>
  inZone(institution, at).toString();

export const yearAt = (institution: Pick<Institution, 'timeZone'>, at: Date): number => inZone(institution, at).year;

/** What "Crear cuenta" may do now: nothing before set-up, nothing without a domain to trust. */
export const registrationMode = (institution: Institution): Institution['selfRegistration'] =>
  institution.setUpAt === null || institution.mailDomains.length === 0 ? 'off' : institution.selfRegistration;

/** Is the address of one of the institution's domains, or of a subdomain of one? */
export function isOwnAddress(institution: Pick<Institution, 'mailDomains'>, email: string): boolean {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  return institution.mailDomains.some((own) => domain === own || domain.endsWith(`.${own}`));
}

/** Of the year it is at the institution; null where that year has none. */
export const legendAt = (institution: Pick<Institution, 'timeZone' | 'annualLegends'>, at: Date): string | null =>
  institution.annualLegends[yearAt(institution, at)] ?? null;
