/** The account of both deadlines: what they are counted from, and every line of the counting. */
import type { ReplyOf } from '#contract/operation.ts';
import type { readRequestClock } from '#contract/requests.ts';
import { accountFor, type Calendar, editionsOf, type Line, localDay, type Pause } from '#server/calendars/index.ts';
import type { ClockView } from '#server/service-levels/index.ts';
import type { House } from '#server/shared/house.ts';
import { type Actor, allow } from '#server/shared/policy.ts';
import { noteReading } from './audited.ts';
import { pausesOf } from './clock-rows.ts';
import { clockStart, clocksOf, pausesOfClocks } from './clock-rules.ts';
import { requestPolicy } from './policy.ts';
import { findRequest, type RequestRow, type Which } from './rows.ts';
import { calendarOf, found, surroundings } from './surroundings.ts';

type Reply = ReplyOf<typeof readRequestClock>;
type ShownLine = Reply['resolution']['account'][number];

const NOTHING = { minutes: 0, skipped: 0, reason: null, day: null, name: null, calendarVersion: null };

function shown(line: Line): ShownLine {
  const when = { from: line.from.toISOString(), to: line.to?.toISOString() ?? null };
  return { ...NOTHING, ...line, ...when, reason: line.kind === 'pause' ? (line.reason as ShownLine['reason']) : null };
}

type Asked = { row: RequestRow; calendar: Calendar; minutes: number; pauses: readonly Pause[] };

function accountOf({ row, calendar, minutes, pauses }: Asked, view: ClockView) {
  const { account } = accountFor({ calendar, start: clockStart(row), minutes, pauses });
  return {
    targetMinutes: minutes,
    dueAt: view.dueAt.toISOString(),
    status: view.status,
    minutesLeft: view.minutesLeft,
    account: account.map(shown),
  };
}

export async function readClock(house: House, actor: Actor, which: Which): Promise<Reply> {
  const { read, settled } = house.store;
  const row = allow(requestPolicy, 'see-summary', { actor, thing: await findRequest(read, which, actor) });
  noteReading(house, actor, row, { what: 'clock' });
  const [among, pauses] = await Promise.all([surroundings(settled, row.settled_version), pausesOf(read, row.id)]);
  const calendar = calendarOf(among, row);
  const now = house.clock.now();
  const clocks = clocksOf(row, calendar, now);
  const counted = pausesOfClocks(row, pauses);
  const asked = { row, calendar };
  const stoppedAt = row.resolved_at ?? row.ended_at;
  const level = found(among.levels, row.level_id);
  return {
    requestId: row.id as Reply['requestId'],
    folio: row.folio,
    state: row.state,
    registeredAt: clockStart(row).toISOString(),
    asOf: now.toISOString(),
    level: { id: level.id, code: level.code, name: level.name, version: row.level_version },
    calendar: calendarShown(row, calendar),
    firstResponse: {
      ...accountOf(
        { ...asked, minutes: row.first_response_minutes, pauses: counted.firstResponse },
        clocks.firstResponse,
      ),
      riskAt: row.first_response_risk_at?.toISOString() ?? null,
      stoppedAt: (row.first_response_at ?? stoppedAt)?.toISOString() ?? null,
    },
    resolution: {
      ...accountOf({ ...asked, minutes: row.resolution_minutes, pauses: counted.resolution }, clocks.resolution),
      riskAt: row.resolution_risk_at?.toISOString() ?? null,
      stoppedAt: stoppedAt?.toISOString() ?? null,
    },
  };
}

const NAMELESS = { es: '', en: '' };

function calendarShown(row: RequestRow, calendar: Calendar): Reply['calendar'] {
  const { id, name, number, timeZone, closures, names } = calendar;
  const [from, to] = [localDay(timeZone, clockStart(row)), localDay(timeZone, row.resolution_due_at)];
  const days = [...closures].filter((day) => from <= day && day <= to).toSorted();
  const list = (hours: readonly (readonly string[])[]) => hours.map((interval) => [...interval]);
  return {
    id: id as Reply['calendar']['id'],
    name: name ?? NAMELESS,
    version: number ?? 1,
    timeZone,
    countsOnDuty: row.counts_on_duty,
    editions: editionsOf(calendar).map(({ number: edition, from: since, timeZone: zone, hours }) => ({
      number: edition,
      from: since,
      timeZone: zone,
      hours: {
        1: list(hours[1]),
        2: list(hours[2]),
        3: list(hours[3]),
        4: list(hours[4]),
        5: list(hours[5]),
        6: list(hours[6]),
        7: list(hours[7]),
      },
    })),
    closures: days.map((day) => ({ day, name: names?.get(day) ?? NAMELESS })),
  };
}
