/** Opening a month: one roll for each agency with people, as they stand then. */
import { agenciesWithStaff, answerersByAgency, staffOf } from '../accounts/index.ts';
import { agenciesInForce } from '../agencies/index.ts';
import { todayAt } from '../institution/index.ts';
import type { House } from '../shared/house.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { ALL_ROLLS, DoneBefore, MONTH_OPENED, ROLL_OPENED, streamOf } from './facts.ts';
import { type Office, officeOf } from './office.ts';
import { insertPeople } from './people-rows.ts';
import { insertRoll } from './rows.ts';
import { dueOf, monthOf, openingOf } from './rules.ts';
import { countFrom, insertMonth, isMonthOpened, settingsOf } from './settings-rows.ts';

const ACTOR = system('staff-rolls');

/**
 * Opens this month's rolls, if their day has come and they are not: also when the desk slept on that day, or stopped half way. The first
 * time it only notes since when it counts.
 */
export async function openMonth(house: House, office: Office): Promise<void> {
  const db = house.store.read;
  const now = house.clock.now();
  const { opensOn, answerDays, countsFrom } = await settingsOf(db);
  if (countsFrom === null) await house.store.aside('counter', (writer, at) => countFrom(writer, at));
  const today = todayAt(office.institution, now);
  const month = monthOf(today);
  const opening = openingOf(office.institution.timeZone, month, opensOn);
  if (now < opening || opening < (countsFrom ?? now) || (await isMonthOpened(db, month))) return;
  const withStaff = new Set(await agenciesWithStaff(db));
  const agencies = (await agenciesInForce(db, today)).filter(({ id }) => withStaff.has(id));
  for (const { id } of agencies) {
    const dueAt = dueOf(office.calendar, now, answerDays);
    await onceOnly(house, (work) => openRoll(work, { agencyId: id, month, dueAt }));
  }
  const answered = await answerersByAgency(
    db,
    agencies.map(({ id }) => id),
  );
  const counts = { month, rolls: agencies.length, unanswerable: agencies.length - answered.size };
  await onceOnly(house, async (work) => {
    if (!(await insertMonth(work, counts))) throw new DoneBefore();
    await work.record({ stream: ALL_ROLLS, fact: MONTH_OPENED, data: counts });
  });
}

/** Nothing of it stays when it was done before. */
export async function onceOnly(house: House, act: (work: Work) => Promise<void>): Promise<void> {
  try {
    await house.store.change(ACTOR, act);
  } catch (error) {
    if (!(error instanceof DoneBefore)) throw error;
  }
}

async function openRoll(work: Work, given: { agencyId: string; month: string; dueAt: Date }): Promise<void> {
  const { agencyId, month, dueAt } = given;
  const staff = await staffOf(work.db, agencyId);
  const id = newId();
  if (staff.length === 0 || !(await insertRoll(work, { id, agencyId, month, dueAt, people: staff.length })))
    throw new DoneBefore();
  await insertPeople(work, id, staff);
  const data = { rollId: id, agencyId, month, people: staff.length, dueAt: dueAt.toISOString() };
  await work.record({ stream: streamOf(id), fact: ROLL_OPENED, data });
}

/** For a demonstration: this month's rolls are there at once, as at a desk that has been counting since before it. */
export async function beginRolls(house: House): Promise<void> {
  const office = await officeOf(house.store.read);
  if (office === null) return;
  await house.store.aside('counter', (db) => countFrom(db, new Date(0)));
  await openMonth(house, office);
}
