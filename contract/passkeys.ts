/**
 * Passkeys (WebAuthn Level 3): as a second factor, after the password or when asked again; or instead of the password. What the browser asks of an
 * authenticator comes from here, and of its answer only what is verified goes back.
 */
import * as v from 'valibot';
import { operation } from './operation.ts';
import { ShownCodes } from './second-factor.ts';
import { Done, id, line } from './shapes.ts';

export const PasskeyId = id('PasskeyId');
export type PasskeyId = v.InferOutput<typeof PasskeyId>;

/** How many a person may have. */
export const PASSKEYS = 20;

/** Bytes as an authenticator gives them. */
const bytes = /* @__NO_SIDE_EFFECTS__ */ (most: number) =>
  v.pipe(v.string('field.text'), v.maxLength(most, 'field.too-long'), v.regex(/^[A-Za-z0-9_-]+$/, 'field.text'));

/** A credential id has 1023 bytes at most (WebAuthn, 4). */
const CredentialId = bytes(1364);

const Known = v.object({ id: v.string(), type: v.literal('public-key'), transports: v.array(v.string()) });

/** `PublicKeyCredentialCreationOptionsJSON`; `timeout` in milliseconds. */
const CreationOptions = v.object({
  rp: v.object({ id: v.string(), name: v.string() }),
  user: v.object({ id: v.string(), name: v.string(), displayName: v.string() }),
  challenge: v.string(),
  pubKeyCredParams: v.array(v.object({ type: v.literal('public-key'), alg: v.number() })),
  timeout: v.number(),
  excludeCredentials: v.array(Known),
  authenticatorSelection: v.object({
    residentKey: v.literal('required'),
    requireResidentKey: v.literal(true),
    userVerification: v.literal('required'),
  }),
  attestation: v.literal('none'),
});

/** `PublicKeyCredentialRequestOptionsJSON`. */
const RequestOptions = v.object({
  rpId: v.string(),
  challenge: v.string(),
  timeout: v.number(),
  allowCredentials: v.array(Known),
  userVerification: v.literal('required'),
});

/** For whoever says by the passkey itself who they are: the authenticator offers those it has for this desk. */
const EntryOptions = v.omit(RequestOptions, ['allowCredentials']);

/** Its owner’s word for it. */
export const PasskeyNamed = v.strictObject({ name: line(1, 60) });

/** What an authenticator answers when it makes a passkey. */
const Attested = v.strictObject({
  id: CredentialId,
  clientDataJSON: bytes(4000),
  attestationObject: bytes(40_000),
  transports: v.pipe(v.array(v.pipe(v.string('field.text'), v.maxLength(30, 'field.too-long'))), v.maxLength(10)),
});

/** What it answers when it uses one. */
export const Asserted = v.strictObject({
  id: CredentialId,
  clientDataJSON: bytes(4000),
  authenticatorData: bytes(4000),
  signature: bytes(4000),
});
export type Asserted = v.InferOutput<typeof Asserted>;

export const beginPasskey = operation({
  name: 'beginPasskey',
  method: 'POST',
  path: '/api/profile/factors/passkey-challenge',
  permission: 'account.own',
  asksAgain: true,
  summary: 'What the browser asks of an authenticator to make a passkey; good once, for five minutes, at this session',
  status: 201,
  reply: CreationOptions,
});

export const addPasskey = operation({
  name: 'addPasskey',
  method: 'POST',
  path: '/api/profile/factors/passkeys',
  permission: 'account.own',
  asksAgain: true,
  summary: 'The passkey an authenticator made: from now on it is a second factor, and every other session ends',
  status: 201,
  body: v.strictObject({ ...PasskeyNamed.entries, made: Attested }),
  reply: ShownCodes,
  refusals: ['passkey.refused'],
});

export const removePasskey = operation({
  name: 'removePasskey',
  method: 'DELETE',
  path: '/api/profile/factors/passkeys/:id',
  permission: 'account.own',
  asksAgain: true,
  summary: 'Do without one of one’s passkeys; every other session ends',
  params: v.strictObject({ id: PasskeyId }),
  reply: Done,
  refusals: ['not-found', 'factor.last'],
});

export const askPasskey = operation({
  name: 'askPasskey',
  method: 'POST',
  path: '/api/session/passkey-challenge',
  permission: 'account.own',
  summary:
    'What the browser asks of an authenticator to use a passkey of this person; good once, for five minutes, at this session',
  status: 201,
  reply: RequestOptions,
  refusals: ['passkey.refused'],
});

export const answerByPasskey = operation({
  name: 'answerByPasskey',
  method: 'POST',
  path: '/api/session/second-step/passkey',
  permission: 'account.own',
  summary: 'The step after the password, by a passkey; the session gets a new token',
  body: Asserted,
  reply: Done,
  refusals: ['passkey.refused', 'second-step.done'],
});

export const confirmByPasskey = operation({
  name: 'confirmByPasskey',
  method: 'POST',
  path: '/api/session/confirmation/passkey',
  permission: 'account.own',
  summary: 'Prove once more who sits at the session, by a passkey; as `confirmSession`',
  body: Asserted,
  reply: Done,
  refusals: ['passkey.refused'],
});

export const askPasskeyEntry = operation({
  name: 'askPasskeyEntry',
  method: 'POST',
  path: '/api/session/passkey-entry',
  permission: 'public',
  summary: 'What the browser asks of an authenticator to sign in by a passkey alone; good once, for five minutes',
  status: 201,
  reply: EntryOptions,
});

export const enterByPasskey = operation({
  name: 'enterByPasskey',
  method: 'POST',
  path: '/api/session/passkey',
  permission: 'public',
  summary:
    'Sign in by a passkey alone: the device, and its person verified at it, are both factors. A password that expired is still to be changed',
  body: Asserted,
  reply: Done,
  refusals: ['passkey.refused', 'sign-in.unconfirmed', 'sign-in.directory'],
});
