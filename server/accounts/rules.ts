/** Time, addresses and names of accounts, from given values alone. */
import { isIPv6 } from 'node:net';
import { DESK_ROLES, type Role, STAFF_ROLES } from '#contract/permissions.ts';
import { DAY, HOUR, later, MINUTE } from '../shared/clock.ts';

/** The longest a session lives, used or not. */
export const SESSION_LIFE = 12 * HOUR;
/** How long the password given stands while the second step is due. */
export const SECOND_STEP_LIFE = 10 * MINUTE;
/** For so long after proving who one is, acts that ask again do not. */
export const CONFIRMED_FOR = 10 * MINUTE;
export const ACTIVATION_LIFE = 72 * HOUR;
export const RESET_LIFE = 30 * MINUTE;
export const EMAIL_LIFE = DAY;
export const CODE_LIFE = 10 * MINUTE;
/** Wrong tries that end a code, from wherever they come. */
export const CODE_TRIES = 5;
export const CODE_LENGTH = 8;
/** A session in use is marked as used this often at most. */
export const TOUCH_EVERY = MINUTE;
/** How many former passwords are refused at the least; the institution may say more. */
export const PASSWORDS_KEPT = 12;

export const attendsAtDesk = (roles: readonly Role[]): boolean => roles.some((role) => DESK_ROLES.includes(role));

/** How long a session may lie unused: shorter for who works at the desk. */
export const idleLimit = (roles: readonly Role[]): number =>
  roles.some((role) => STAFF_ROLES.includes(role)) ? 30 * MINUTE : 2 * HOUR;

/** Sessions unused since before this moment are over. */
export const idleSince = (roles: readonly Role[], now: Date): Date => later(now, -idleLimit(roles));

export const isIdle = (session: { lastUsedAt: Date; roles: readonly Role[] }, now: Date): boolean =>
  now.getTime() - session.lastUsedAt.getTime() > idleLimit(session.roles);

/** Did its person lately prove who they are? */
export const isConfirmed = (session: { confirmedAt: Date | null }, now: Date): boolean =>
  session.confirmedAt !== null && now.getTime() - session.confirmedAt.getTime() <= CONFIRMED_FOR;

/**
 * Whoever answers for an agency, since only they end it, and whoever works at the desk, the last administrator among them: silence of
 * somebody else never keeps these out.
 */
export const NEVER_SUSPENDED: readonly Role[] = ['agency_coordinator', 'agency_head', ...STAFF_ROLES];

/** Nobody confirmed that they are still there, and they are none of those. */
export const isSuspended = (person: { unconfirmedSince: Date | null; roles: readonly Role[] }): boolean =>
  person.unconfirmedSince !== null && !person.roles.some((role) => NEVER_SUSPENDED.includes(role));

type PasswordAge = { passwordChangedAt: Date | null; mustChangePassword: boolean };
/** Of the institution alone: nothing a person may set for themselves comes in here. */
type AgeRules = { readonly passwordMaxAgeDays: number; readonly exemptsPasswordless: boolean };

/** When the password stops opening anything but its own change; null when there is none yet. */
export const passwordExpiry = (age: Pick<PasswordAge, 'passwordChangedAt'>, maxAgeDays: number): Date | null =>
  age.passwordChangedAt === null ? null : later(age.passwordChangedAt, maxAgeDays * DAY);

/** No password, and the institution asks for none of who comes in another way. */
export const isExempt = (age: PasswordAge, rules: AgeRules): boolean =>
  rules.exemptsPasswordless && age.passwordChangedAt === null && !age.mustChangePassword;

export function mustChange(age: PasswordAge, rules: AgeRules, now: Date): boolean {
  if (isExempt(age, rules)) return false;
  const expiry = passwordExpiry(age, rules.passwordMaxAgeDays);
  return age.mustChangePassword || expiry === null || expiry.getTime() <= now.getTime();
}

/** Whole days begun that are left of the password, 0 when it has expired; null where none is asked for. */
export function passwordDaysLeft(age: PasswordAge, rules: AgeRules, now: Date): number | null {
  if (isExempt(age, rules)) return null;
  const expiry = passwordExpiry(age, rules.passwordMaxAgeDays);
  if (expiry === null || mustChange(age, rules, now)) return 0;
  return Math.ceil((expiry.getTime() - now.getTime()) / DAY);
}

/** The eight groups of an IPv6 address, written out. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...right];
}

/** The network an address belongs to, /24 or /64: whoever has one address there has them all. */
export function networkOf(address: string): string {
  const plain = address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv6(plain)) {
    const first = groupsOf(plain.toLowerCase()).slice(0, 4);
    return `${first.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
  }
  return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
}

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\bWindows\b/, 'Windows'],
  [/\bAndroid\b/, 'Android'],
  [/\b(?:iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

const named = (names: readonly (readonly [RegExp, string])[], userAgent: string): string =>
  names.find(([pattern]) => pattern.test(userAgent))?.[1] ?? '';

/** Browser and system by name, to recognise one's own device; empty when the browser does not say. */
export const deviceOf = (userAgent: string): { browser: string; system: string } => ({
  browser: named(BROWSERS, userAgent),
  system: named(SYSTEMS, userAgent),
});

export const initialsOf = (person: { givenNames: string; firstSurname: string }): string =>
  [person.givenNames, person.firstSurname].map((name) => name.slice(0, 1).toUpperCase()).join('');

/** Roles in the order of the contract, each once. */
export const tidyRoles = (order: readonly Role[], roles: readonly Role[]): Role[] =>
  order.filter((role) => roles.includes(role));
