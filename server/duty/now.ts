/** Who is on call at this moment: for the desk, for whoever is told of deadlines, and for whoever asks outside hours. */
import type { readDutyNow, readDutyPhone } from '#contract/duty.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { actingPerson, allTeams } from '#server/accounts/index.ts';
import { calendarById, calendarIdsByKey, nextOpening } from '#server/calendars/index.ts';
import { type Institution, readInstitutionRow } from '#server/institution/index.ts';
import { mayReadThread } from '#server/requests/index.ts';
import { DAY, later } from '#server/shared/clock.ts';
import type { House } from '#server/shared/house.ts';
import { type Actor, personOf } from '#server/shared/policy.ts';
import type { Reader } from '#server/shared/store.ts';
import { unreadBy } from './handover-rows.ts';
import { nextOf, owedBy, shiftsAt } from './rows.ts';
import { onDuty, viewShift } from './view.ts';

/** A note nobody wrote is asked for so long. */
const OWED_FOR = 7 * DAY;

type Now = ReplyOf<typeof readDutyNow>;

export async function readNow(house: House, actor: Actor): Promise<Now> {
  const db = house.store.read;
  const now = house.clock.now();
  const { id } = personOf(actor);
  const [shifts, teams, mine, owed, toRead] = await Promise.all([
    shiftsAt(db, now),
    allTeams(db),
    nextOf(db, id, now),
    owedBy(db, id, { from: later(now, -OWED_FOR), to: now }),
    unreadBy(db, id),
  ]);
  const byRank = (teamId: string | null): number => teams.findIndex((team) => team.id === teamId);
  return {
    items: shifts
      .toSorted((a, b) => byRank(a.teamId) - byRank(b.teamId))
      .map((shift) => ({
        shiftId: shift.id as Now['items'][number]['shiftId'],
        teamId: shift.teamId as Now['items'][number]['teamId'],
        teamName: teams.find((team) => team.id === shift.teamId)?.name ?? null,
        person: onDuty(shift),
        phone: shift.phone,
        until: shift.to.toISOString(),
      })),
    mine: mine === undefined ? null : viewShift(mine, actor, now),
    owed: owed.map((shift) => ({
      shiftId: shift.id as Now['owed'][number]['shiftId'],
      teamId: shift.teamId as Now['owed'][number]['teamId'],
      from: shift.from.toISOString(),
      to: shift.to.toISOString(),
    })),
    toRead: toRead.map((note) => ({
      id: note.id,
      shiftId: note.shiftId as Now['toRead'][number]['shiftId'],
      authorName: note.authorName,
      closedAt: note.closedAt.toISOString(),
    })),
  };
}

/** The hours of the office: of the calendar the desk was set up with. */
const OFFICE = 'office';

async function isOfficeClosed(db: Reader, at: Date, institution: Institution): Promise<boolean> {
  const ids = await calendarIdsByKey(db);
  const id = ids.get(OFFICE) ?? [...ids.values()][0];
  return id === undefined || nextOpening(await calendarById(db, id, institution.timeZone), at) !== null;
}

/**
 * Ids of those on call for a team, or for the whole desk, while the office was closed at that instant; nobody within its
 * hours, and nobody who may not read the request.
 */
export async function onCallWhenClosed(
  house: House,
  of: { teamId: string | null; requestId: string; at: Date },
): Promise<string[]> {
  const db = house.store.read;
  const shifts = (await shiftsAt(db, of.at)).filter(({ teamId }) => teamId === null || teamId === of.teamId);
  if (shifts.length === 0 || !(await isOfficeClosed(db, of.at, await readInstitutionRow(db)))) return [];
  const found: string[] = [];
  for (const id of new Set(shifts.map((shift) => shift.personId))) {
    const person = await actingPerson(db, { personId: id, sessionId: '' });
    if (person !== null && (await mayReadThread(db, of.requestId, person))) found.push(id);
  }
  return found;
}

/** Empty within hours, where nobody is on call for the whole desk, and unless the institution shows it. */
export async function readPhone(house: House): Promise<ReplyOf<typeof readDutyPhone>> {
  const nothing = { phone: null, until: null };
  const db = house.store.read;
  const institution = await readInstitutionRow(db);
  if (!institution.dutyPhoneShown) return nothing;
  const now = house.clock.now();
  const shift = (await shiftsAt(db, now)).find(({ teamId }) => teamId === null);
  if (shift === undefined || !(await isOfficeClosed(db, now, institution))) return nothing;
  return { phone: shift.phone, until: shift.to.toISOString() };
}
