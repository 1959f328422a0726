/** Guardia in the demonstration: who is on call these weeks, and what they left to who came next. */
import type * as v from 'valibot';
import { addShifts, listShifts, type ShiftView } from '#contract/duty.ts';
import { closeHandover, confirmHandover } from '#contract/handovers.ts';
import { allTeams } from '../accounts/index.ts';
import { fromLocal, localDay } from '../calendars/index.ts';
import { DAY, later, MINUTE } from '../shared/clock.ts';
import type { Duty } from './data.ts';
import type { Inhabitants } from './people.ts';
import type { ReplayHouse } from './replay-house.ts';

type Script = v.InferOutput<typeof Duty> & {
  readonly inhabitants: Inhabitants;
  readonly timeZone: string;
  readonly now: Date;
};
type Note = Script['notes'][number];

const WEEKS = 5;
const dayAfter = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10);
/** The Monday of the week before that of `now`. */
function mondayBefore(timeZone: string, now: Date): string {
  const today = localDay(timeZone, now);
  const sinceMonday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  return dayAfter(today, -sinceMonday - 7);
}

/** Arranged by Servicios Generales before they began; the notes written as each shift ended. */
export async function playDuty(replay: ReplayHouse, script: Script): Promise<void> {
  const { inhabitants, timeZone, now } = script;
  const actorOf = (key: string) => {
    const found = inhabitants.get(key);
    if (found === undefined) throw new Error(`the demonstration names somebody on call who does not exist: ${key}`);
    return found.actor;
  };
  const owner = actorOf('owner');
  const teams = new Map((await allTeams(replay.house.store.read)).map((team) => [team.key, team.id]));
  const teamOf = (key: string | null): string | null => (key === null ? null : (teams.get(key) ?? null));
  const monday = mondayBefore(timeZone, now);
  replay.moveTo(fromLocal(timeZone, `${monday}T08:00`));
  for (const { team, people, weekdays, from, nights, to, note } of script.rosters)
    await replay.call(addShifts, owner, {
      body: {
        teamId: teamOf(team),
        people: people.map((key) => actorOf(key).id),
        phone: '',
        note,
        from: `${monday}T${from}`,
        to: `${dayAfter(monday, nights)}T${to}`,
        repeat: { weekdays, weeks: WEEKS },
        without: [],
      },
    });
  const query = { from: monday, to: localDay(timeZone, now) };
  const { items } = (await replay.call(listShifts, owner, { query })).reply;
  const ended = items.filter((shift) => new Date(shift.to) <= now);
  const shiftOf = (note: Note): ShiftView | undefined =>
    ended.filter((shift) => shift.teamId === teamOf(note.team)).at(-note.back);
  for (const note of script.notes) {
    const shift = shiftOf(note);
    // Early in the week a shift has not ended yet.
    if (shift === undefined) continue;
    const author = [...inhabitants.values()].find(({ actor }) => actor.id === shift.person.id);
    if (author === undefined) continue;
    replay.moveTo(later(new Date(shift.to), -5 * MINUTE));
    const call = { params: { id: shift.id }, body: { body: note.text } };
    const { reply } = await replay.call(closeHandover, author.actor, call);
    if (note.confirmedBy === null) continue;
    replay.moveTo(later(new Date(shift.to), -MINUTE));
    const confirmed = { params: { id: reply.id }, body: { version: reply.version } };
    await replay.call(confirmHandover, actorOf(note.confirmedBy), confirmed);
  }
}
