import { describe, expect, it } from 'vitest';
import type { Calendar } from '#server/calendars/index.ts';
import { nextResponseAlarm, nextResponseAnew, nextResponsePatch, nextResponseReached } from './next-response.ts';

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
  at_risk_percent: 75,
  next_response_since: null,
  next_response_due_at: null,
  next_response_risk_at: null,
  next_response_stage: 0,
  alarm_at: null,
};
const owed = {
  ...held,
  next_response_since: new Date('2026-11-23T19:00:00Z'),
  next_response_due_at: new Date('2026-11-23T20:00:00Z'),
  next_response_risk_at: new Date('2026-11-23T19:45:00Z'),
};
const NONE = {
  next_response_since: null,
  next_response_due_at: null,
  next_response_risk_at: null,
  next_response_stage: 0,
};

describe('the next response', () => {
  it('is due in business minutes from what the requester wrote', () => {
    expect(nextResponsePatch(held, { act: 'message', by: 'requester', calendar, now })).toEqual({
      next_response_since: now,
      next_response_due_at: new Date('2026-11-24T15:00:00Z'),
      next_response_risk_at: new Date('2026-11-24T14:45:00Z'),
      next_response_stage: 0,
      alarm_at: new Date('2026-11-24T14:45:00Z'),
    });
  });

  it('rings no later than what was to ring before it', () => {
    const sooner = new Date('2026-11-23T22:10:00Z');
    const patch = nextResponsePatch({ ...held, alarm_at: sooner }, { act: 'message', by: 'requester', calendar, now });
    expect(patch.alarm_at).toEqual(sooner);
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
    expect(nextResponsePatch(owed, { act, by, calendar, now })).toEqual(NONE);
  });

  it('is not answered by an internal note', () => {
    expect(nextResponsePatch(owed, { act: 'note', by: 'nobody', calendar, now })).toEqual({});
  });

  it('is at risk, then broken, each told once', () => {
    const at = (time: string) => new Date(`2026-11-23T${time}:00Z`);
    expect([at('19:44'), at('19:45'), at('19:59'), at('20:00')].map((time) => nextResponseReached(owed, time))).toEqual(
      [0, 1, 1, 2],
    );
    expect([0, 1, 2].map((stage) => nextResponseAlarm({ ...owed, next_response_stage: stage }))).toEqual([
      at('19:45'),
      at('20:00'),
      null,
    ]);
    expect(nextResponseAlarm(held)).toBeNull();
  });

  it('is counted anew from when it is owed, under another level or calendar', () => {
    const later = { ...calendar, closures: new Set(['2026-11-23']) };
    expect(nextResponseAnew(owed, later, now).next_response_due_at).toEqual(new Date('2026-11-24T15:30:00Z'));
    expect(nextResponseAnew({ ...owed, next_response_minutes: 30 }, calendar, now)).toEqual({
      next_response_since: owed.next_response_since,
      next_response_due_at: new Date('2026-11-23T19:30:00Z'),
      next_response_risk_at: new Date('2026-11-23T19:23:00Z'),
      next_response_stage: 0,
    });
    expect(nextResponseAnew({ ...owed, next_response_minutes: null }, calendar, now)).toEqual(NONE);
    expect(nextResponseAnew(held, calendar, now)).toEqual(NONE);
  });

  it('is told again where the deadline moved out of reach of what was told, and not otherwise', () => {
    const told = { ...owed, next_response_stage: 2 };
    expect(nextResponseAnew(told, calendar, now).next_response_stage).toBe(2);
    expect(nextResponseAnew({ ...told, next_response_minutes: 600 }, calendar, now).next_response_stage).toBe(0);
  });

  it('of which nobody kept since when, stays as it stands', () => {
    const { next_response_due_at, next_response_risk_at, ...old } = { ...owed, next_response_since: null };
    expect(nextResponseAnew({ ...old, next_response_due_at, next_response_risk_at: null }, calendar, now)).toEqual({
      ...NONE,
      next_response_due_at,
    });
    expect(nextResponseAlarm({ ...owed, next_response_risk_at: null })).toEqual(next_response_due_at);
  });
});
