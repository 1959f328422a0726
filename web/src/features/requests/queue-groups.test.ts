import { describe, expect, it } from 'vitest';
import type { RequestSummary } from '#contract/requests.ts';
import { grouped, groupOf } from './queue-groups.ts';

const moment = { now: new Date('2026-11-23T18:00:00Z'), timeZone: 'America/Mexico_City' };
const row = (status: RequestSummary['resolution']['status'], dueAt: string) =>
  ({ id: `${status} ${dueAt}`, resolution: { status, dueAt, minutesLeft: null } }) as unknown as RequestSummary;

describe('the groups of the list', () => {
  it.each([
    ['breached', '2026-11-20T18:00:00Z', 'overdue'],
    // The server's answer is a minute old: the deadline has passed meanwhile.
    ['at_risk', '2026-11-23T17:59:00Z', 'overdue'],
    ['at_risk', '2026-11-23T20:00:00Z', 'today'],
    // 23:00 in Mexico City is already tomorrow in UTC.
    ['running', '2026-11-24T05:00:00Z', 'today'],
    ['running', '2026-11-24T15:00:00Z', 'later'],
    ['paused', '2026-11-20T18:00:00Z', 'paused'],
    ['met', '2026-11-20T18:00:00Z', null],
  ] as const)('%s, due %s, is of %s', (status, dueAt, group) => {
    expect(groupOf(row(status, dueAt), moment)).toBe(group);
  });

  it('puts neighbours together, and asks nothing of another order', () => {
    const rows = [row('breached', '2026-11-20T18:00:00Z'), row('running', '2026-11-24T15:00:00Z')];
    expect(grouped(rows, true, moment).map(({ group }) => group)).toEqual(['overdue', 'later']);
    expect(grouped(rows, false, moment)).toEqual([{ group: null, rows }]);
    expect(grouped([], false, moment)).toEqual([]);
  });
});
