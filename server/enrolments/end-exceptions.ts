import { endAccount } from '../accounts/index.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import type { House } from '../shared/house.ts';
import { system } from '../shared/policy.ts';
import { streamOf } from './draft.ts';
import { type EndingException, exceptionsOver, saveExceptionEnded } from './rows.ts';

/** Said once for each, so that two nodes at once end one account once. */
class EndedBefore extends Error {}

async function end(house: House, { rowId, enrolmentId, personId }: EndingException): Promise<void> {
  await house.store.change(system('enrolment-exceptions'), async (work) => {
    if (!(await saveExceptionEnded(work, rowId))) throw new EndedBefore();
    const ended = await endAccount(work, personId, 'Terminó la excepción (1.b) con la que se dio la cuenta.');
    const data = { enrolmentId, rowId, personId, accountEnded: ended };
    await work.record({ stream: streamOf(enrolmentId), fact: 'enrolment.exception-ended', data });
  });
}

/**
 * Accounts below mando medio (document 002, 1.b) after the last day Servicios Generales gave them, by the institution's
 * calendar. One that cannot be ended is told in the log and tried again the next hour; the others go on.
 */
export async function endExceptions(house: House): Promise<void> {
  const today = todayAt(await readInstitutionRow(house.store.read), house.clock.now());
  for (const over of await exceptionsOver(house.store.read, today)) {
    try {
      await end(house, over);
    } catch (error) {
      if (!(error instanceof EndedBefore))
        house.log.error({ err: error, rowId: over.rowId }, 'an exception could not be ended');
    }
  }
}
