import { describe, expect, it } from 'vitest';
import { fromLocal, toLocal } from './local-minutes.ts';

describe('local minutes', () => {
  it.each([
    ['America/Mexico_City', '2026-11-23T10:30', '2026-11-23T16:30:00.000Z'],
    ['America/Tijuana', '2026-07-01T08:00', '2026-07-01T15:00:00.000Z'],
    ['America/Tijuana', '2026-12-01T08:00', '2026-12-01T16:00:00.000Z'],
    // The days on which Tijuana changes its clocks.
    ['America/Tijuana', '2026-03-08T08:00', '2026-03-08T15:00:00.000Z'],
    ['America/Tijuana', '2026-11-01T08:00', '2026-11-01T16:00:00.000Z'],
    ['America/Cancun', '2026-12-31T23:59', '2027-01-01T04:59:00.000Z'],
  ])('%s %s is %s, and back', (zone, local, iso) => {
    expect(fromLocal(local, zone)).toBe(iso);
    expect(toLocal(iso, zone)).toBe(local);
  });

  it('knows nothing of what is no date', () => {
    expect([
      fromLocal('', 'America/Cancun'),
      fromLocal('mañana', 'America/Cancun'),
      toLocal(null, 'America/Cancun'),
    ]).toEqual([null, null, '']);
  });
});
