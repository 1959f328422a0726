/** Accounts below mando medio (document 002, 1.b): told of before they end, and ended after their last day. */
import { endAccount, personById } from '../accounts/index.ts';
import { allPositions } from '../agencies/index.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import { DAY, later } from '../shared/clock.ts';
import type { House } from '../shared/house.ts';
import { system } from '../shared/policy.ts';
import type { Reader, Work } from '../shared/store.ts';
import { streamOf } from './draft.ts';
import {
  type EndingException,
  exceptionsEnding,
  exceptionsOver,
  saveExceptionEnded,
  saveExceptionWarned,
} from './exception-rows.ts';

/** Fact told to the person and their coordinators: `{ enrolmentId, rowId, personId, until }`. */
export const EXCEPTION_ENDING = 'enrolment.exception-ending';
/** The same, with `accountEnded`: false where something else carries the account by now. */
export const EXCEPTION_ENDED = 'enrolment.exception-ended';

/** How long before its last day an exception is told of. */
const TOLD_BEFORE = 7 * DAY;

/** Said once for each, so that two nodes at once tell of one, and end one, once. */
class DoneBefore extends Error {}

/** By now the account stands on something else: a position that needs no exception, or a row granted later. */
async function isCarried(db: Reader, { carried, personId }: EndingException): Promise<boolean> {
  if (carried) return true;
  const [person, positions] = await Promise.all([personById(db, personId), allPositions(db)]);
  return positions.some(({ id, eligible }) => eligible && id === person?.positionId);
}

async function end(work: Work, over: EndingException): Promise<void> {
  const { rowId, enrolmentId, personId } = over;
  if (!(await saveExceptionEnded(work, rowId))) throw new DoneBefore();
  const accountEnded =
    !(await isCarried(work.db, over)) &&
    (await endAccount(work, personId, 'Terminó la excepción (1.b) con la que se dio la cuenta.'));
  const data = { enrolmentId, rowId, personId, accountEnded };
  await work.record({ stream: streamOf(enrolmentId), fact: EXCEPTION_ENDED, data });
}

/** Of an account that goes on, or is over already, nobody is told. */
async function warn(work: Work, ending: EndingException): Promise<void> {
  const { rowId, enrolmentId, personId, until } = ending;
  const person = await personById(work.db, personId);
  if (person === undefined || person.state === 'inactive' || (await isCarried(work.db, ending))) throw new DoneBefore();
  if (!(await saveExceptionWarned(work, rowId))) throw new DoneBefore();
  const data = { enrolmentId, rowId, personId, until };
  await work.record({ stream: streamOf(enrolmentId), fact: EXCEPTION_ENDING, data });
}

/** One that fails is told in the log and tried again the next hour; the others go on. */
async function each(
  house: House,
  exceptions: readonly EndingException[],
  act: (work: Work, exception: EndingException) => Promise<void>,
): Promise<void> {
  for (const exception of exceptions) {
    try {
      await house.store.change(system('enrolment-exceptions'), (work) => act(work, exception));
    } catch (error) {
      if (!(error instanceof DoneBefore))
        house.log.error({ err: error, rowId: exception.rowId, act: act.name }, 'an exception could not be followed');
    }
  }
}

/**
 * By the institution's calendar: on the day after the last one the account is closed, once, unless something else carries it
 * by then; seven days before, it is told of, once.
 */
export async function endExceptions(house: House): Promise<void> {
  const db = house.store.read;
  const institution = await readInstitutionRow(db);
  const now = house.clock.now();
  const today = todayAt(institution, now);
  await each(house, await exceptionsOver(db, today), end);
  const last = todayAt(institution, later(now, TOLD_BEFORE));
  await each(house, await exceptionsEnding(db, { today, last }), warn);
}
