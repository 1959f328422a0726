/** Who is away in the demonstration: one colleague now, with open requests to hand over, and one next week. */
import { type AbsenceKind, setAbsence } from '#contract/teams.ts';
import { localDay } from '../calendars/index.ts';
import { DAY, later } from '../shared/clock.ts';
import type { Inhabitants } from './people.ts';
import type { ReplayHouse } from './replay-house.ts';

type Away = { who: string; deputy: string; kind: AbsenceKind; from: number; to: number };

/** Days from today. Nobody of the sign-in page: whoever enters finds themselves at work. */
const AWAY: readonly Away[] = [
  { who: 'agent-si', deputy: 'agent-co', kind: 'vacation', from: -1, to: 3 },
  { who: 'agent-co', deputy: 'agent-si', kind: 'training', from: 7, to: 8 },
];

export async function sendAway(
  replay: ReplayHouse,
  given: { inhabitants: Inhabitants; timeZone: string; now: Date },
): Promise<void> {
  const { inhabitants, timeZone, now } = given;
  const actorOf = (key: string) => {
    const actor = inhabitants.get(key)?.actor;
    if (actor === undefined) throw new Error(`the demonstration sends somebody away who does not exist: ${key}`);
    return actor;
  };
  const day = (days: number): string => localDay(timeZone, later(now, days * DAY));
  for (const { who, deputy, kind, from, to } of AWAY)
    await replay.call(setAbsence, actorOf('owner'), {
      body: { personId: actorOf(who).id, deputyId: actorOf(deputy).id, kind, from: day(from), to: day(to) },
    });
}
