import { expect, test } from 'vitest';
import type { Role } from '#contract/permissions.ts';
import type { EnrolmentKind } from './kinds.ts';
import { type Leaving, needless } from './tell-of-enrolment.ts';

type Reader = Leaving['reader'];
const reader = (roles: Role[], other: Partial<Reader> = {}): Reader =>
  ({ id: 'r', state: 'active', roles, agencyId: 'own', ...other }) as Reader;
const coordinator = reader(['agency_coordinator']);
const dti = reader(['operator_admin'], { agencyId: 'dti' } as Partial<Reader>);
const dsg = reader(['service_owner'], { agencyId: 'dsg' } as Partial<Reader>);

const leaving = (kind: EnrolmentKind, other: Partial<Leaving> = {}): Leaving => ({
  kind,
  round: 1,
  reader: coordinator,
  form: { agencyId: 'own' as Leaving['form']['agencyId'], state: 'signed', round: 1, exceptionsAsked: 1 },
  exception: null,
  ...other,
});
const form = (state: Leaving['form']['state'], other: Partial<Leaving['form']> = {}): Leaving['form'] => ({
  ...leaving('enrolment-received').form,
  state,
  ...other,
});
const own = { personId: 'r', isOver: false };
const others = { personId: 'p', isOver: false };

test.each<[string, boolean, Leaving]>([
  ['received, signed', true, leaving('enrolment-received')],
  ['received, withdrawn meanwhile', false, leaving('enrolment-received', { form: form('withdrawn') })],
  ['received, captured by DTI', true, leaving('enrolment-received', { reader: dti })],
  [
    'received, of another agency by now',
    false,
    leaving('enrolment-received', { form: form('signed', { agencyId: 'x' }) }),
  ],
  ['to review, not begun', true, leaving('enrolment-to-review', { reader: dti })],
  ['to review, begun by a colleague', false, leaving('enrolment-to-review', { reader: dti, form: form('in_review') })],
  [
    'to review, an earlier round',
    false,
    leaving('enrolment-to-review', { reader: dti, form: form('signed', { round: 2 }) }),
  ],
  ['to review, no longer of DTI', false, leaving('enrolment-to-review')],
  ['exception, waits', true, leaving('enrolment-exception-asked', { reader: dsg, form: form('in_review') })],
  [
    'exception, decided',
    false,
    leaving('enrolment-exception-asked', { reader: dsg, form: form('signed', { exceptionsAsked: 0 }) }),
  ],
  ['exception, not of DSG', false, leaving('enrolment-exception-asked', { reader: dti })],
  ['returned, not signed again', true, leaving('enrolment-returned', { form: form('returned', { round: 2 }) })],
  ['returned, signed again', false, leaving('enrolment-returned', { form: form('signed', { round: 2 }) })],
  ['returned, a later time', false, leaving('enrolment-returned', { form: form('returned', { round: 3 }) })],
  ['resolved', true, leaving('enrolment-resolved', { form: form('resolved') })],
  ['resolved, coordinates no more', false, leaving('enrolment-resolved', { form: form('resolved'), reader: dsg })],
  ['ending, one’s own', true, leaving('exception-ending', { reader: reader(['requester']), exception: own })],
  ['ending, over by now', false, leaving('exception-ending', { exception: { ...own, isOver: true } })],
  ['ending, of somebody of the agency', true, leaving('exception-ending', { exception: others })],
  ['ending, read by a stranger', false, leaving('exception-ending', { reader: dsg, exception: others })],
  [
    'ended, closed',
    true,
    leaving('exception-ended', { reader: reader([], { state: 'inactive' }), exception: { ...own, isOver: true } }),
  ],
  [
    'ended, opened again',
    false,
    leaving('exception-ended', { reader: reader([]), exception: { ...own, isOver: true } }),
  ],
  ['ended, to the office', true, leaving('exception-ended', { exception: { ...others, isOver: true } })],
  [
    'ended, the office closed too',
    false,
    leaving('exception-ended', {
      reader: reader(['agency_coordinator'], { state: 'inactive' }),
      exception: { ...others, isOver: true },
    }),
  ],
  ['ended, of no exception', false, leaving('exception-ended')],
])('%s: leaves %s', (_what, leaves, given) => {
  expect(needless(given) === null).toBe(leaves);
});
