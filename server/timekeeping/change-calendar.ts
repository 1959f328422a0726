/**
 * Changing a calendar: what it would move is shown first; made, it is one act of the record, and what is open is counted
 * anew before the answer goes out.
 */
import type { CalendarChange, CalendarImpact, changeCalendar } from '#contract/calendars.ts';
import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import { outrun } from '#server/accounts/index.ts';
import { attachTo } from '#server/attachments/index.ts';
import {
  applyChange,
  type CalendarRow,
  localDay,
  lockCalendar,
  type Planned,
  planChange,
  selectCalendar,
  toCounting,
} from '#server/calendars/index.ts';
import { readInstitutionRow } from '#server/institution/index.ts';
import { impactOf, keepImpact, movesOf, recountCalendar } from '#server/requests/index.ts';
import type { Json } from '#server/shared/canonical.ts';
import { Fault } from '#server/shared/fault.ts';
import { entriesOf } from '#server/shared/history.ts';
import type { House } from '#server/shared/house.ts';
import { type Actor, allow, personOf } from '#server/shared/policy.ts';
import type { OneEffect, Reader, Work } from '#server/shared/store.ts';
import { calendarPolicy } from './policy.ts';
import { readOne } from './read-calendars.ts';
import { toImpact } from './view.ts';

const CHANGED = 'calendar.changed';

type Asked = { readonly row: CalendarRow; readonly change: CalendarChange; readonly now: Date };

/** What the change makes of the calendar, and what that moves; refused where it would move nothing that is open. */
async function plan(db: Reader, settled: Work['settled'], { row, change, now }: Asked) {
  const { timeZone } = await readInstitutionRow(db);
  const today = localDay(toCounting(row, timeZone).plain.timeZone, now);
  const planned = planChange(row, change, today);
  const counting = toCounting(planned.after, timeZone);
  const impact = await impactOf(db, settled, { calendarId: row.id, counting, now });
  if (planned.isPast && impact.moved.length === 0) throw new Fault('calendar.nothing-changes', { day: dayOf(planned) });
  return { planned, impact };
}

/** The days it closes or opens, in order. */
const daysOf = ({ added, ended }: Planned): string[] => [...added, ...ended].map((closure) => closure.day).toSorted();
const dayOf = ({ added, ended }: Planned): string => added.at(-1)?.day ?? ended.at(-1)?.day ?? '';

type Found = Awaited<ReturnType<typeof plan>>['impact'];

const countsOf = ({ open, moved, promisedDays, toBreached, toInTime }: Found) => ({
  open,
  moved: moved.length,
  promisedDays,
  toBreached,
  toInTime,
});

export async function preview(
  house: House,
  actor: Actor,
  asked: { id: string; change: CalendarChange },
): Promise<CalendarImpact> {
  const { read, settled } = house.store;
  const row = allow(calendarPolicy, 'administer', { actor, thing: await selectCalendar(read, asked.id) });
  const { planned, impact } = await plan(read, settled, { row, change: asked.change, now: house.clock.now() });
  const moves = impact.moved.map(({ before, after }) => ({
    ...before,
    first_response_before: before.first_response_due_at,
    first_response_after: after.first_response_due_at,
    resolution_before: before.resolution_due_at,
    resolution_after: after.resolution_due_at,
  }));
  return toImpact(
    { ...countsOf(impact), days: daysOf(planned) },
    moves.toSorted((a, b) => a.resolution_after.getTime() - b.resolution_after.getTime()),
  );
}

type On = { id: string; body: BodyOf<typeof changeCalendar>; once: OneEffect | null };

export async function change(house: House, actor: Actor, on: On): Promise<ReplyOf<typeof changeCalendar>> {
  const { id, body, once } = on;
  const answer = { number: body.version + 1 };
  const { number } = await house.store.changeOnce(actor, { once, answer }, (work) => make(work, id, body));
  await recountCalendar(house, id);
  return { calendar: await readOne(house, actor, id), impact: await impactOfChange(house.store.read, id, number) };
}

async function make(work: Work, id: string, body: On['body']): Promise<void> {
  const row = allow(calendarPolicy, 'administer', { actor: work.actor, thing: await lockCalendar(work, id) });
  if (row.version !== body.version) throw await outrun(work.db, { stream: `calendar:${id}`, actor: work.actor });
  const { planned, impact } = await plan(work.db, work.settled, { row, change: body.change, now: work.now });
  await applyChange(work, planned, body.reason);
  const [first] = planned.added;
  if (body.change.kind === 'close' && first !== undefined)
    await attachTo(work, {
      ownerId: personOf(work.actor).id,
      sentWith: first.id,
      ids: body.change.attachments,
    });
  const number = planned.after.version;
  await keepImpact(work, { calendarId: id, number }, impact);
  await work.record({
    stream: `calendar:${id}`,
    fact: CHANGED,
    data: { calendarId: id, number, ...saidOf(planned), ...countsOf(impact) },
  });
}

/** Small values alone: hours and names stand in the version, the reason too. */
function saidOf(planned: Planned): Record<string, Json> {
  const { change: kind, hours } = planned;
  if (hours !== null) return { change: kind, effectiveDay: hours.from };
  return { change: kind, days: daysOf(planned) };
}

/** As it was recorded: asked for again, the same answer. */
async function impactOfChange(db: Reader, calendarId: string, number: number): Promise<CalendarImpact> {
  const [entries, moves] = await Promise.all([
    entriesOf(db, `calendar:${calendarId}`),
    movesOf(db, { calendarId, number }),
  ]);
  const entry = entries.find((each) => each.fact === CHANGED && (each.data as { number?: number }).number === number);
  const said = (entry?.data ?? {}) as Partial<Omit<CalendarImpact, 'requests'>>;
  const { days = [], open = 0, moved = 0, promisedDays = 0, toBreached = 0, toInTime = 0 } = said;
  return toImpact({ days, open, moved, promisedDays, toBreached, toInTime }, moves);
}
