import { expect, test } from 'vitest';
import type { StaffRollState } from '#contract/staff-rolls.ts';
import type { StaffRollKind } from './kinds.ts';
import { needlessOfRoll } from './tell-of-staff-roll.ts';

const roll = (state: StaffRollState, answererIds = ['r']) => ({ state, answererIds });
const coordinator = { id: 'r' as never, roles: ['agency_coordinator'] as const };
const dti = { id: 'd' as never, roles: ['operator_admin'] as const };

test.each<[StaffRollKind, StaffRollState, boolean]>([
  ['staff-roll-opened', 'open', true],
  ['staff-roll-opened', 'overdue', true],
  ['staff-roll-opened', 'confirmed', false],
  ['staff-roll-due', 'open', true],
  // The letter waited: what it says is over, and the next one says more.
  ['staff-roll-due', 'overdue', false],
  ['staff-roll-due', 'confirmed', false],
  ['staff-roll-overdue', 'overdue', true],
  ['staff-roll-overdue', 'confirmed', false],
  ['staff-roll-overdue', 'unanswered', false],
  ['staff-roll-suspended', 'overdue', true],
  ['staff-roll-suspended', 'confirmed', false],
])('%s of a roll that is %s by now leaves: %s', (kind, state, leaves) => {
  expect(needlessOfRoll({ kind, reader: coordinator, roll: roll(state) }) === null).toBe(leaves);
  expect(needlessOfRoll({ kind, reader: coordinator, roll: roll(state, ['other']) })).toContain('no longer answers');
  expect(needlessOfRoll({ kind, reader: coordinator, roll: null })).not.toBeNull();
});

test('of agencies without anybody to answer, who administers is told', () => {
  const kind = 'staff-rolls-unanswerable';
  expect(needlessOfRoll({ kind, reader: dti, roll: null })).toBeNull();
  expect(needlessOfRoll({ kind, reader: coordinator, roll: null })).toContain('no longer administers');
});
