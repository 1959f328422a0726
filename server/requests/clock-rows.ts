/** SQL of what stops the clocks of a request, and of what they are to tell. */
import type { Pause } from '#server/calendars/index.ts';
import type { Entry } from '#server/shared/history.ts';
import type { Reader, Work, Writer } from '#server/shared/store.ts';
import type { StillState } from './rules.ts';

export type PauseRow = Pause & { readonly reason: StillState };

/** In order. One that lasts has no end; that of a visit ends at the hour agreed. */
export async function pausesOf(db: Reader, requestId: string): Promise<PauseRow[]> {
  const rows = await db
    .selectFrom('request_pauses')
    .select(['reason', 'from_at', 'to_at'])
    .where('request_id', '=', requestId)
    .orderBy('opened_by')
    .execute();
  return rows.map((row) => ({ reason: row.reason as StillState, from: row.from_at, to: row.to_at }));
}

export type Moment = { readonly requestId: string; readonly sequence: number; readonly at: Date };

/** Ends what still lasts, or would last into the time to come. */
export async function endPause(work: Work, by: Moment): Promise<void> {
  await work.db
    .updateTable('request_pauses')
    .set({ to_at: by.at, closed_by: by.sequence })
    .where('request_id', '=', by.requestId)
    .where((on) => on.or([on('to_at', 'is', null), on('to_at', '>', by.at)]))
    .execute();
}

export async function beginPause(
  work: Work,
  by: Moment,
  pause: { reason: StillState; until: Date | null },
): Promise<void> {
  await work.db
    .insertInto('request_pauses')
    .values({
      request_id: by.requestId,
      opened_by: by.sequence,
      reason: pause.reason,
      from_at: by.at,
      to_at: pause.until,
    })
    .execute();
}

/** Requests of which something is to be told by now, the longest due first. */
export async function alarmsDue(db: Reader, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('requests')
    .select('id')
    .where('alarm_at', '<=', now)
    .orderBy('alarm_at')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

type Rung = {
  readonly id: string;
  readonly alarm: Date | null;
  readonly stages?: {
    readonly first_response_stage: number;
    readonly resolution_stage: number;
    readonly next_response_stage: number;
  };
  readonly entry?: Entry;
};

/** What was told, and when to look again. The version stays: a warning takes no text out of anybody's hands. */
export async function saveAlarm(db: Writer, { id, alarm, stages, entry }: Rung): Promise<void> {
  const mark = entry && { last_fact: entry.fact, last_sequence: entry.sequence, last_at: entry.at, last_by: null };
  await db
    .updateTable('requests')
    .set({ alarm_at: alarm, ...stages, ...mark })
    .where('id', '=', id)
    .execute();
}
