import { expect, test } from 'vitest';
import type { Role } from '#contract/permissions.ts';
import type { DeactivationKind } from './kinds.ts';
import { type Leaving, needlessOfDeactivation } from './tell-of-deactivation.ts';

const reader = (id: string, roles: Role[], agencyId = 'own') => ({ id, roles, agencyId }) as never as Leaving['reader'];
const signer = reader('signer', ['agency_coordinator']);
const dti = reader('d', ['operator_admin'], 'dti');
const dsg = reader('g', ['service_owner'], 'dsg');
const colleague = reader('taker', ['requester']);
const form = (over: Partial<Leaving['form']>): Leaving['form'] => ({
  ...{ agencyId: 'own', state: 'done', isHeldUp: false, askerId: 'signer', takerId: 'taker', personId: 'leaver' },
  ...over,
});

test.each<[DeactivationKind, Partial<Leaving['form']>, Leaving['reader'], string | null]>([
  ['deactivation-dated', { state: 'scheduled' }, signer, null],
  ['deactivation-dated', { state: 'scheduled' }, dti, null],
  // The letter waited: what it announces is over, and another says more.
  ['deactivation-dated', { state: 'done' }, signer, 'is done'],
  ['deactivation-dated', { state: 'called_off' }, signer, 'is called_off'],
  ['deactivation-taken', {}, colleague, null],
  ['deactivation-taken', { takerId: 'another' }, colleague, 'somebody else'],
  ['deactivation-done', {}, signer, null],
  ['deactivation-done', {}, reader('signer', ['requester']), 'no longer read'],
  ['deactivation-done', {}, reader('signer', ['agency_head'], 'other'), 'no longer read'],
  ['deactivation-done', {}, reader('other', ['agency_coordinator']), 'no longer read'],
  ['deactivation-held-up', { state: 'scheduled', isHeldUp: true }, dsg, null],
  ['deactivation-held-up', { state: 'scheduled' }, dsg, 'not held up'],
  ['deactivation-held-up', { isHeldUp: true }, dsg, 'is done'],
  ['deactivation-called-off', { state: 'called_off' }, dti, null],
  ['deactivation-lapsed', { state: 'lapsed' }, signer, null],
  // Nobody hears of their own leaving from the desk.
  ['deactivation-dated', { state: 'scheduled', personId: 'd' }, dti, 'who leaves'],
])('%s of a form %o: dropped for %s', (kind, over, whom, why) => {
  const dropped = needlessOfDeactivation({ kind, reader: whom, form: form(over) });
  if (why === null) expect(dropped).toBeNull();
  else expect(dropped).toContain(why);
});
