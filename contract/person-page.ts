/** One person as who administers accounts sees them: their account, what they may do and since when, how they came. */
import * as v from 'valibot';
import { PersonDirectories } from './directory-links.ts';
import { EnrolmentId } from './enrolment-shapes.ts';
import { operation } from './operation.ts';
import { CLOSING_REASONS, PersonId, PersonView } from './people.ts';
import { RoleGrantView } from './role-grants.ts';
import { Instant } from './shapes.ts';

/** Why a closed account is closed; `terminal`: from the server's own. */
export const CLOSED_BECAUSE = [...CLOSING_REASONS, 'terminal'] as const;

/** How an account came to be: enrolled, invited by hand, asked for, let in by a directory, brought from the desk before, or made with the desk. */
export const ORIGINS = ['enrolment', 'invitation', 'registration', 'directory', 'arrival', 'desk'] as const;

export const PersonPage = v.object({
  ...PersonView.entries,
  createdAt: Instant,
  /** When the password stops opening anything but its own change; null: there is none, or none is asked for. */
  passwordEndsAt: v.nullable(Instant),
  /** The password has ended already, or somebody else knew it. */
  mustChangePassword: v.boolean(),
  /** Until when nobody signs in after too many wrong passwords, somewhere or everywhere. */
  pausedUntil: v.nullable(Instant),
  /** Of an inactive account. `by`: null from the terminal. */
  closed: v.nullable(
    v.object({ at: Instant, by: v.nullable(v.string()), reason: v.picklist(CLOSED_BECAUSE), note: v.string() }),
  ),
  /** What they hold now, the newest first; their whole history is another operation's. */
  grants: v.array(v.omit(RoleGrantView, ['ended'])),
  origin: v.object({
    way: v.picklist(ORIGINS),
    at: Instant,
    /** Who made the account or approved its row; null: nobody in particular. */
    by: v.nullable(v.string()),
    enrolment: v.nullable(v.object({ id: EnrolmentId, folio: v.string() })),
  }),
  /** The newest link to activate the account; null: there was none. */
  link: v.nullable(
    v.object({
      /** How many were made in all. */
      issued: v.number(),
      sentAt: Instant,
      openedAt: v.nullable(Instant),
      usedAt: v.nullable(Instant),
      revokedAt: v.nullable(Instant),
      expiresAt: Instant,
    }),
  ),
  /** Who they are in directories of the institution. */
  directories: PersonDirectories,
  openSessions: v.number(),
  openRequests: v.object({ asked: v.number(), attended: v.number() }),
});
export type PersonPage = v.InferOutput<typeof PersonPage>;

export const readPerson = operation({
  name: 'readPerson',
  method: 'GET',
  path: '/api/people/:id',
  permission: 'people.administer',
  summary: 'One person: account, roles with since when and by whom, enrolment, link, open requests',
  params: v.strictObject({ id: PersonId }),
  reply: PersonPage,
  refusals: ['not-found'],
});
