/** What a person has beside the password: shown, begun, proven, taken away. Each change ends the other sessions (V60). */
import type { confirmTotp as confirmOperation, FactorsView } from '#contract/accounts.ts';
import type { BodyOf } from '#contract/operation.ts';
import { readInstitutionRow } from '../../institution/index.ts';
import { Fault } from '../../shared/fault.ts';
import type { House } from '../../shared/house.ts';
import { type Caller, WithSession } from '../../shared/http/answer.ts';
import type { PersonActor } from '../../shared/policy.ts';
import type { Work } from '../../shared/store.ts';
import { spendLinks } from '../link-rows.ts';
import type { OpenedSession } from '../open-session.ts';
import { lockPerson, type Person, personById } from '../rows.ts';
import { carryOneSession } from '../session-rows.ts';
import { beginCode, endCode, failCode } from './guessing.ts';
import { passkeysOf } from './passkey-rows.ts';
import { confirmedBy } from './prove-session.ts';
import { newRecoveryCodes } from './recovery.ts';
import {
  adoptTotp,
  begunTotp,
  countRecoveryCodes,
  deleteRecoveryCodes,
  deleteTotp,
  factorKindsOf,
  keepBegunTotp,
  noteFactors,
  replaceRecoveryCodes,
  totpOf,
} from './rows.ts';
import { keyFor, seal, unseal } from './sealed.ts';
import { newTotpSecret, shownTotp, totpStep } from './totp.ts';

/** Does a role of the actor's need a second factor? */
async function isRequired(house: House, actor: PersonActor): Promise<boolean> {
  const { secondFactorRoles } = await readInstitutionRow(house.store.read);
  return actor.roles.some((role) => secondFactorRoles.includes(role));
}

export async function readFactors(house: House, actor: PersonActor): Promise<FactorsView> {
  const db = house.store.read;
  const [totp, passkeys, recoveryCodesLeft, required] = await Promise.all([
    totpOf(db, actor.id),
    passkeysOf(db, actor.id),
    countRecoveryCodes(db, actor.id),
    isRequired(house, actor),
  ]);
  return {
    totp: totp ? { addedAt: totp.addedAt.toISOString(), lastUsedAt: totp.lastUsedAt?.toISOString() ?? null } : null,
    passkeys: passkeys.map(({ id, name, addedAt, lastUsedAt, synced }) => ({
      ...{ id, name, synced, addedAt: addedAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null },
    })),
    recoveryCodesLeft,
    required,
  };
}

/** A secret to show once. It counts for nothing until a code of it comes back; the one there is stays until then. */
export async function beginTotp(house: House, actor: PersonActor) {
  const person = await personById(house.store.read, actor.id);
  if (!person) throw new Fault('session.required');
  const { productName } = await readInstitutionRow(house.store.read);
  const secret = newTotpSecret();
  const sealed = seal(keyFor(house.secrets, 'totp'), person.id, secret);
  await house.store.change(actor, async (work) => {
    await keepBegunTotp(work, person.id, sealed);
    await work.record({
      stream: `person:${person.id}`,
      fact: 'factor.begun',
      data: { personId: person.id, kind: 'totp' },
    });
  });
  return shownTotp(secret, { issuer: productName, account: person.email });
}

/** `factor.not-begun` when nothing was shown in the last quarter of an hour; wrong codes count like those of a sign-in. */
export async function confirmTotp(
  house: House,
  actor: PersonActor,
  given: BodyOf<typeof confirmOperation> & { caller: Caller },
) {
  const now = house.clock.now();
  const person = await personById(house.store.read, actor.id);
  const sealed = await begunTotp(house.store.read, actor.id, now);
  const secret = sealed === null ? null : unseal(keyFor(house.secrets, 'totp'), actor.id, sealed);
  if (!person || sealed === null || secret === null) throw new Fault('factor.not-begun');
  const tries = await beginCode(house, person);
  const step = totpStep(secret, given.code, now);
  if (step === null) throw await failCode(house, person, tries);
  await endCode(house, person);
  return addFactor(house, actor, {
    caller: given.caller,
    kind: 'totp',
    add: async (work) => {
      if (!(await adoptTotp(work, person.id, { sealed, step }))) throw new Fault('factor.not-begun');
    },
  });
}

export type Adding = { caller: Caller; kind: 'totp' | 'passkey'; add: (work: Work) => Promise<void> };

/** Adds it; with the first one come recovery codes. Sessions and links of before end, this one goes on. */
export async function addFactor(house: House, actor: PersonActor, given: Adding) {
  const fresh = (await countRecoveryCodes(house.store.read, actor.id)) === 0 ? await newRecoveryCodes() : null;
  const session = await changeFactors(house, actor, {
    caller: given.caller,
    fact: 'factor.added',
    kind: given.kind,
    change: async (work) => {
      await given.add(work);
      if (fresh !== null) await replaceRecoveryCodes(work, actor.id, fresh.kept);
    },
  });
  return new WithSession({ recoveryCodes: fresh?.shown ?? null }, session);
}

type Change = {
  caller: Caller;
  fact: 'factor.added' | 'factor.removed' | 'factor.codes-renewed';
  kind: 'totp' | 'passkey' | 'recovery-codes';
  change: (work: Work, person: Person) => Promise<void>;
};

async function changeFactors(house: House, actor: PersonActor, given: Change): Promise<OpenedSession> {
  return house.store.change(actor, async (work) => {
    const person = await lockPerson(work, actor.id);
    if (!person) throw new Fault('session.required');
    await given.change(work, person);
    const authEpoch = await noteFactors(work, person.id);
    await carryOneSession(work, person, { authEpoch, token: given.caller.sessionToken });
    await spendLinks(work, person.id, null);
    await work.record({
      stream: `person:${person.id}`,
      fact: given.fact,
      data: { personId: person.id, kind: given.kind },
    });
    return confirmedBy(work, actor, 'second-factor');
  });
}

export type Removing = { caller: Caller; kind: 'totp' | 'passkey'; remove: (work: Work) => Promise<boolean> };

/** `not-found` when there is none; `factor.last` for the last one of who must have one. The codes go with the last. */
export async function removeFactor(house: House, actor: PersonActor, given: Removing) {
  const required = await isRequired(house, actor);
  const session = await changeFactors(house, actor, {
    caller: given.caller,
    fact: 'factor.removed',
    kind: given.kind,
    change: async (work, person) => {
      if (!(await given.remove(work))) throw new Fault('not-found');
      const left = await factorKindsOf(work.db, person.id);
      if (left.length === 0 && required) throw new Fault('factor.last');
      if (left.length === 0) await deleteRecoveryCodes(work, person.id);
    },
  });
  return new WithSession({ done: true as const }, session);
}

export const removeTotp = (house: House, actor: PersonActor, caller: Caller) =>
  removeFactor(house, actor, { caller, kind: 'totp', remove: (work) => deleteTotp(work, actor.id) });

/** `factor.none` for who has no second factor: there is nothing to recover. */
export async function renewRecoveryCodes(house: House, actor: PersonActor, caller: Caller) {
  const { shown, kept } = await newRecoveryCodes();
  const session = await changeFactors(house, actor, {
    caller,
    fact: 'factor.codes-renewed',
    kind: 'recovery-codes',
    change: async (work, person) => {
      if (!person.hasSecondFactor) throw new Fault('factor.none');
      await replaceRecoveryCodes(work, person.id, kept);
    },
  });
  return new WithSession({ recoveryCodes: shown }, session);
}
