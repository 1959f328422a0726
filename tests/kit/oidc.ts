/** A real OpenID Connect provider on this machine (oidc-provider), whose people say yes at once or by hand, and what may be wrong. */
import { createHmac, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import type { listOrganisation } from '#contract/agencies.ts';
import type { addDirectory } from '#contract/directories.ts';
import type { BodyInput, ReplyOf } from '#contract/operation.ts';

type Claims = Record<string, unknown>;
type Forge = (claims: Claims) => { header: Record<string, unknown>; claims: Claims; how: 'rsa' | 'hmac' | 'none' };

export const CLIENT = { id: 'mesa', secret: 'un-secreto-del-cliente-de-pruebas' };

export type TestProvider = {
  readonly issuer: string;
  /** Who is there: subject → what is said of them. */
  readonly people: Map<string, Claims>;
  /** Who says yes next; `by hand`: presses "Permitir" or "Cancelar" on a page of the provider. */
  enterAs(subject: string, how?: 'at once' | 'by hand'): void;
  /** Puts another token in the place of each that is given; null: gives the right one. */
  forge(how: Forge | null): void;
  /** Walks as a browser from the address of the desk to the one it is sent back to; gives what stands behind the `?`. */
  visit(url: string): Promise<string>;
  close(): Promise<void>;
};

/** The directory as DTI writes it down, for people of the first agency there is. */
export const asDirectory = (
  { issuer }: Pick<TestProvider, 'issuer'>,
  { agencies, positions }: Pick<ReplyOf<typeof listOrganisation>, 'agencies' | 'positions'>,
): BodyInput<typeof addDirectory> => ({
  ...{ nameEs: 'Cuenta de gobierno', nameEn: 'Government account', enabled: true, position: 1 },
  domains: ['gobierno.example'],
  settings: {
    ...{ kind: 'oidc', issuer, clientId: CLIENT.id, scopes: ['email', 'profile'], requiredAcr: [], requiredAmr: [] },
    claims: {
      ...{ email: 'email', givenNames: 'given_name', surnames: 'family_name' },
      ...{ employeeNumber: 'number', groups: 'groups' },
    },
    authority: '',
  },
  newcomers: 'active',
  newcomerAgencyId: agencies[0]?.id ?? null,
  newcomerPositionId: positions.find((each) => each.eligible)?.id ?? null,
  keepsPassword: false,
  groupRoles: [{ group: 'mesa-agentes', role: 'agent' }],
  secret: CLIENT.secret,
});

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const PAGE = (path: string): string =>
  `<!doctype html><title>Cuenta de gobierno</title><a href="${path}?si">Permitir</a> <a href="${path}?no">Cancelar</a>`;

export async function openProvider(returnUrl: string): Promise<TestProvider> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'uno', alg: 'RS256', use: 'sig' };
  const key = createPrivateKey({ key: privateKey.export({ format: 'jwk' }), format: 'jwk' });
  const people = new Map<string, Claims>();
  let subject = '';
  let byHand = false;
  let forge: Forge | null = null;
  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/si/')) return provider.callback()(request, response);
    const [path, pressed] = request.url.split('?');
    if (byHand && pressed === undefined) return response.setHeader('content-type', 'text/html').end(PAGE(path ?? ''));
    const said = pressed === 'no' ? { error: 'access_denied' } : { login: { accountId: subject } };
    provider.interactionFinished(request, response, said).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [returnUrl],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [jwk] },
    cookies: { keys: ['una-llave-de-pruebas'] },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/si/${uid}` },
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['given_name', 'family_name', 'groups', 'number'],
    },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...people.get(id) }),
    }),
    loadExistingGrant: async (context: { oidc: { client: { clientId: string }; session: { accountId: string } } }) => {
      const { client, session } = context.oidc;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    await next();
    const body = context.body as { id_token?: string } | undefined;
    if (context.oidc?.route !== 'token' || forge === null || body?.id_token === undefined) return;
    const [, middle = ''] = body.id_token.split('.');
    const { header, claims, how } = forge(JSON.parse(Buffer.from(middle, 'base64url').toString()));
    const said = `${encoded(header)}.${encoded(claims)}`;
    const signature =
      how === 'rsa'
        ? sign('sha256', Buffer.from(said), key).toString('base64url')
        : how === 'hmac'
          ? createHmac('sha256', CLIENT.secret).update(said).digest('base64url')
          : '';
    context.body = { ...body, id_token: `${said}.${signature}` };
  });
  return {
    issuer,
    people,
    enterAs: (next, how = 'at once') => {
      subject = next;
      byHand = how === 'by hand';
    },
    forge: (how) => {
      forge = how;
    },
    visit: (url) => walk(url, returnUrl),
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

async function walk(start: string, until: string): Promise<string> {
  const cookies = new Map<string, string>();
  let at = start;
  for (let step = 0; step < 10; step += 1) {
    if (at.startsWith(`${until}?`)) return at.slice(until.length);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(at, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', ...value] = (line.split(';')[0] ?? '').split('=');
      cookies.set(name, value.join('='));
    }
    const next = answer.headers.get('location');
    if (next === null) throw new Error(`the provider answered ${answer.status} ${await answer.text()}`);
    at = new URL(next, at).href;
  }
  throw new Error('the provider leads nowhere');
}
