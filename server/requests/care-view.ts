/** What a reader may know of the visit, of how it was closed, of what its requester thought, and of who wrote it down. */
import type { CaptureOrigin, RequestView } from '#contract/requests.ts';
import { addBusinessDays, type Calendar } from '#server/calendars/index.ts';
import type { Actor } from '#server/shared/policy.ts';
import { requestPolicy } from './policy.ts';
import type { RequestRow, ViewedRow } from './rows.ts';
import { RATE_WITHIN_DAYS } from './rules.ts';
import { calendarOf, type Surroundings } from './surroundings.ts';

type Rated = Pick<RequestRow, 'state' | 'resolved_at' | 'ended_at'> & Partial<Pick<RequestRow, 'read_only'>>;

/** Until when it may be given or changed; null: there is no solution to have an opinion of. */
export function rateBy(row: Rated, calendar: Calendar): Date | null {
  if (row.read_only || row.resolved_at === null || (row.state !== 'resolved' && row.state !== 'closed')) return null;
  return addBusinessDays(calendar, row.ended_at ?? row.resolved_at, RATE_WITHIN_DAYS);
}

type Reading = { context: Surroundings; actor: Actor; withThread: boolean; withInternal: boolean };
type Care = Pick<RequestView, 'visit' | 'closing' | 'satisfaction' | 'capture'>;

export function careOf(row: ViewedRow, reading: Reading): Care {
  const { actor, withThread, withInternal } = reading;
  return {
    visit: withThread ? visitOf(row) : null,
    closing: withInternal ? closingOf(row) : null,
    satisfaction: withInternal || requestPolicy.may('settle', actor, row) ? satisfactionOf(row, reading) : null,
    capture: withThread ? captureView(row, actor) : null,
  };
}

function visitOf(row: ViewedRow): Care['visit'] {
  if (row.state !== 'scheduled' || row.scheduled_at === null) return null;
  return {
    at: row.scheduled_at.toISOString(),
    where: row.scheduled_where ?? '',
    acceptedAt: row.visit_accepted_at?.toISOString() ?? null,
  };
}

const closingOf = (row: ViewedRow): Care['closing'] =>
  row.closure_code === null && row.cause === null && row.spent_minutes === null
    ? null
    : {
        code: row.closure_code,
        cause: row.cause === null ? null : { es: row.cause, en: row.cause_en ?? '' },
        spentMinutes: row.spent_minutes,
      };

/** Null: there is nothing to have an opinion of, and none was given. */
function satisfactionOf(row: ViewedRow, { context }: Reading): Care['satisfaction'] {
  const until = rateBy(row, calendarOf(context, row));
  if (until === null && row.satisfaction === null) return null;
  return {
    score: row.satisfaction,
    comment: row.satisfaction_comment ?? '',
    at: row.satisfaction_at?.toISOString() ?? null,
    until: until?.toISOString() ?? null,
  };
}

export function captureView(row: ViewedRow, actor: Actor): Care['capture'] {
  if (row.capture_origin === null) return null;
  return {
    by: row.captured_by_name ?? '',
    mine: actor.kind === 'person' && row.captured_by === actor.id,
    origin: row.capture_origin as CaptureOrigin,
    number: row.capture_number,
    date: row.capture_date,
  };
}
