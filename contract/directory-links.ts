/** Who somebody is in a directory, as said by who administers it: looked up there, linked and unlinked with a ground. */
import * as v from 'valibot';
import { DirectoryId, TROUBLES } from './directories.ts';
import { operation } from './operation.ts';
import { PersonId } from './people.ts';
import { Done, Instant, id, LocalText, line } from './shapes.ts';

/** self: the person did; number: by the number of employee; made: with the account; desk: an administrator did. */
export const LINKED_HOW = ['self', 'number', 'made', 'desk'] as const;

export const PersonDirectories = v.object({
  links: v.array(
    v.object({
      directoryId: DirectoryId,
      kind: v.picklist(['oidc', 'ldap']),
      name: LocalText,
      enabled: v.boolean(),
      /** Who is linked may enter with the desk's own password, too. */
      keepsPassword: v.boolean(),
      /** Who they are there: its subject or unique id. */
      subject: v.string(),
      how: v.picklist(LINKED_HOW),
      linkedAt: Instant,
      lastUsedAt: v.nullable(Instant),
      /** Without it they could not come in: no password here, and no other directory in use. */
      onlyWay: v.boolean(),
    }),
  ),
  /** A password of the desk, used or not. */
  hasPassword: v.boolean(),
  can: v.object({ link: v.boolean(), unlink: v.boolean() }),
});
export type PersonDirectories = v.InferOutput<typeof PersonDirectories>;

/** As it is read in a token, or in the directory: letters count as they are written. */
const Subject = v.pipe(line(1, 255), v.regex(/^[\x20-\x7e]+$/, 'field.directory-subject'));
const Ground = line(5, 300);

export const lookUpInDirectory = operation({
  name: 'lookUpInDirectory',
  method: 'POST',
  path: '/api/directories/:id/look-up',
  permission: 'directory.administer',
  summary: 'Who an address or a distinguished name is in an LDAP directory, before somebody is linked to them',
  params: v.strictObject({ id: DirectoryId }),
  body: v.strictObject({ who: line(1, 300) }),
  reply: v.object({
    trouble: v.nullable(v.picklist(TROUBLES)),
    found: v.nullable(
      v.object({
        subject: v.string(),
        name: v.string(),
        email: v.string(),
        /** Who has that identity here already. */
        linkedTo: v.nullable(v.object({ id: PersonId, name: v.string() })),
      }),
    ),
  }),
  refusals: ['not-found'],
});

export const linkPersonDirectory = operation({
  name: 'linkPersonDirectory',
  method: 'POST',
  path: '/api/people/:id/directories',
  permission: 'directory.administer',
  asksAgain: true,
  summary: 'Link a person to who they are in a directory; never oneself. They are told by letter',
  params: v.strictObject({ id: PersonId }),
  body: v.strictObject({ directoryId: DirectoryId, subject: Subject, ground: Ground }),
  reply: Done,
  refusals: ['not-found', 'right.missing', 'directory.taken'],
});

export const unlinkPersonDirectory = operation({
  name: 'unlinkPersonDirectory',
  method: 'POST',
  path: '/api/people/:id/directories/:directoryId/unlink',
  permission: 'directory.administer',
  asksAgain: true,
  summary:
    'Undo the link of a person to a directory, with the roles of its groups; they are signed out and told by letter',
  params: v.strictObject({ id: PersonId, directoryId: id('DirectoryId') }),
  /** `leavesNoWay`: said to be known where they would have no way in afterwards. */
  body: v.strictObject({ ground: Ground, leavesNoWay: v.optional(v.boolean(), false) }),
  reply: Done,
  refusals: ['not-found', 'right.missing', 'directory.leaves-no-way'],
});
