/**
 * Pure: until when the desk answers what a requester wrote after the first response, where their level promises that.
 * It begins with their word, at the first of several, and ends with the desk's next public one or with the request.
 */
import type { Calendar } from '#server/calendars/index.ts';
import { dueAt } from '#server/service-levels/index.ts';
import type { RequestPatch, RequestRow } from './rows.ts';
import { type Act, answersFirst, clockEffect, isOpen, stateAfter } from './rules.ts';

type Promised = Pick<RequestRow, 'state' | 'first_response_at' | 'next_response_minutes' | 'next_response_due_at'>;
type Said = { act: Act; by: 'requester' | 'desk' | 'nobody'; calendar: Calendar; now: Date };

export function nextResponsePatch(held: Promised, { act, by, calendar, now }: Said): RequestPatch {
  const minutes = held.next_response_minutes;
  const ends = by === 'desk' || answersFirst(act) || act === 'wait' || clockEffect(act) === 'stop';
  if (ends) return held.next_response_due_at === null ? {} : { next_response_due_at: null };
  const begins = by === 'requester' && minutes !== null && isOpen(stateAfter(act, held.state));
  if (!begins || held.first_response_at === null || held.next_response_due_at !== null) return {};
  return { next_response_due_at: dueAt(calendar, now, minutes) };
}
