/** A request filed on account of somebody: theirs from the first moment, and followed by their delegates while they are so. */
import type { RequestView } from '#contract/requests.ts';
import type { House } from '#server/shared/house.ts';
import { newId } from '#server/shared/ids.ts';
import { type Actor, allow } from '#server/shared/policy.ts';
import type { OneEffect, Work } from '#server/shared/store.ts';
import { type Filer, type Filing, register } from './file-request.ts';
import { requestPolicy } from './policy.ts';
import { findForView, removeParticipant } from './rows.ts';
import { viewRequest } from './view.ts';

type OnAccount = {
  readonly filing: Filing;
  readonly requesterId: string;
  readonly once: OneEffect | null;
  /** Asked within the act: refuses, or says who files. */
  mayFile(work: Work): Promise<Filer>;
};

export async function fileOnAccountOf(house: House, actor: Actor, given: OnAccount): Promise<RequestView> {
  const { filing, requesterId, once } = given;
  const { id } = await house.store.changeOnce(actor, { once, answer: { id: newId() } }, async (work, answer) =>
    register(work, { id: answer.id, filing, requesterId, filer: await given.mayFile(work) }),
  );
  const row = await findForView(house.store.read, { id }, actor);
  return viewRequest(house, actor, allow(requestPolicy, 'see-summary', { actor, thing: row }));
}

/** Part of an act under way: whoever filed for that requester takes part in nothing of theirs any more. */
export const leaveRequestsOf = (work: Work, of: { personId: string; requesterId: string }): Promise<void> =>
  removeParticipant(work, of);
