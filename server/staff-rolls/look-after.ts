/** Every hour: the month opens when its day has come, whoever is to answer is reminded, and silence has its consequence. */
import { answerersByAgency, suspendStaff } from '../accounts/index.ts';
import { todayAt } from '../institution/index.ts';
import type { House } from '../shared/house.ts';
import type { Work } from '../shared/store.ts';
import { DoneBefore, ROLL_REMINDED, ROLL_SUSPENDED, streamOf } from './facts.ts';
import { officeOf } from './office.ts';
import { onceOnly, openMonth } from './open-month.ts';
import { insertSuspensions, peopleOfRoll, saveSuspended } from './people-rows.ts';
import { type DueRoll, insertReminder, isWaiting, rollsWaiting } from './rows.ts';
import { daysLate, type Stage, stageAt } from './rules.ts';
import { settingsOf } from './settings-rows.ts';

/** In one transaction: nobody waits long for the rows. */
const AT_ONCE = 200;

export async function lookAfterRolls(house: House): Promise<void> {
  const db = house.store.read;
  const office = await officeOf(db);
  if (office === null) return;
  await openMonth(house, office);
  const now = house.clock.now();
  const { calendar } = office;
  const { suspends, suspendAfter } = await settingsOf(db);
  const waiting = await rollsWaiting(db, todayAt(office.institution, now));
  for (const roll of waiting.filter(({ isNewest }) => isNewest)) {
    const stage = stageAt(calendar, roll, now);
    if (stage !== null) await each(house, roll, () => onceOnly(house, (work) => remind(work, roll, stage)));
  }
  if (!suspends) return;
  const late = waiting.filter(
    ({ isSuspended, dueAt }) => !isSuspended && daysLate(calendar, dueAt, now) >= suspendAfter,
  );
  // Where nobody of the agency could answer, nobody of it pays for the silence.
  const answerers = await answerersByAgency(
    db,
    late.map(({ agencyId }) => agencyId),
  );
  for (const roll of late.filter(({ agencyId }) => answerers.has(agencyId)))
    await each(house, roll, () => suspend(house, roll));
}

/** One that fails is told in the log and tried again the next hour; the others go on. */
async function each(house: House, roll: DueRoll, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    house.log.error({ err: error, rollId: roll.id }, 'a staff roll could not be followed');
  }
}

async function remind(work: Work, roll: DueRoll, stage: Stage): Promise<void> {
  const { id, agencyId, month } = roll;
  if (!(await isWaiting(work, id)) || !(await insertReminder(work, id, stage.key))) throw new DoneBefore();
  const data = { rollId: id, agencyId, month, stage: stage.key, late: stage.isLate };
  await work.record({ stream: streamOf(id), fact: ROLL_REMINDED, data });
}

/** Some at a time; one confirmed in between ends it, and whoever was suspended until then is let back by that. */
async function suspend(house: House, roll: DueRoll): Promise<void> {
  const { id, agencyId, month } = roll;
  const ids = (await peopleOfRoll(house.store.read, id)).map(({ personId }) => personId);
  let people = 0;
  for (let from = 0; from < ids.length; from += AT_ONCE)
    await onceOnly(house, async (work) => {
      if (!(await isWaiting(work, id))) throw new DoneBefore();
      const some = await suspendStaff(work, { agencyId, ids: ids.slice(from, from + AT_ONCE), rollId: id });
      if (some.length === 0) throw new DoneBefore();
      await insertSuspensions(work, id, some);
      people += some.length;
    });
  await onceOnly(house, async (work) => {
    if (!(await isWaiting(work, id)) || !(await saveSuspended(work, id))) throw new DoneBefore();
    await work.record({ stream: streamOf(id), fact: ROLL_SUSPENDED, data: { rollId: id, agencyId, month, people } });
  });
}
