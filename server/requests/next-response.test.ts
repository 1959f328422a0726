import { describe, expect, it } from 'vitest';
import type { Calendar } from '#server/calendars/index.ts';
import { nextResponsePatch } from './next-response.ts';

const DAY = [['08:30', '16:30']] as const;
const calendar: Calendar = {
  id: 'office',
  timeZone: 'America/Mexico_City',
  hours: { 1: DAY, 2: DAY, 3: DAY, 4: DAY, 5: DAY, 6: [], 7: [] },
  closures: new Set(),
};
/** Monday, 16:00 there. */
const now = new Date('2026-11-23T22:00:00Z');
const held = {
  state: 'in_progress' as const,
  first_response_at: new Date('2026-11-23T16:00:00Z'),
  next_response_minutes: 60,
  next_response_due_at: null,
};
const owed = { ...held, next_response_due_at: new Date('2026-11-23T20:00:00Z') };

describe('the next response', () => {
  it('is due in business minutes from what the requester wrote', () => {
    expect(nextResponsePatch(held, { act: 'message', by: 'requester', calendar, now })).toEqual({
      next_response_due_at: new Date('2026-11-24T15:00:00Z'),
    });
  });

  it.each([
    ['before the first response, which has a promise of its own', { ...held, first_response_at: null }],
    ['where the level promises none', { ...held, next_response_minutes: null }],
    ['to a request that is resolved', { ...held, state: 'resolved' as const }],
  ])('is not owed %s', (_why, row) => {
    expect(nextResponsePatch(row, { act: 'message', by: 'requester', calendar, now })).toEqual({});
  });

  it('stays where the first of several messages put it', () => {
    expect(nextResponsePatch(owed, { act: 'message', by: 'requester', calendar, now })).toEqual({});
  });

  it.each([
    ['message', 'desk'],
    ['ask', 'desk'],
    ['wait', 'nobody'],
    ['resolve', 'desk'],
    ['cancel', 'requester'],
  ] as const)('is over with %s by %s', (act, by) => {
    expect(nextResponsePatch(owed, { act, by, calendar, now })).toEqual({ next_response_due_at: null });
  });

  it('is not answered by an internal note', () => {
    expect(nextResponsePatch(owed, { act: 'note', by: 'nobody', calendar, now })).toEqual({});
  });
});
