/**
 * Passkeys (WebAuthn Level 3): made for this desk's name, at its own pages, with the person verified at the device. What an
 * authenticator answers is verified by the library, which is read when the first answer comes.
 */
import {
  type Asserted,
  type addPasskey as addOperation,
  type askPasskey as askOperation,
  type beginPasskey as beginOperation,
  type askPasskeyEntry as entryOperation,
  PASSKEYS,
  type PasskeyId,
} from '#contract/accounts.ts';
import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import { readInstitutionRow } from '../../institution/index.ts';
import { Fault } from '../../shared/fault.ts';
import type { House } from '../../shared/house.ts';
import { type Caller, WithSession } from '../../shared/http/answer.ts';
import { newId } from '../../shared/ids.ts';
import type { PersonActor } from '../../shared/policy.ts';
import type { Work } from '../../shared/store.ts';
import { personById } from '../rows.ts';
import {
  type Bound,
  CHALLENGE_LIFE,
  challengeAtDoor,
  newChallenge,
  spendAtDoor,
  spendChallenge,
} from './challenges.ts';
import { addFactor, removeFactor } from './own.ts';
import {
  deletePasskey,
  insertPasskey,
  noteUse,
  type Passkey,
  passkeyKnownAs,
  passkeyOf,
  passkeysOf,
} from './passkey-rows.ts';
import { confirmedBy, passSecondStep, refuseDone } from './prove-session.ts';

/** EdDSA, ES256 and RS256 (IANA COSE): every authenticator knows one of them. */
const ALGORITHMS = [-8, -7, -257];

/** The relying party is the name that links and cookies know; its pages are those of the desk's origins. */
const partyOf = ({ settings }: House) => ({
  expectedRPID: new URL(settings.publicUrl).hostname,
  expectedOrigin: [...settings.origins],
});

const known = (passkeys: readonly Passkey[]) =>
  passkeys.map(({ credentialId, transports }) => ({
    id: credentialId,
    type: 'public-key' as const,
    transports: [...transports],
  }));

export async function beginPasskey(house: House, actor: PersonActor): Promise<ReplyOf<typeof beginOperation>> {
  const person = await personById(house.store.read, actor.id);
  if (!person) throw new Fault('session.required');
  const { productName } = await readInstitutionRow(house.store.read);
  return {
    rp: { id: partyOf(house).expectedRPID, name: productName },
    user: {
      id: Buffer.from(person.id).toString('base64url'),
      name: person.email,
      displayName: person.fullName,
    },
    challenge: await newChallenge(house, { use: 'add', sessionId: actor.sessionId }),
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    timeout: CHALLENGE_LIFE,
    excludeCredentials: known(await passkeysOf(house.store.read, person.id)),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    attestation: 'none',
  };
}

/** The challenge in what the browser signed; empty when that cannot be read. */
function challengeIn(clientDataJSON: string): string {
  try {
    const said: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString());
    const has = typeof said === 'object' && said !== null && 'challenge' in said;
    return has && typeof said.challenge === 'string' ? said.challenge : '';
  } catch {
    return '';
  }
}

/** The challenge used up by this answer, which is refused unless it was given for this at this session. */
async function spent(house: House, bound: Bound, clientDataJSON: string): Promise<string> {
  const challenge = challengeIn(clientDataJSON);
  if (!(await spendChallenge(house, bound, challenge))) throw new Fault('passkey.refused');
  return challenge;
}

/** Whatever does not fit is one refusal; the log says what. */
function refused(house: House, actor: Pick<PersonActor, 'id'> | null, error: unknown): Fault {
  house.log.warn({ personId: actor?.id ?? null, err: error }, 'the answer of an authenticator was refused');
  return new Fault('passkey.refused');
}

type Made = BodyOf<typeof addOperation>['made'];

async function verifiedMade(house: House, actor: PersonActor, made: Made) {
  const { id, clientDataJSON, attestationObject, transports } = made;
  const expectedChallenge = await spent(house, { use: 'add', sessionId: actor.sessionId }, clientDataJSON);
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON, attestationObject, transports },
    },
    expectedChallenge,
    ...partyOf(house),
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch((error: unknown) => {
    throw refused(house, actor, error);
  });
  if (!verified) throw refused(house, actor, null);
  return registrationInfo;
}

/** `passkey.refused` also when it is somebody's already, or there are twenty. */
export async function addPasskey(
  house: House,
  actor: PersonActor,
  given: BodyOf<typeof addOperation> & { caller: Caller },
) {
  const { credential, credentialBackedUp } = await verifiedMade(house, actor, given.made);
  return addFactor(house, actor, {
    caller: given.caller,
    kind: 'passkey',
    add: async (work) => {
      const others = await passkeysOf(work.db, actor.id);
      const added = await insertPasskey(work, actor.id, {
        id: newId<PasskeyId>(),
        credentialId: credential.id,
        publicKey: Buffer.from(credential.publicKey),
        counter: credential.counter,
        transports: given.made.transports,
        name: given.name,
        synced: credentialBackedUp,
      });
      if (!added || others.length >= PASSKEYS) throw new Fault('passkey.refused');
    },
  });
}

export const removePasskey = (house: House, actor: PersonActor, given: { id: PasskeyId; caller: Caller }) =>
  removeFactor(house, actor, {
    caller: given.caller,
    kind: 'passkey',
    remove: (work) => deletePasskey(work, actor.id, given.id),
  });

/** `passkey.refused` for who has none. */
export async function askPasskey(house: House, actor: PersonActor): Promise<ReplyOf<typeof askOperation>> {
  const passkeys = await passkeysOf(house.store.read, actor.id);
  if (passkeys.length === 0) throw new Fault('passkey.refused');
  return {
    rpId: partyOf(house).expectedRPID,
    challenge: await newChallenge(house, { use: 'prove', sessionId: actor.sessionId }),
    timeout: CHALLENGE_LIFE,
    allowCredentials: known(passkeys),
    userVerification: 'required',
  };
}

/**
 * The use of a passkey of this person: notes it within the act it opens. `passkey.refused` for anything else, and where the
 * authenticator counts less than it did: then there are two of it (WebAuthn, 6.1.1).
 */
async function verifiedUse(house: House, actor: PersonActor, asserted: Asserted) {
  const bound = { use: 'prove', sessionId: actor.sessionId } as const;
  const expectedChallenge = await spent(house, bound, asserted.clientDataJSON);
  const passkey = await passkeyOf(house.store.read, actor.id, asserted.id);
  if (!passkey) throw refused(house, actor, null);
  return verified(house, actor, { asserted, passkey, expectedChallenge });
}

/** The signature is of this passkey over this challenge: gives what notes its use. */
async function verified(
  house: House,
  actor: Pick<PersonActor, 'id'>,
  given: { asserted: Asserted; passkey: Passkey; expectedChallenge: string },
) {
  const { asserted, passkey, expectedChallenge } = given;
  const { id, clientDataJSON, authenticatorData, signature } = asserted;
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  const answer = await verifyAuthenticationResponse({
    response: {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON, authenticatorData, signature },
    },
    expectedChallenge,
    ...partyOf(house),
    credential: { id, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter },
    requireUserVerification: true,
  }).catch((error: unknown) => {
    throw refused(house, actor, error);
  });
  if (!answer.verified) throw refused(house, actor, null);
  const { authenticationInfo } = answer;
  const used = { counter: authenticationInfo.newCounter, synced: authenticationInfo.credentialBackedUp };
  return async (work: Work): Promise<void> => {
    if (!(await noteUse(work, passkey, used))) throw new Fault('passkey.refused');
  };
}

/** What the browser asks of an authenticator for somebody who has not said who they are. */
export const askEntry = async (house: House): Promise<ReplyOf<typeof entryOperation>> => ({
  rpId: partyOf(house).expectedRPID,
  challenge: challengeAtDoor(house),
  timeout: CHALLENGE_LIFE,
  userVerification: 'required',
});

/** Whose passkey answered a challenge given at the door, and what notes its use; `passkey.refused` otherwise. */
export async function whoAsserts(house: House, asserted: Asserted) {
  const expectedChallenge = challengeIn(asserted.clientDataJSON);
  if (!(await spendAtDoor(house, expectedChallenge))) throw new Fault('passkey.refused');
  const found = await passkeyKnownAs(house.store.read, asserted.id);
  if (!found) throw refused(house, null, null);
  const { personId, passkey } = found;
  return { personId, note: await verified(house, { id: personId }, { asserted, passkey, expectedChallenge }) };
}

type Proving = { readonly asserted: Asserted; readonly caller: Caller };

/** `second-step.done` when nothing is due at this session. */
export async function answerByPasskey(house: House, actor: PersonActor, { asserted, caller }: Proving) {
  await refuseDone(house, actor);
  const note = await verifiedUse(house, actor, asserted);
  const session = await house.store.change(actor, async (work) => {
    await note(work);
    return passSecondStep(work, { by: 'passkey', caller, actor });
  });
  return new WithSession({ done: true as const }, session);
}

export async function confirmByPasskey(house: House, actor: PersonActor, { asserted }: Proving) {
  const note = await verifiedUse(house, actor, asserted);
  const session = await house.store.change(actor, async (work) => {
    await note(work);
    return confirmedBy(work, actor, 'passkey');
  });
  return new WithSession({ done: true as const }, session);
}
