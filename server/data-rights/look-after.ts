/** What time does to requests about personal data: those not completed lapse, and blocked data are forgotten at the end of their term. */
import { anonymiseAccount } from '../accounts/index.ts';
import type { House } from '../shared/house.ts';
import { system } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { RIGHT_LAPSED, streamOf } from './facts.ts';
import { dueBy, lockDataRight, saveDataRight } from './rows.ts';

const RUNNING = system('data-rights');

/** Another node was quicker. */
class NothingToDo extends Error {}

async function lapse(work: Work, id: string): Promise<void> {
  const held = await lockDataRight(work, id);
  if (held?.state !== 'correcting') throw new NothingToDo();
  await saveDataRight(work, id, { state: 'lapsed' });
  const data = { dataRightId: id, personId: held.personId, kind: held.kind };
  await work.record({ stream: streamOf(id), fact: RIGHT_LAPSED, data });
}

async function forget(house: House, work: Work, id: string): Promise<void> {
  const held = await lockDataRight(work, id);
  if (held === undefined || held.anonymisedAt !== null) throw new NothingToDo();
  const forgotten = await anonymiseAccount(work, held.personId);
  if (forgotten !== null) for (const forgets of house.forgets) await forgets(work, forgotten);
  await saveDataRight(work, id, forgotten === null ? { anonymise_at: null } : { anonymised_at: work.now });
  const fact = forgotten === null ? 'data-right.anonymising-ended' : 'data-right.anonymised';
  await work.record({ stream: streamOf(id), fact, data: { dataRightId: id, personId: held.personId } });
}

async function each(house: House, ids: readonly string[], act: (work: Work, id: string) => Promise<void>) {
  for (const id of ids)
    try {
      await house.store.change(RUNNING, (work) => act(work, id));
    } catch (error) {
      if (!(error instanceof NothingToDo))
        house.log.error({ err: error, dataRightId: id }, 'a request about personal data could not be carried on');
    }
}

export async function lookAfterRights(house: House): Promise<void> {
  const { lapsing, forgetting } = await dueBy(house.store.read, house.clock.now());
  await each(house, lapsing, lapse);
  await each(house, forgetting, (work, id) => forget(house, work, id));
}
