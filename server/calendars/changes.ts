/** What a change makes of a calendar: how it would stand then, and the rows that make it so. */
import type { CalendarChange } from '#contract/calendars.ts';
import type { LocalText } from '#contract/shapes.ts';
import { Fault } from '../shared/fault.ts';
import { newId } from '../shared/ids.ts';
import type { Work } from '../shared/store.ts';
import { holidayIn } from './holidays.ts';
import {
  type CalendarRow,
  type ClosureKind,
  type ClosureRow,
  endClosure,
  insertClosures,
  insertVersion,
  type NewClosure,
  type StoredEdition,
} from './rows.ts';

export type Planned = {
  /** The calendar as it would stand. */
  readonly after: CalendarRow;
  readonly change: 'hours' | 'closed' | 'opened';
  readonly hours: Omit<StoredEdition, 'number'> | null;
  readonly added: readonly (NewClosure & { readonly kind: ClosureKind })[];
  readonly ended: readonly ClosureRow[];
  /** Every day it touches lies before today: it must move something, or it is a mistake. */
  readonly isPast: boolean;
};

const named = ({ es, en }: { es: string; en: string }): LocalText => ({ es, en: en === '' ? es : en });

/**
 * `today`: YYYY-MM-DD where the calendar is. Refuses hours that would rewrite what is past (`calendar.past-day`), a day
 * closed twice (`calendar.closed-already`), a rule that closes no day to come (`calendar.rule-never`) and the opening of a day that is not closed (`not-found`).
 */
export function planChange(row: CalendarRow, change: CalendarChange, today: string): Planned {
  if (change.kind === 'hours') return planHours(row, change, today);
  if (change.kind === 'open') return planOpening(row, change, today);
  return planClosing(row, change.kind === 'close' ? announced(change) : ruled(row, change, today), today);
}

type Of<Kind extends CalendarChange['kind']> = Extract<CalendarChange, { kind: Kind }>;
const NONE = { hours: null, added: [], ended: [] } as const;

function planHours(row: CalendarRow, change: Of<'hours'>, today: string): Planned {
  if (change.effectiveDay < today) throw new Fault('calendar.past-day');
  const { effectiveDay: from, timeZone, hours } = change;
  const number = row.version + 1;
  const after = { ...row, version: number, editions: [...row.editions, { number, from, timeZone, hours }] };
  return { ...NONE, after, change: 'hours', hours: { from, timeZone, hours }, isPast: false };
}

function planOpening(row: CalendarRow, change: Of<'open'>, today: string): Planned {
  const ended = row.closures.filter((closure) => change.closures.some((id) => id === closure.id));
  if (ended.length !== new Set(change.closures).size) throw new Fault('not-found');
  const closures = row.closures.filter((closure) => !ended.includes(closure));
  const isPast = ended.every((closure) => closure.day < today);
  return { ...NONE, after: { ...row, version: row.version + 1, closures }, change: 'opened', ended, isPast };
}

const announced = (change: Of<'close'>) =>
  [...new Set(change.days)]
    .toSorted()
    .map((day) => ({ day, name: named(change.name), kind: change.closure, basis: '', notice: change.notice }));

/** Only days to come, and only those that are open: a rule rewrites nothing. */
function ruled(row: CalendarRow, change: Of<'rule'>, today: string) {
  const closed = new Set(row.closures.map((closure) => closure.day));
  const years = Array.from(
    { length: Math.max(0, change.toYear - change.fromYear + 1) },
    (_, at) => change.fromYear + at,
  );
  const days = years.map((year) => holidayIn(change.rule, year)).filter((day) => day !== null && day >= today);
  const free = days.filter((day) => day !== null && !closed.has(day));
  const [first] = days;
  if (free.length === 0 && first) throw new Fault('calendar.closed-already', { day: first });
  if (free.length === 0) throw new Fault('calendar.rule-never');
  return free.flatMap((day) =>
    day === null ? [] : [{ day, name: named(change.name), kind: change.closure, basis: change.basis, notice: '' }],
  );
}

type Closing = Omit<ClosureRow, 'id' | 'carrier'>;

function planClosing(row: CalendarRow, days: readonly Closing[], today: string): Planned {
  const twice = days.find((each) => row.closures.some((closure) => closure.day === each.day));
  if (twice) throw new Fault('calendar.closed-already', { day: twice.day });
  const added = days.map((each) => ({ ...each, id: newId() }));
  const carrier = added[0]?.id ?? '';
  const closures = [...row.closures, ...added.map((each) => ({ ...each, carrier }))];
  const isPast = added.every((closure) => closure.day < today);
  return { ...NONE, after: { ...row, version: row.version + 1, closures }, change: 'closed', added, isPast };
}

/** Writes what was planned on the row that is held. */
export async function applyChange(work: Work, planned: Planned, reason: string): Promise<void> {
  const { after, added, ended, hours } = planned;
  const version = { calendarId: after.id, number: after.version, reason };
  if (hours !== null) await insertVersion(work, { ...version, change: 'hours', hours });
  else await insertVersion(work, { ...version, change: planned.change === 'opened' ? 'opened' : 'closed' });
  await insertClosures(work.db, { calendarId: after.id, since: after.version }, added);
  for (const closure of ended) await endClosure(work.db, closure.id, after.version);
}
