/** How people stand with what is asked of their passwords: by agency, and who they are. */
import * as v from 'valibot';
import { AgencyId, PersonId } from './ids.ts';
import { operation } from './operation.ts';
import { Cursor, Done, Instant, LocalText, pageOf } from './shapes.ts';

/**
 * Everybody has one of them, the first that fits: `closed`: the account is; `paused`: too many wrong passwords; `never`: has not
 * signed in yet; `exempt`: no password of the desk lets them in; `expired`: only its change answers; `ending`: within a week.
 */
export const PASSWORD_STANDINGS = ['in_order', 'ending', 'expired', 'never', 'paused', 'exempt', 'closed'] as const;
export const PasswordStanding = v.picklist(PASSWORD_STANDINGS, 'field.choice');
export type PasswordStanding = (typeof PASSWORD_STANDINGS)[number];

const count = v.number();
const Counted = {
  /** With an account that is not closed. */
  people: count,
  standings: v.object({
    in_order: count,
    ending: count,
    expired: count,
    never: count,
    paused: count,
    exempt: count,
    closed: count,
  }),
};

export const readPasswordReport = operation({
  name: 'readPasswordReport',
  method: 'GET',
  path: '/api/password-report',
  permission: 'password.report',
  summary:
    'How many people keep to what is asked of passwords, in all and by agency; where most have expired comes first',
  reply: v.object({
    total: v.object(Counted),
    agencies: v.array(v.object({ agencyId: AgencyId, acronym: v.string(), name: LocalText, ...Counted })),
  }),
});

const filters = { standing: v.optional(PasswordStanding), agency: v.optional(AgencyId) };

export const listPasswordStandings = operation({
  name: 'listPasswordStandings',
  method: 'GET',
  path: '/api/password-report/people',
  permission: 'password.report',
  summary: 'The people behind those numbers, by name',
  query: v.strictObject({ ...filters, cursor: v.optional(Cursor) }),
  reply: pageOf(
    v.object({
      personId: PersonId,
      name: v.string(),
      email: v.string(),
      agencyAcronym: v.string(),
      agencyName: LocalText,
      standing: PasswordStanding,
      /** Of the password; null where none is asked for, there is none yet, or it has to change whatever its age. */
      endsAt: v.nullable(Instant),
      lastSignInAt: v.nullable(Instant),
    }),
  ),
});

export const exportPasswordReport = operation({
  name: 'exportPasswordReport',
  method: 'GET',
  path: '/api/password-report/export',
  permission: 'password.report',
  summary: 'Those people as a spreadsheet (CSV), one line each',
  carrier: 'download',
  query: v.strictObject(filters),
  reply: Done,
});
