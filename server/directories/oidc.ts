/**
 * OpenID Connect: the code flow with PKCE (RFC 9700, ASVS 10.1–10.5). State, nonce and verifier are all drawn from one
 * secret that only the browser on its way keeps, so nothing of them lies in the database and no two ways share them.
 */
import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  calculatePKCECodeChallenge,
  clockTolerance,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  ResponseBodyError,
  type ServerMetadata,
} from 'openid-client';
import type { OidcSettings } from '#contract/directories.ts';
import { Fault } from '../shared/fault.ts';
import { sha256 } from '../shared/ids.ts';
import { type Assertion, textOf, textsOf } from './assertion.ts';
import { fetchThrough, hostOf, LOOPBACK, refuseClosed, troubleOf, Unreachable } from './reach.ts';

/** What may sign who somebody is: no shared secret, no "none" (RFC 8725, 3.1 and 3.2). */
export const ALGORITHMS: readonly string[] = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'];
const PATIENCE_SECONDS = 8;
const TOLERANCE_SECONDS = 30;

export type OidcClient = { readonly settings: OidcSettings; readonly secret: string; readonly returnUrl: string };

export class WrongProvider extends Error {
  readonly kind: 'issuer' | 'algorithms';
  constructor(kind: WrongProvider['kind']) {
    super(kind);
    this.kind = kind;
  }
}

const isHere = (address: string): boolean => LOOPBACK.includes(hostOf(new URL(address)));

/** Reads what the provider says of itself; throws `Unreachable` or `WrongProvider`. */
export async function discover({ settings, secret }: OidcClient): Promise<Configuration> {
  const issuer = new URL(settings.issuer);
  refuseClosed(hostOf(issuer));
  const fetch = fetchThrough(settings.authority);
  const said = await discovery(issuer, settings.clientId, undefined, None(), {
    [customFetch]: fetch,
    timeout: PATIENCE_SECONDS,
    ...(isHere(settings.issuer) ? { execute: [allowInsecureRequests] } : {}),
  }).catch((error: unknown) => {
    throw providerTrouble(error);
  });
  const { supportsPKCE: _, ...server } = said.serverMetadata();
  if (server.issuer !== settings.issuer) throw new WrongProvider('issuer');
  const known = (server.id_token_signing_alg_values_supported ?? ['RS256']).filter((name) => ALGORITHMS.includes(name));
  if (known.length === 0) throw new WrongProvider('algorithms');
  const metadata: ServerMetadata = { ...server, id_token_signing_alg_values_supported: known };
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const way = methods.includes('client_secret_basic') ? ClientSecretBasic(secret) : ClientSecretPost(secret);
  const client = { [clockTolerance]: TOLERANCE_SECONDS };
  const made = new Configuration(metadata, settings.clientId, client, secret === '' ? None() : way);
  made[customFetch] = fetch;
  made.timeout = PATIENCE_SECONDS;
  if (isHere(settings.issuer)) allowInsecureRequests(made);
  // Over TLS the standard lets a client trust the token unsigned; here its signature always counts (ASVS 9.1.1).
  enableNonRepudiationChecks(made);
  return made;
}

function providerTrouble(error: unknown): Error {
  if (error instanceof ClientError && error.code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED')
    return new WrongProvider('issuer');
  const inner = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (inner instanceof Unreachable) return inner;
  if (error instanceof ClientError && error.code === 'OAUTH_TIMEOUT') return new Unreachable('silent');
  return new Unreachable(error instanceof ClientError && error.code !== undefined ? 'answer' : troubleOf(inner));
}

const drawn = (secret: string, what: string): string => sha256(`${what} ${secret}`).toString('base64url');

/** Where to send the browser. `secret` is what its cookie keeps. */
export async function addressToGo(config: Configuration, client: OidcClient, secret: string): Promise<string> {
  const { settings, returnUrl } = client;
  const url = buildAuthorizationUrl(config, {
    redirect_uri: returnUrl,
    response_type: 'code',
    scope: [...new Set(['openid', ...settings.scopes])].join(' '),
    state: drawn(secret, 'state'),
    nonce: drawn(secret, 'nonce'),
    code_challenge: await calculatePKCECodeChallenge(drawn(secret, 'verifier')),
    code_challenge_method: 'S256',
    ...(settings.requiredAcr.length > 0 ? { acr_values: settings.requiredAcr.join(' ') } : {}),
  });
  const plain = url.protocol === 'http:' && isHere(url.href);
  if (url.protocol !== 'https:' && !plain) throw new Unreachable('answer');
  return url.href;
}

const refused = (reason: string): Fault => new Fault('directory.refused', { reason: reason.slice(0, 60) });
const code = (text: string): string => text.toLowerCase().replace(/[^a-z0-9_.-]/g, '') || 'error';

/**
 * Who comes back, by what the provider put into the address (`answer`, as `location.search` has it). Throws
 * `directory.refused` with a code to look up, or `directory.unreachable`. The tokens are used here and kept nowhere.
 */
export async function whoCameBack(
  config: Configuration,
  client: OidcClient,
  given: { answer: string; secret: string },
): Promise<Assertion> {
  const { settings } = client;
  const url = new URL(client.returnUrl);
  url.search = given.answer;
  try {
    const tokens = await authorizationCodeGrant(config, url, {
      expectedState: drawn(given.secret, 'state'),
      expectedNonce: drawn(given.secret, 'nonce'),
      pkceCodeVerifier: drawn(given.secret, 'verifier'),
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw refused('no_id_token');
    refuseWeak(settings, claims);
    const more = config.serverMetadata().userinfo_endpoint
      ? await fetchUserInfo(config, tokens.access_token, claims.sub)
      : {};
    return toAssertion(settings, { ...more, ...claims });
  } catch (error) {
    throw comeBackTrouble(error);
  }
}

function comeBackTrouble(error: unknown): Error {
  if (error instanceof Fault) return error;
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError)
    return refused(code(error.error));
  if (error instanceof ClientError && error.code !== undefined && error.code !== 'OAUTH_TIMEOUT')
    return refused(code(error.code.replace(/^OAUTH_/, '')));
  const inner = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (inner instanceof Unreachable || error instanceof ClientError) return new Fault('directory.unreachable');
  return refused('invalid_answer');
}

type Claims = Readonly<Record<string, unknown>>;

/** How they proved who they are must be what was asked for (ASVS 6.8.4); nothing said is not enough. */
function refuseWeak(settings: OidcSettings, claims: Claims): void {
  const { requiredAcr, requiredAmr } = settings;
  if (requiredAcr.length > 0 && !requiredAcr.includes(textOf(claims.acr))) throw refused('acr');
  const used = textsOf(claims.amr);
  if (!requiredAmr.every((way) => used.includes(way))) throw refused('amr');
}

/** A claim by its name, or by its path: `realm_access.roles` is one of Keycloak's. */
export function claimAt(claims: Claims, path: string): unknown {
  if (path === '') return undefined;
  if (Object.hasOwn(claims, path)) return claims[path];
  return path.split('.').reduce<unknown>((at, step) => {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    return (at as Claims)[step];
  }, claims);
}

/** Groups too many for a token are told by reference (`_claim_names`): then nobody knows them, which is not having none. */
export function groupsIn(claims: Claims, path: string): readonly string[] | null {
  const elsewhere = claims._claim_names;
  const isElsewhere = typeof elsewhere === 'object' && elsewhere !== null && Object.hasOwn(elsewhere, path);
  return path === '' || isElsewhere ? null : textsOf(claimAt(claims, path));
}

export function toAssertion(settings: OidcSettings, claims: Claims): Assertion {
  const { claims: at } = settings;
  const email = textOf(claimAt(claims, at.email)).toLowerCase();
  return {
    issuer: settings.issuer,
    subject: textOf(claims.sub),
    email,
    // Nothing said is no proof (GHSA-86cc-3ggh-mf2m).
    emailVerified: claims.email_verified === true,
    givenNames: textOf(claimAt(claims, at.givenNames)),
    surnames: textOf(claimAt(claims, at.surnames)),
    employeeNumber: textOf(claimAt(claims, at.employeeNumber)).toUpperCase(),
    // What was required has been looked at before: `refuseWeak`.
    strong: settings.requiredAcr.length + settings.requiredAmr.length > 0,
    groups: groupsIn(claims, at.groups),
  };
}
