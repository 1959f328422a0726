/** Directories that people sign in through: OpenID Connect and LDAP. Administered by DTI; several at once. */
import * as v from 'valibot';
import { DirectorySettings } from './directory-settings.ts';
import { AgencyId, PositionId } from './ids.ts';
import { operation } from './operation.ts';
import { Role } from './permissions.ts';
import { Done, Email, Instant, id, LocalText, line, Nothing, TypedPassword } from './shapes.ts';

export { DirectorySettings, LdapSettings, OidcSettings } from './directory-settings.ts';

export const DirectoryId = id('DirectoryId');
export type DirectoryId = v.InferOutput<typeof DirectoryId>;

/** Where the provider sends the browser back to: the one redirect URI to register there, after the desk's own address. */
export const RETURN_PATH = '/entrar/directorio';

/** What becomes of who the directory knows and the desk does not. */
export const NEWCOMERS = ['no', 'awaiting_approval', 'active'] as const;

const Domain = v.pipe(line(1, 253), v.toLowerCase(), v.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/, 'field.domain'));
const GroupRole = v.strictObject({ group: line(1, 300), role: Role });

const Fields = {
  nameEs: line(1, 80),
  nameEn: line(1, 80),
  enabled: v.boolean(),
  /** Of the addresses it answers for; of LDAP at least one. */
  domains: v.pipe(v.array(Domain), v.maxLength(50, 'field.too-long')),
  /** Lower ones stand first. */
  position: v.pipe(v.number('field.number'), v.integer('field.number'), v.minValue(1), v.maxValue(99)),
  settings: DirectorySettings,
  newcomers: v.picklist(NEWCOMERS, 'field.choice'),
  /** Where newcomers begin; asked for where an account is made. */
  newcomerAgencyId: v.nullable(AgencyId),
  newcomerPositionId: v.nullable(PositionId),
  /** Who is linked may enter with the desk's own password, too. */
  keepsPassword: v.boolean(),
  groupRoles: v.pipe(v.array(GroupRole), v.maxLength(50, 'field.too-long')),
};
/** Never shown again; empty keeps the one there is. */
const Secret = v.pipe(v.string('field.text'), v.maxLength(500, 'field.too-long'));

/** What stands between the desk and a directory, in the order in which it is met. */
export const TROUBLES = [
  'secret',
  'name',
  'forbidden',
  'refused',
  'silent',
  'certificate',
  'answer',
  'issuer',
  'algorithms',
  'bind',
  'base',
  'nobody',
  'unique-id',
] as const;

export const DirectoryView = v.object({
  id: DirectoryId,
  ...Fields,
  hasSecret: v.boolean(),
  /** People linked to it. */
  people: v.number(),
  /** Of them, whose account is active and who come in by nothing else: no password here, no other directory in use. */
  onlyWay: v.number(),
  /** The last time somebody tried it; `isCurrent`: as it is saved now. */
  lastTry: v.nullable(v.object({ at: Instant, trouble: v.nullable(v.picklist(TROUBLES)), isCurrent: v.boolean() })),
  version: v.number(),
  createdAt: Instant,
});
export type DirectoryView = v.InferOutput<typeof DirectoryView>;

export const listDirectories = operation({
  name: 'listDirectories',
  method: 'GET',
  path: '/api/directories',
  permission: 'directory.administer',
  summary: 'Directories that people sign in through, in their order; never a secret',
  reply: v.object({ items: v.array(DirectoryView), returnUrl: v.string() }),
});

export const addDirectory = operation({
  name: 'addDirectory',
  method: 'POST',
  path: '/api/directories',
  permission: 'directory.administer',
  asksAgain: true,
  summary: 'Add a directory: OpenID Connect or LDAP',
  status: 201,
  body: v.strictObject({ ...Fields, secret: Secret }),
  reply: DirectoryView,
});

const oneDirectory = v.strictObject({ id: DirectoryId });

export const saveDirectory = operation({
  name: 'saveDirectory',
  method: 'PUT',
  path: '/api/directories/:id',
  permission: 'directory.administer',
  asksAgain: true,
  summary: 'Change a directory; what kind it is stays. An empty secret keeps the one there is',
  params: oneDirectory,
  body: v.strictObject({ ...Fields, secret: Secret, version: v.number('field.number') }),
  reply: DirectoryView,
  refusals: ['not-found', 'version.stale', 'directory.last-way'],
});

/** What of a directory changed; `on` and `off`: whether it is in use; `place`: the address it is reached at. */
export const DIRECTORY_PARTS = [
  'on',
  'off',
  'name',
  'position',
  'place',
  'settings',
  'authority',
  'secret',
  'domains',
  'newcomers',
  'keepsPassword',
  'groupRoles',
] as const;
export type DirectoryPart = (typeof DIRECTORY_PARTS)[number];

export const readDirectoryHistory = operation({
  name: 'readDirectoryHistory',
  method: 'GET',
  path: '/api/directories/:id/history',
  permission: 'directory.administer',
  summary: 'Who added, changed and tried a directory, and what they changed; the newest first, at most a hundred',
  params: oneDirectory,
  reply: v.object({
    items: v.array(
      v.object({
        at: Instant,
        by: v.nullable(v.string()),
        what: v.picklist(['added', 'changed', 'tried']),
        /** Of a change. */
        parts: v.array(v.picklist(DIRECTORY_PARTS)),
        /** Of a try; null where nothing was wrong. */
        trouble: v.nullable(v.picklist(TROUBLES)),
      }),
    ),
  }),
  refusals: ['not-found'],
});

export const tryDirectory = operation({
  name: 'tryDirectory',
  method: 'POST',
  path: '/api/directories/:id/try',
  permission: 'directory.administer',
  summary: 'Reach a directory as it is saved and say what is wrong; of LDAP, search for the given address',
  params: oneDirectory,
  body: v.strictObject({ email: v.union([v.literal(''), Email]) }),
  reply: v.object({
    trouble: v.nullable(v.picklist(TROUBLES)),
    /** The host that was asked for. */
    host: v.string(),
    /** Groups of who was found, to choose from in the table of roles. */
    groups: v.array(v.string()),
  }),
  refusals: ['not-found'],
});

export const listEntrances = operation({
  name: 'listEntrances',
  method: 'GET',
  path: '/api/session/directories',
  permission: 'public',
  summary: 'Directories that the sign-in page offers as buttons, in their order',
  reply: v.object({ items: v.array(v.object({ id: DirectoryId, name: LocalText })) }),
});

export const startDirectory = operation({
  name: 'startDirectory',
  method: 'POST',
  path: '/api/session/directories/:id',
  permission: 'public',
  summary:
    'Begin to sign in through a directory: the address to send the browser to, and a cookie that binds the way back to it',
  params: oneDirectory,
  body: Nothing,
  reply: v.object({ url: v.string() }),
  refusals: ['not-found', 'directory.unreachable'],
});

export const finishDirectory = operation({
  name: 'finishDirectory',
  method: 'POST',
  path: '/api/session/directories',
  permission: 'public',
  summary: 'Come back from a directory, with what it put into the address; signs in, or links where that was begun',
  body: v.strictObject({ answer: v.pipe(v.string('field.text'), v.maxLength(4_000, 'field.too-long')) }),
  reply: v.object({ outcome: v.picklist(['signed-in', 'linked']) }),
  refusals: [
    'directory.refused',
    'directory.nobody',
    'directory.unlinked',
    'directory.inactive',
    'sign-in.unconfirmed',
    'directory.taken',
    'directory.unreachable',
  ],
});

export const listOwnDirectories = operation({
  name: 'listOwnDirectories',
  method: 'GET',
  path: '/api/profile/directories',
  permission: 'account.own',
  summary: 'Directories one may be linked to, and since when one is',
  reply: v.object({
    items: v.array(
      v.object({
        id: DirectoryId,
        kind: v.picklist(['oidc', 'ldap']),
        name: LocalText,
        linkedAt: v.nullable(Instant),
        lastUsedAt: v.nullable(Instant),
      }),
    ),
  }),
});

export const linkDirectory = operation({
  name: 'linkDirectory',
  method: 'POST',
  path: '/api/profile/directories/:id',
  permission: 'account.own',
  summary:
    'Link the own account to a directory, given the desk’s password: an address to go to, or of LDAP at once with the password there',
  params: oneDirectory,
  body: v.strictObject({
    password: TypedPassword,
    /** Of LDAP: the password there. */
    directoryPassword: v.optional(TypedPassword),
  }),
  reply: v.object({ url: v.nullable(v.string()) }),
  refusals: [
    'not-found',
    'password.current-wrong',
    'sign-in.paused',
    'directory.refused',
    'directory.taken',
    'directory.unreachable',
  ],
});

export const unlinkDirectory = operation({
  name: 'unlinkDirectory',
  method: 'DELETE',
  path: '/api/profile/directories/:id',
  permission: 'account.own',
  summary: 'Undo the own link to a directory; only for who has a password of the desk to enter with',
  params: oneDirectory,
  reply: Done,
  refusals: ['not-found', 'directory.only-way'],
});
