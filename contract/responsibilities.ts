/**
 * The responsibilities of document 002: a text of the institution in versions, accepted by each person at their first sign-in
 * and again when there is a new one.
 */
import * as v from 'valibot';
import { operation } from './operation.ts';
import { Done, Instant, text } from './shapes.ts';

export const ResponsibilitiesView = v.object({
  version: v.number(),
  /** Plain text in Spanish: "1. …" begins a paragraph, "a. …" one under it. */
  body: v.string(),
  /** SHA-256 of the text, hexadecimal. */
  sha256: v.string(),
  publishedAt: Instant,
  /** When the reader accepted this version; null: not yet. */
  acceptedAt: v.nullable(Instant),
  /** True: nothing else answers until the reader accepts it. */
  due: v.boolean(),
});
export type ResponsibilitiesView = v.InferOutput<typeof ResponsibilitiesView>;

export const readResponsibilities = operation({
  name: 'readResponsibilities',
  method: 'GET',
  path: '/api/responsibilities',
  permission: 'account.own',
  summary: 'The responsibilities in force, and whether the reader accepted them',
  reply: ResponsibilitiesView,
});

const version = v.pipe(v.number('field.number'), v.integer('field.number'), v.minValue(1, 'field.number'));

export const acceptResponsibilities = operation({
  name: 'acceptResponsibilities',
  method: 'POST',
  path: '/api/responsibilities/acceptance',
  permission: 'account.own',
  summary: 'Accept the responsibilities of the version that was read; version.stale when a newer one is in force',
  body: v.strictObject({ version }),
  reply: Done,
  refusals: ['version.stale'],
});

export const publishResponsibilities = operation({
  name: 'publishResponsibilities',
  method: 'POST',
  path: '/api/responsibilities',
  permission: 'responsibilities.administer',
  summary: 'A new version of the responsibilities; everybody with an account is asked to accept it',
  status: 201,
  body: v.strictObject({ /** The version it follows. */ version, body: text(100, 20_000) }),
  reply: ResponsibilitiesView,
  refusals: ['version.stale'],
});
