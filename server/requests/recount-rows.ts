/** SQL of counting anew what is open when a calendar changes. */
import { sql } from 'kysely';
import { settledVersion } from '#server/shared/settled.ts';
import type { Reader, Work, Writer } from '#server/shared/store.ts';
import type { PauseRow } from './clock-rows.ts';
import type { Deadlines } from './clock-rules.ts';
import type { NextResponse } from './next-response.ts';
import type { RequestRow } from './rows.ts';
import type { StillState } from './rules.ts';

const COLUMNS = [
  'id',
  'folio',
  'series',
  'year',
  'sequence',
  'subject',
  'state',
  'level_id',
  'calendar_id',
  'counts_on_duty',
  'registered_at',
  'clock_from',
  'scheduled_at',
  'first_response_at',
  'first_response_minutes',
  'resolution_minutes',
  'at_risk_percent',
  'next_response_minutes',
  'next_response_since',
  'next_response_due_at',
  'next_response_risk_at',
  'next_response_stage',
  'first_response_due_at',
  'first_response_risk_at',
  'resolution_due_at',
  'resolution_risk_at',
  'first_response_stage',
  'resolution_stage',
  'paused_at',
  'agent_id',
  'requester_id',
] as const;

export type OpenRow = Pick<RequestRow, (typeof COLUMNS)[number]> & {
  readonly settled_version: number;
  readonly pauses: readonly PauseRow[];
};
type Raw = Omit<OpenRow, 'pauses'> & { pauses: readonly { reason: StillState; from: string; to: string | null }[] };

export type Page = { readonly calendarId: string; readonly after: string; readonly limit: number };

/** Before every id. */
export const FIRST = '00000000-0000-0000-0000-000000000000';

/** Open requests that count on a calendar, or may: those that name none count as their level does. By id. */
export async function openOn(db: Reader, page: Page, hold: 'hold' | null = null): Promise<OpenRow[]> {
  const { rows } = await sql<Raw>`
    select ${sql.join(COLUMNS.map((name) => sql.ref(`r.${name}`)))}, ${settledVersion} as settled_version,
      (select coalesce(jsonb_agg(jsonb_build_object('reason', p.reason, 'from', p.from_at, 'to', p.to_at)
        order by p.opened_by), '[]') from request_pauses p where p.request_id = r.id) as pauses
    from requests r
    where r.state not in ('resolved', 'closed', 'cancelled', 'rejected')
      and (r.calendar_id = ${page.calendarId} or r.calendar_id is null) and r.id > ${page.after}
    order by r.id limit ${page.limit}
    ${hold === null ? sql`` : sql`for update of r`}`.execute(db);
  return rows.map((row) => ({
    ...row,
    pauses: row.pauses.map(({ reason, from, to }) => ({
      reason,
      from: new Date(from),
      to: to === null ? null : new Date(to),
    })),
  }));
}

export type Recounted = Deadlines &
  NextResponse &
  Pick<
    RequestRow,
    | 'id'
    | 'first_response_stage'
    | 'resolution_stage'
    | 'first_response_minutes_left'
    | 'resolution_minutes_left'
    | 'alarm_at'
  >;

/** One statement for all. No act, so no version of the request: whoever is writing in it is not disturbed. */
export async function saveRecounted(db: Writer, rows: readonly Recounted[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update requests r set first_response_due_at = n.first_response_due_at,
      first_response_risk_at = n.first_response_risk_at, resolution_due_at = n.resolution_due_at,
      resolution_risk_at = n.resolution_risk_at, first_response_stage = n.first_response_stage,
      resolution_stage = n.resolution_stage, first_response_minutes_left = n.first_response_minutes_left,
      resolution_minutes_left = n.resolution_minutes_left, next_response_due_at = n.next_response_due_at,
      next_response_risk_at = n.next_response_risk_at, next_response_stage = n.next_response_stage,
      alarm_at = n.alarm_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, first_response_due_at timestamptz,
      first_response_risk_at timestamptz, resolution_due_at timestamptz, resolution_risk_at timestamptz,
      first_response_stage smallint, resolution_stage smallint, first_response_minutes_left integer,
      resolution_minutes_left integer, next_response_due_at timestamptz, next_response_risk_at timestamptz,
      next_response_stage smallint, alarm_at timestamptz)
    where r.id = n.id`.execute(db);
}

export type Change = { readonly calendarId: string; readonly number: number };
export type NewMove = Pick<RequestRow, 'id' | 'first_response_due_at' | 'resolution_due_at'> & {
  readonly to: Deadlines;
};

/** What a change moved, as it stood before and after. */
export async function keepMoves(work: Work, change: Change, moves: readonly NewMove[]): Promise<void> {
  if (moves.length === 0) return;
  const rows = moves.map((move) => ({
    request_id: move.id,
    first_response_before: move.first_response_due_at,
    first_response_after: move.to.first_response_due_at,
    resolution_before: move.resolution_due_at,
    resolution_after: move.to.resolution_due_at,
  }));
  await sql`
    insert into calendar_moves (calendar_id, number, request_id, first_response_before, first_response_after,
      resolution_before, resolution_after)
    select ${change.calendarId}, ${change.number}, m.request_id, m.first_response_before, m.first_response_after,
      m.resolution_before, m.resolution_after
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m (request_id uuid, first_response_before timestamptz,
      first_response_after timestamptz, resolution_before timestamptz, resolution_after timestamptz)`.execute(work.db);
}

export type Moved = {
  readonly id: string;
  readonly folio: string;
  readonly series: string;
  readonly year: number;
  readonly sequence: number;
  readonly subject: string;
  readonly requester_id: string;
  readonly agent_id: string | null;
  readonly first_response_before: Date;
  readonly first_response_after: Date;
  readonly resolution_before: Date;
  readonly resolution_after: Date;
};

/** What a change moved, by new deadline. */
export async function movesOf(db: Reader, change: Change): Promise<Moved[]> {
  const { rows } = await sql<Moved>`
    select r.id, r.folio, r.series, r.year, r.sequence, r.subject, r.requester_id, r.agent_id, m.first_response_before,
      m.first_response_after, m.resolution_before, m.resolution_after
    from calendar_moves m join requests r on r.id = m.request_id
    where m.calendar_id = ${change.calendarId} and m.number = ${change.number}
    order by m.resolution_after, r.id`.execute(db);
  return rows;
}
