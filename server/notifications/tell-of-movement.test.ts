import { expect, test } from 'vitest';
import type { MovementKind } from './kinds.ts';
import { needlessOfMovement } from './tell-of-movement.ts';

const movement = { personId: 'p', fromAgencyId: 'old', toAgencyId: 'new', takenBy: 't' };
const reader = (id: string, agencyId: string, role = 'agency_coordinator') =>
  ({ id, agencyId, roles: [role] }) as never;

test.each<[MovementKind, ReturnType<typeof reader>, boolean]>([
  ['movement-own', reader('p', 'new', 'requester'), true],
  ['movement-own', reader('x', 'new', 'requester'), false],
  ['movement-taken', reader('t', 'old', 'requester'), true],
  ['movement-taken', reader('x', 'old'), false],
  ['movement-left', reader('c', 'old'), true],
  ['movement-left', reader('c', 'new'), false],
  ['movement-joined', reader('c', 'new'), true],
  ['movement-joined', reader('c', 'new', 'requester'), false],
  ['movement-position', reader('c', 'new'), true],
])('%s to %o leaves: %s', (kind, whom, leaves) => {
  expect(needlessOfMovement({ kind, reader: whom, movement }) === null).toBe(leaves);
});
