/**
 * A succession whose day has come: people with their offices, open requests and forms under way pass over in small acts, so that
 * a cut loses nothing and nobody waits long; then what names the agency and is nobody's to decide anew, then the children, and it is
 * done. What came late in between is taken along for a day.
 */
import type { AgencyId } from '#contract/agencies.ts';
import { movePeople } from '#server/accounts/index.ts';
import {
  addPassed,
  adoptChildren,
  dueSuccessions,
  type Succession,
  saveSuccessionDone,
  standingAgency,
} from '#server/agencies/index.ts';
import { followAgencyInAnnouncements } from '#server/announcements/index.ts';
import { followAgencyInDeactivations } from '#server/deactivations/index.ts';
import { followAgencyInDirectories } from '#server/directories/index.ts';
import { moveFormsUnderWay } from '#server/enrolments/index.ts';
import { readInstitutionRow, todayAt } from '#server/institution/index.ts';
import { followAgencyInMovements } from '#server/movements/index.ts';
import { moveOpenRequests } from '#server/requests/index.ts';
import { DAY, later } from '#server/shared/clock.ts';
import type { House } from '#server/shared/house.ts';
import { system } from '#server/shared/policy.ts';
import type { Work } from '#server/shared/store.ts';
import { letBack } from '#server/staff-rolls/index.ts';

const AT_ONCE = 100;

/** Nothing is left to pass over, or another node did it. */
class NothingLeft extends Error {}

type Passing = { readonly succession: Succession; readonly to: AgencyId };

async function passPeople(work: Work, { succession, to }: Passing): Promise<void> {
  const { id, agencyId: from } = succession;
  const moved = await movePeople(work, { from, to, most: AT_ONCE });
  if (moved.length === 0) throw new NothingLeft();
  await addPassed(work, id, { people: moved.length });
  // Nobody is left there to confirm them: the silence of the former agency has no say any more.
  await letBack(work, moved);
  for (const personId of moved)
    await work.record({
      stream: `person:${personId}`,
      fact: 'account.agency-succeeded',
      data: { personId, fromAgencyId: from, agencyId: to, successionId: id },
    });
}

async function passRequests(work: Work, { succession, to }: Passing): Promise<void> {
  const { id, agencyId } = succession;
  const requestIds = await moveOpenRequests(work, { from: agencyId, to, most: AT_ONCE });
  if (requestIds.length === 0) throw new NothingLeft();
  await addPassed(work, id, { requests: requestIds.length });
  await work.record({
    stream: `agency:${agencyId}`,
    fact: 'agency.requests-passed',
    data: { agencyId, successionId: id, to, requestIds },
  });
}

async function passForms(work: Work, { succession, to }: Passing): Promise<void> {
  const { id, agencyId } = succession;
  const enrolmentIds = await moveFormsUnderWay(work, { from: agencyId, to });
  if (enrolmentIds.length === 0) throw new NothingLeft();
  await addPassed(work, id, { enrolments: enrolmentIds.length });
  await work.record({
    stream: `agency:${agencyId}`,
    fact: 'agency.enrolments-passed',
    data: { agencyId, successionId: id, to, enrolmentIds },
  });
}

/**
 * What waits for a day or speaks to its people, and would be lost in silence: rules of assignment and services offered change what
 * the successor's own people get, and are left to whoever administers the desk.
 */
async function passNames(work: Work, { succession, to }: Passing): Promise<void> {
  const { id, agencyId } = succession;
  const of = { from: agencyId, to };
  const passed = {
    deactivationIds: await followAgencyInDeactivations(work, of),
    movementIds: await followAgencyInMovements(work, of),
    announcementIds: await followAgencyInAnnouncements(work, of),
    directoryIds: await followAgencyInDirectories(work, of),
  };
  if (Object.values(passed).every((ids) => ids.length === 0)) throw new NothingLeft();
  await work.record({
    stream: `agency:${agencyId}`,
    fact: 'agency.names-passed',
    data: { agencyId, successionId: id, to, ...passed },
  });
}

async function finish(work: Work, { succession, to }: Passing): Promise<void> {
  const { id, agencyId } = succession;
  if (!(await saveSuccessionDone(work, id))) throw new NothingLeft();
  const children = await adoptChildren(work, agencyId, to);
  await work.record({
    stream: `agency:${agencyId}`,
    fact: 'agency.succeeded',
    data: { agencyId, successionId: id, successorId: to, children },
  });
}

/** Until nothing is left of it. */
async function all(
  house: House,
  succession: Succession,
  step: (work: Work, passing: Passing) => Promise<void>,
): Promise<void> {
  for (;;) {
    try {
      await house.store.change(system('succession'), async (work) =>
        step(work, { succession, to: await standingAgency(work, succession.agencyId) }),
      );
    } catch (error) {
      if (error instanceof NothingLeft) return;
      throw error;
    }
  }
}

/** By the institution's calendar, on whichever node; one that fails is told in the log and tried again at the next turn. */
export async function followSuccessions(house: House): Promise<void> {
  const db = house.store.read;
  const now = house.clock.now();
  const today = todayAt(await readInstitutionRow(db), now);
  for (const succession of await dueSuccessions(db, { today, since: later(now, -DAY) })) {
    try {
      for (const step of [passPeople, passRequests, passForms, passNames, finish]) await all(house, succession, step);
    } catch (error) {
      house.log.error({ err: error, successionId: succession.id }, 'a succession could not be followed');
    }
  }
}
