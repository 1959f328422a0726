/** How a directory is reached and read: OpenID Connect and LDAP. */
import * as v from 'valibot';
import { line } from './shapes.ts';

/** A name of a claim, or of an attribute: nothing that could be read as something else in a filter or a path. */
const Named = v.pipe(line(1, 120), v.regex(/^[A-Za-z][A-Za-z0-9_.:/;-]*$/, 'field.directory-name'));
const MaybeNamed = v.union([v.literal(''), Named]);
const Words = v.pipe(v.array(line(1, 120)), v.maxLength(10, 'field.too-long'));

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const isAddress = (schemes: readonly string[], plain: string) => (value: string) => {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || url.hostname === '' || url.username !== '' || url.hash !== '' || url.search !== '') return false;
  return schemes.includes(url.protocol) || (url.protocol === plain && LOOPBACK.includes(url.hostname));
};

/** PEM of who vouches for its certificate; empty: what the server's own system trusts. */
const Authority = v.pipe(
  v.string('field.text'),
  v.trim(),
  v.maxLength(20_000, 'field.too-long'),
  v.regex(/^(-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)*$/, 'field.certificate'),
);

export const OidcSettings = v.strictObject({
  kind: v.literal('oidc'),
  /** Exactly as the provider writes itself; plain http to this machine alone. */
  issuer: v.pipe(line(1, 300), v.check(isAddress(['https:'], 'http:'), 'field.https-address')),
  clientId: line(1, 200),
  /** Besides openid. */
  scopes: Words,
  /** One of these must be the `acr` of the answer; empty: any. */
  requiredAcr: Words,
  /** All of these must be in its `amr`; empty: any. */
  requiredAmr: Words,
  claims: v.strictObject({
    email: Named,
    givenNames: Named,
    surnames: Named,
    /** Empty: nobody is linked by it. */
    employeeNumber: MaybeNamed,
    groups: MaybeNamed,
  }),
  authority: Authority,
});
export type OidcSettings = v.InferOutput<typeof OidcSettings>;

const hasOneEmail = (filter: string): boolean => filter.split('{email}').length === 2;

export const LdapSettings = v.strictObject({
  kind: v.literal('ldap'),
  url: v.pipe(line(1, 300), v.check(isAddress(['ldap:', 'ldaps:'], 'ldap:'), 'field.ldap-address')),
  /** Of ldap://, which goes in the clear to this machine alone. */
  startTls: v.boolean(),
  /** The account that searches. */
  bindDn: v.pipe(line(1, 300), v.regex(/[=@\\]/, 'field.ldap-account')),
  base: line(1, 300),
  /** With `{email}` where the address typed goes. */
  userFilter: v.pipe(line(1, 500), v.regex(/^\(.+\)$/, 'field.ldap-filter'), v.check(hasOneEmail, 'field.ldap-filter')),
  attributes: v.strictObject({
    /** What never changes and is never given again: entryUUID, objectGUID. */
    uniqueId: Named,
    email: Named,
    givenNames: Named,
    surnames: Named,
    employeeNumber: MaybeNamed,
    groups: MaybeNamed,
  }),
  authority: Authority,
});
export type LdapSettings = v.InferOutput<typeof LdapSettings>;

export const DirectorySettings = v.variant('kind', [OidcSettings, LdapSettings]);
export type DirectorySettings = v.InferOutput<typeof DirectorySettings>;
