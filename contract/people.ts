/** People with an account, and what who administers them may do. */
import * as v from 'valibot';
import { POSITION_LEVELS } from './agencies.ts';
import { AgencyId, PersonId, PhotoId, PositionId } from './ids.ts';
import { operation } from './operation.ts';
import { Role } from './permissions.ts';
import { RoleTerm } from './role-grants.ts';
import { Cursor, Day, Email, Instant, id, LocalText, line, Nothing, Phone, pageOf, text } from './shapes.ts';

export { PersonId, PhotoId } from './ids.ts';

/** invited: waits for its activation link; awaiting_approval: verified, waits for a yes. */
export const ACCOUNT_STATES = ['invited', 'awaiting_approval', 'active', 'inactive'] as const;
export const AccountState = v.picklist(ACCOUNT_STATES, 'field.choice');

/** What is written of a person when an account is made, by themselves or by an administrator. */
export const PersonFields = {
  givenNames: line(1, 80),
  firstSurname: line(1, 80),
  /** Empty: one surname only. */
  secondSurname: v.union([v.literal(''), line(1, 80)]),
  email: Email,
  agencyId: AgencyId,
  positionId: PositionId,
  /** Number of employee: text, leading zeros kept; empty when the person does not know it. */
  employeeNumber: v.pipe(
    v.string('field.text'),
    v.trim(),
    v.toUpperCase(),
    v.regex(/^([0-9A-Z][0-9A-Z-]{0,14})?$/, 'field.employee-number'),
  ),
  phone: Phone,
};

export const PersonView = v.object({
  id: PersonId,
  givenNames: v.string(),
  firstSurname: v.string(),
  secondSurname: v.string(),
  email: v.string(),
  /** Empty when they have none. */
  employeeNumber: v.string(),
  photoId: v.nullable(PhotoId),
  agencyName: LocalText,
  positionName: LocalText,
  phone: v.string(),
  state: AccountState,
  roles: v.array(Role),
  /** Roles held that end by themselves, with their last day. */
  terms: v.array(v.object({ role: Role, until: Day })),
  teamIds: v.array(v.string()),
  paused: v.boolean(),
  /** Kinds of what the person has beside the password, and nothing more of it. */
  factors: v.array(v.picklist(['totp', 'passkey'])),
  lastSignInAt: v.nullable(Instant),
  can: v.object({
    approve: v.boolean(),
    giveLink: v.boolean(),
    giveCode: v.boolean(),
    unlock: v.boolean(),
    removeFactors: v.boolean(),
    grant: v.boolean(),
    move: v.boolean(),
    close: v.boolean(),
    reopen: v.boolean(),
  }),
});
export type PersonView = v.InferOutput<typeof PersonView>;

/** Whom a list shows and an export holds; each word of `q` in the name, the address or the employee number. */
export const PeopleFilter = {
  q: v.optional(line(0, 120)),
  state: v.optional(AccountState),
  agencyId: v.optional(AgencyId),
  role: v.optional(Role),
  level: v.optional(v.picklist(POSITION_LEVELS, 'field.choice')),
};

/** `foundBy`: what was asked for and stands not in the name: why this person is among those found. */
export const PersonFound = v.object({
  ...PersonView.entries,
  foundBy: v.array(v.picklist(['email', 'employeeNumber'])),
});
export type PersonFound = v.InferOutput<typeof PersonFound>;

export const listPeople = operation({
  name: 'listPeople',
  method: 'GET',
  path: '/api/people',
  permission: 'people.administer',
  summary: 'People with an account, by name; each with why they were found where it was not by it',
  query: v.strictObject({ ...PeopleFilter, cursor: v.optional(Cursor) }),
  reply: pageOf(PersonFound),
});

export const invitePerson = operation({
  name: 'invitePerson',
  asksAgain: true,
  method: 'POST',
  path: '/api/people',
  permission: 'people.administer',
  summary: 'Invite a person: an account with roles, and a one-time activation link by letter',
  status: 201,
  body: v.strictObject({
    ...PersonFields,
    roles: v.pipe(v.array(Role), v.minLength(1, 'field.required'), v.maxLength(11)),
    teamIds: v.pipe(v.array(id('TeamId')), v.maxLength(20)),
  }),
  reply: PersonView,
  refusals: ['account.exists', 'phone.unreadable', 'role.never-together'],
});

const onePerson = v.strictObject({ id: PersonId });

export const grantRoles = operation({
  name: 'grantRoles',
  asksAgain: true,
  method: 'PUT',
  path: '/api/people/:id/roles',
  permission: 'people.administer',
  summary:
    'Set roles and teams of a person; a demoted person’s sessions end at once. Nobody gives a role to themselves',
  params: onePerson,
  body: v.strictObject({
    roles: v.pipe(v.array(Role), v.minLength(1, 'field.required'), v.maxLength(11)),
    teamIds: v.pipe(v.array(id('TeamId')), v.maxLength(20)),
    /** Of the roles named; one held already and not named keeps its term. */
    terms: v.optional(v.pipe(v.array(RoleTerm), v.maxLength(11)), []),
    /** Appointment, number of an official letter: why, in the words of whoever grants. */
    ground: v.optional(line(0, 300), ''),
  }),
  reply: PersonView,
  refusals: ['not-found', 'role.last-admin', 'role.own', 'role.never-together'],
});

export const giveActivationLink = operation({
  name: 'giveActivationLink',
  asksAgain: true,
  method: 'POST',
  path: '/api/people/:id/activation-link',
  permission: 'people.administer',
  summary: 'A fresh activation link to hand over in person while mail does not work; recorded in the history',
  params: onePerson,
  body: Nothing,
  reply: v.object({ url: v.string(), expiresAt: Instant }),
  refusals: ['not-found'],
});

/** How it was proven that who calls is the person: the number on their badge, a call back to their agency, in person. */
export const PROOFS = ['employee_number', 'agency_call_back', 'in_person'] as const;

export const giveResetCode = operation({
  name: 'giveResetCode',
  asksAgain: true,
  method: 'POST',
  path: '/api/people/:id/reset-code',
  permission: 'people.administer',
  summary: 'A code of ten minutes to read out to a person who proved who they are; shown once, recorded, told to them',
  params: onePerson,
  body: v.strictObject({ proof: v.picklist(PROOFS, 'field.choice'), note: text(5, 300) }),
  reply: v.object({ code: v.string(), expiresAt: Instant }),
  refusals: ['not-found'],
});

export const unlockPerson = operation({
  name: 'unlockPerson',
  method: 'POST',
  path: '/api/people/:id/unlock',
  permission: 'people.administer',
  summary: 'Lift the pause after too many wrong passwords',
  params: onePerson,
  body: Nothing,
  reply: PersonView,
  refusals: ['not-found'],
});

export const approvePerson = operation({
  name: 'approvePerson',
  method: 'POST',
  path: '/api/people/:id/approve',
  permission: 'people.administer',
  summary: 'Approve an account that verified its address',
  params: onePerson,
  body: Nothing,
  reply: PersonView,
  refusals: ['not-found'],
});

/**
 * Why an account is closed by hand. `left`: no longer works in the government; `leave`: away for long; `misuse`: against the
 * responsibilities of users (document 002, 1.d and 1.f); `compromised`: somebody else may have it.
 */
export const CLOSING_REASONS = ['left', 'leave', 'misuse', 'compromised', 'other'] as const;

export const closeAccount = operation({
  name: 'closeAccount',
  asksAgain: true,
  method: 'POST',
  path: '/api/people/:id/close',
  permission: 'people.administer',
  summary:
    'Close an account: sessions, streams, downloads, links and codes end at once, and open requests go back to their team',
  params: onePerson,
  body: v.strictObject({ reason: v.picklist(CLOSING_REASONS, 'field.choice'), note: text(5, 300) }),
  reply: PersonView,
  refusals: ['not-found', 'account.closed', 'role.last-admin'],
});

export const reopenAccount = operation({
  name: 'reopenAccount',
  asksAgain: true,
  method: 'POST',
  path: '/api/people/:id/reopen',
  permission: 'people.administer',
  summary: 'Open a closed account again; whatever opened it before stays over',
  params: onePerson,
  body: v.strictObject({ note: text(5, 300) }),
  reply: PersonView,
  refusals: ['not-found', 'account.not-closed', 'account.blocked'],
});
