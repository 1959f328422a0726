/** How each agency stands with its staff roll. */

import type { QueryOf, ReplyOf } from '#contract/operation.ts';
import type { listStaffRolls as operation, STANDINGS, StaffRollLine } from '#contract/staff-rolls.ts';
import { answerersByAgency } from '../accounts/index.ts';
import { type Agency, agenciesInForce } from '../agencies/index.ts';
import { type Calendar, localDay } from '../calendars/index.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import type { House } from '../shared/house.ts';
import { type AgencyRoll, newestRolls } from './list-rows.ts';
import { officeOf } from './office.ts';
import { daysLate, monthAfter, monthOf, openingOf } from './rules.ts';
import { isMonthOpened, settingsOf } from './settings-rows.ts';
import { toSummary } from './view.ts';

type Standing = (typeof STANDINGS)[number];

const fits = (line: StaffRollLine, standing: Standing): boolean => {
  if (standing === 'overdue') return line.daysLate > 0 || line.state === 'overdue';
  if (standing === 'unanswerable') return line.answerers.length === 0;
  if (standing === 'gone') return line.goneOpen > 0;
  return standing === 'confirmed' ? line.state === 'confirmed' : line.state === 'open' && line.daysLate === 0;
};

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export async function listRolls(house: House, query: QueryOf<typeof operation>): Promise<ReplyOf<typeof operation>> {
  const lines = await linesOf(house);
  const words = plain(query.q ?? '').split(' ');
  const named = lines.filter(({ agencyName }) => words.every((word) => plain(agencyName.es).includes(word)));
  const count = (standing: Standing): number => named.filter((line) => fits(line, standing)).length;
  const { standing } = query;
  return {
    items: standing === undefined ? named : named.filter((line) => fits(line, standing)),
    counts: {
      ...{ overdue: count('overdue'), open: count('open'), confirmed: count('confirmed') },
      ...{ unanswerable: count('unanswerable'), gone: count('gone') },
    },
    nextOpening: await nextOpening(house),
  };
}

/** Those late for longest first, then those that still may answer, each by name. */
async function linesOf(house: House): Promise<StaffRollLine[]> {
  const db = house.store.read;
  const now = house.clock.now();
  // Of an agency that ended nobody is asked any more: its people are in the roll of the one that goes on.
  const inForce = await agenciesInForce(db, todayAt(await readInstitutionRow(db), now));
  const agencies = new Map<string, Agency>(inForce.map((agency) => [agency.id, agency]));
  const rolls = (await newestRolls(db)).filter(({ agencyId }) => agencies.has(agencyId));
  const [answerers, office] = await Promise.all([answerersByAgency(db, agencies.keys()), officeOf(db)]);
  const late = office === null ? () => 0 : counting(office.calendar, now);
  const lines = rolls.map((roll): StaffRollLine => {
    const agency = agencies.get(roll.agencyId);
    const { lastConfirmed, lastTwelve } = roll;
    return {
      ...toSummary(roll, agency, now),
      answerers: (answerers.get(roll.agencyId) ?? []).map(({ name, isHead }) => ({ name, isHead })),
      ...{ daysLate: late(roll), lastConfirmed, lastTwelve },
    };
  });
  const rank = ({ state }: StaffRollLine): number => (state === 'confirmed' ? 1 : 0);
  return lines.toSorted(
    (a, b) => b.daysLate - a.daysLate || rank(a) - rank(b) || a.agencyName.es.localeCompare(b.agencyName.es, 'es-MX'),
  );
}

/** Of two hundred that were due on one day it is counted once. */
function counting(calendar: Calendar, now: Date): (roll: AgencyRoll) => number {
  const known = new Map<string, number>();
  return ({ waitsSince }) => {
    if (waitsSince === null) return 0;
    const day = localDay(calendar.timeZone, waitsSince);
    const late = known.get(day) ?? daysLate(calendar, waitsSince, now);
    known.set(day, late);
    return late;
  };
}

/** The day, `YYYY-MM-DD`. */
async function nextOpening(house: House): Promise<string> {
  const db = house.store.read;
  const [institution, { opensOn, countsFrom }] = await Promise.all([readInstitutionRow(db), settingsOf(db)]);
  const now = house.clock.now();
  const month = monthOf(todayAt(institution, now));
  const opening = openingOf(institution.timeZone, month, opensOn);
  const isPast = opening < (countsFrom ?? now) || (await isMonthOpened(db, month));
  return `${isPast ? monthAfter(month) : month}-${String(opensOn).padStart(2, '0')}`;
}
