import { describe, expect, it } from 'vitest';
import type { Calendar } from '#server/calendars/index.ts';
import { replay } from './level-impact.ts';
import type { Measured } from './level-rows.ts';

const DAY = [['08:30', '16:30']] as const;
const office: Calendar = {
  id: 'office',
  timeZone: 'America/Mexico_City',
  hours: { 1: DAY, 2: DAY, 3: DAY, 4: DAY, 5: DAY, 6: [], 7: [] },
  closures: new Set(),
};
const at = (local: string): Date => new Date(`${local}:00-06:00`);
const targets = (firstResponseMinutes: number, resolutionMinutes: number) => ({
  firstResponseMinutes,
  resolutionMinutes,
  atRiskPercent: 75,
});

/** Registered on a Monday at ten, answered at eleven, resolved the next day at ten: 60 and 480 minutes. */
const plain: Measured = {
  registered_at: at('2026-11-23T10:00'),
  first_response_at: at('2026-11-23T11:00'),
  first_response_due_at: at('2026-11-23T12:00'),
  resolved_at: at('2026-11-24T10:00'),
  resolution_due_at: at('2026-11-25T10:00'),
  pauses: [],
};

describe('the past measured by other targets', () => {
  it.each([
    ['as it was', targets(120, 960), 0, 0],
    ['exactly what was used', targets(60, 480), 0, 0],
    ['a minute less', targets(59, 479), 1, 1],
  ])('%s', (_what, given, first, last) => {
    expect(replay([plain], given, office)).toEqual({
      firstResponse: { of: 1, missed: 0, wouldMiss: first },
      resolution: { of: 1, missed: 0, wouldMiss: last },
    });
  });

  it('does not count what was paused', () => {
    const from = at('2026-11-23T12:00');
    const paused = { ...plain, pauses: [{ from, to: at('2026-11-24T09:00'), reason: 'waiting_requester' }] };
    expect(replay([paused], targets(60, 180), office).resolution.wouldMiss).toBe(0);
    expect(replay([paused], targets(60, 179), office).resolution.wouldMiss).toBe(1);
  });

  it('says what really was late by the deadline it really had', () => {
    const late = { ...plain, resolution_due_at: at('2026-11-24T09:59'), first_response_due_at: at('2026-11-23T10:59') };
    expect(replay([late], targets(120, 960), office)).toEqual({
      firstResponse: { of: 1, missed: 1, wouldMiss: 0 },
      resolution: { of: 1, missed: 1, wouldMiss: 0 },
    });
  });

  it('leaves out what was only answered, or resolved without an answer', () => {
    const answered = { ...plain, resolved_at: null };
    const resolved = { ...plain, first_response_at: null };
    const { firstResponse, resolution } = replay([answered, resolved], targets(1, 1), office);
    expect([firstResponse.of, resolution.of]).toEqual([1, 1]);
  });

  it('counts on the calendar of the draft', () => {
    const closed = { ...office, closures: new Set(['2026-11-24']) };
    expect(replay([plain], targets(60, 391), closed).resolution.wouldMiss).toBe(0);
    expect(replay([plain], targets(60, 391), office).resolution.wouldMiss).toBe(1);
  });
});
