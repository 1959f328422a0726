/** The step after the password, and being asked again: the session goes on under a new token (C61, V58). */
import * as v from 'valibot';
import {
  type answerSecondStep as answerOperation,
  type confirmSession as confirmOperation,
  FactorCode,
} from '#contract/accounts.ts';
import type { BodyOf } from '#contract/operation.ts';
import { later } from '../../shared/clock.ts';
import { Fault } from '../../shared/fault.ts';
import type { House } from '../../shared/house.ts';
import { type Caller, WithSession } from '../../shared/http/answer.ts';
import { newSecret, sha256 } from '../../shared/ids.ts';
import type { PersonActor } from '../../shared/policy.ts';
import type { Work } from '../../shared/store.ts';
import { noteEntry, type OpenedSession } from '../open-session.ts';
import { provePassword } from '../prove-password.ts';
import { credentialsById } from '../rows.ts';
import { SESSION_LIFE } from '../rules.ts';
import { notePlace } from '../sign-in-place-rows.ts';
import { type ProvenBy, withCode } from './prove-code.ts';
import { renewSession, standingOfSession } from './session-rows.ts';

async function whoIs(house: House, actor: PersonActor) {
  const person = await credentialsById(house.store.read, actor.id);
  if (!person) throw new Fault('session.required');
  return person;
}

/** `second-step.done` when nothing is due at this session. */
export async function answerSecondStep(
  house: House,
  actor: PersonActor,
  given: BodyOf<typeof answerOperation> & { caller: Caller },
) {
  await refuseDone(house, actor);
  const person = await whoIs(house, actor);
  const session = await withCode(house, { person, code: given.code }, (spend) =>
    house.store.change(actor, async (work) =>
      passSecondStep(work, { by: await spend(work), caller: given.caller, actor }),
    ),
  );
  return new WithSession({ done: true as const }, session);
}

export async function refuseDone(house: House, actor: PersonActor): Promise<void> {
  const standing = await standingOfSession(house.store.read, actor.sessionId);
  if (!standing?.awaitsSecondStep) throw new Fault('second-step.done');
}

export async function passSecondStep(
  work: Work,
  given: { by: ProvenBy; caller: Caller; actor: PersonActor },
): Promise<OpenedSession> {
  const { by, caller, actor } = given;
  const opened = await renew(work, actor, later(work.now, SESSION_LIFE));
  await noteEntry(work, actor.id, caller);
  const placeId = await notePlace(work, actor.id, caller);
  const data = { personId: actor.id, sessionId: actor.sessionId, placeId, by };
  await work.record({ stream: `person:${actor.id}`, fact: 'session.started', data });
  return opened;
}

/** The session this actor sits at, under another token; `session.required` when it ended meanwhile. */
async function renew(work: Work, actor: PersonActor, expires: Date): Promise<OpenedSession> {
  const token = newSecret();
  const session = { id: actor.sessionId, personId: actor.id };
  if (!(await renewSession(work, session, { tokenHash: sha256(token), expiresAt: expires })))
    throw new Fault('session.required');
  return { token, expires };
}

/** Good for ten minutes of acts that ask again; it lives no longer for it. */
export async function confirmedBy(work: Work, actor: PersonActor, by: ProvenBy): Promise<OpenedSession> {
  const standing = await standingOfSession(work.db, actor.sessionId);
  if (!standing) throw new Fault('session.required');
  const opened = await renew(work, actor, standing.expiresAt);
  const data = { personId: actor.id, sessionId: actor.sessionId, by };
  await work.record({ stream: `person:${actor.id}`, fact: 'session.confirmed', data });
  return opened;
}

/** `input.invalid` for what cannot be a code. */
function codeOf(typed: string): string {
  const code = v.safeParse(FactorCode, typed);
  if (code.success) return code.output;
  throw new Fault('input.invalid', {}, { fields: [{ path: 'proof', message: 'field.factor-code' }] });
}

/** By the password or a code; wrong ones count and pause as those of a sign-in. */
export async function confirmSession(
  house: House,
  actor: PersonActor,
  given: { proof: BodyOf<typeof confirmOperation>; caller: Caller },
) {
  const { proof, caller } = given;
  const person = await whoIs(house, actor);
  if (proof.by === 'password') {
    await provePassword(house, person, { password: proof.proof, address: caller.address });
    const session = await house.store.change(actor, (work) => confirmedBy(work, actor, 'password'));
    return new WithSession({ done: true as const }, session);
  }
  const session = await withCode(house, { person, code: codeOf(proof.proof) }, (spend) =>
    house.store.change(actor, async (work) => confirmedBy(work, actor, await spend(work))),
  );
  return new WithSession({ done: true as const }, session);
}
