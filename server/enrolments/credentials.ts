/** The one-time links of people whose row was approved: sent again, or taken back. */
import type {
  reissueCredentials as reissueOperation,
  revokeCredentials as revokeOperation,
} from '#contract/enrolment-acts.ts';
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
import type { BodyOf } from '#contract/operation.ts';
import { credentialsOf, inviteAgain, revokeInvitation } from '../accounts/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { Actor } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { rowIn } from './decide.ts';
import { hold, streamOf } from './draft.ts';
import { refuseOwnForm } from './own.ts';
import { summed } from './review.ts';
import { saveEnrolment } from './rows.ts';
import { credentialState } from './rules.ts';
import { readEnrolment } from './view.ts';

type Given<Operation> = { id: string; rowId: string; body: BodyOf<Operation> };

/** Who got in already needs no link, and who has no account cannot have one. */
async function invitedIn(
  work: Work,
  given: { id: string; rowId: string; version: number },
  states: readonly string[],
): Promise<string> {
  const held = await hold(work, 'review', given);
  await refuseOwnForm(work, held);
  const { personId } = await rowIn(work, held, given.rowId);
  const credential = personId === null ? undefined : (await credentialsOf(work.db, [personId])).get(personId);
  if (personId === null || !states.includes(credentialState(credential, work.now)))
    throw new Fault('enrolment.credentials');
  return personId;
}

export async function reissue(
  house: House,
  actor: Actor,
  given: Given<typeof reissueOperation>,
): Promise<EnrolmentView> {
  const { id, rowId, body } = given;
  await house.store.change(actor, async (work) => {
    const personId = await invitedIn(work, { id, rowId, ...body }, ['queued', 'sent', 'opened', 'expired', 'revoked']);
    await inviteAgain(work, personId, id);
    await saveEnrolment(work, id, {});
    const data = { enrolmentId: id, rowId, personId };
    await work.record({ stream: streamOf(id), fact: 'enrolment.credentials-reissued', data });
  });
  return readEnrolment(house, actor, id);
}

export async function revoke(house: House, actor: Actor, given: Given<typeof revokeOperation>): Promise<EnrolmentView> {
  const { id, rowId, body } = given;
  await house.store.change(actor, async (work) => {
    const personId = await invitedIn(work, { id, rowId, version: body.version }, ['sent', 'opened']);
    await revokeInvitation(work, personId, id);
    await saveEnrolment(work, id, {});
    const data = { enrolmentId: id, rowId, personId, reason: summed(body.reason) };
    await work.record({ stream: streamOf(id), fact: 'enrolment.credentials-revoked', data });
  });
  return readEnrolment(house, actor, id);
}
