/** Calendars as the contract shows them. */
import type { AttachmentView } from '#contract/attachments.ts';
import type { CalendarImpact, CalendarView, ClosureView, listCalendars } from '#contract/calendars.ts';
import type { WeekHours } from '#contract/hours.ts';
import type { ReplyOf } from '#contract/operation.ts';
import type { PersonCard } from '#server/accounts/index.ts';
import type { CalendarRow, ClosureRow, VersionRow } from '#server/calendars/index.ts';
import { localDay } from '#server/calendars/index.ts';
import { refOf } from '#server/records/index.ts';
import type { Moved } from '#server/requests/index.ts';
import type { Level } from '#server/service-levels/index.ts';

type Summary = ReplyOf<typeof listCalendars>['calendars'][number];
type Week = Summary['hours'];

/** As it travels: lists of its own. */
const week = (hours: WeekHours): Week => {
  const day = (number: 1 | 2 | 3 | 4 | 5 | 6 | 7) => hours[number].map((interval) => [...interval]);
  return { 1: day(1), 2: day(2), 3: day(3), 4: day(4), 5: day(5), 6: day(6), 7: day(7) };
};

type Editions = CalendarRow['editions'];

/** The hours in force on a local day: of those that began by then, the last begun, and of two of one day the last decided. */
function inForce(editions: Editions, day: string): Editions[number] {
  const begun = editions.filter((edition) => (edition.from ?? '') <= day);
  const last = begun.toSorted((a, b) => (a.from ?? '').localeCompare(b.from ?? '') || a.number - b.number).at(-1);
  if (last === undefined) throw new Error('a calendar without hours');
  return last;
}

export type Among = { readonly levels: readonly Level[]; readonly timeZone: string; readonly now: Date };

export function toSummary(row: CalendarRow, among: Among): Summary {
  const { timeZone, hours } = inForce(row.editions, localDay(among.timeZone, among.now));
  return {
    id: row.id as Summary['id'],
    name: row.name,
    version: row.version,
    timeZone: timeZone ?? among.timeZone,
    hours: week(hours as WeekHours),
    levels: among.levels
      .filter((level) => level.calendarId === row.id && level.retiredAt === null)
      .map(({ id, code, name }) => ({ id, code, name })),
  };
}

const toClosure = (row: ClosureRow, files: ReadonlyMap<string, AttachmentView[]>): ClosureView => ({
  id: row.id as ClosureView['id'],
  day: row.day,
  name: row.name,
  kind: row.kind,
  basis: row.basis,
  notice: row.notice,
  attachments: files.get(row.carrier) ?? [],
});

type Shown = {
  readonly files: ReadonlyMap<string, AttachmentView[]>;
  readonly versions: readonly VersionRow[];
  readonly people: ReadonlyMap<string, PersonCard>;
};

export const toView = (row: CalendarRow, among: Among, { files, versions, people }: Shown): CalendarView => ({
  ...toSummary(row, among),
  closures: row.closures.map((closure) => toClosure(closure, files)),
  versions: versions.map((version) => ({
    number: version.number,
    change: version.change,
    effectiveDay: version.effective_day,
    timeZone: version.time_zone,
    hours: version.working_hours === null ? null : week(version.working_hours as WeekHours),
    reason: version.reason,
    madeAt: version.made_at.toISOString(),
    madeBy: version.made_by === null ? null : (people.get(version.made_by)?.fullName ?? null),
    days: version.closures.map(({ day, name, kind }) => ({ day, name, kind })),
  })),
});

const SHOWN = 20;

type Counts = Omit<CalendarImpact, 'requests'>;

/** `moves`: by new deadline. */
export const toImpact = (
  counts: Counts,
  moves: readonly Omit<Moved, 'id' | 'agent_id' | 'requester_id'>[],
): CalendarImpact => ({
  ...counts,
  requests: moves.slice(0, SHOWN).map((move) => ({
    ref: refOf(move),
    folio: move.folio,
    subject: move.subject,
    resolutionBefore: move.resolution_before.toISOString(),
    resolutionAfter: move.resolution_after.toISOString(),
    firstResponseBefore: move.first_response_before.toISOString(),
    firstResponseAfter: move.first_response_after.toISOString(),
  })),
});
