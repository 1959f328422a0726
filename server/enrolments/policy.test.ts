import { expect, it } from 'vitest';
import type { Role } from '#contract/permissions.ts';
import { type Actor, system } from '../shared/policy.ts';
import { type EnrolmentFacts, type EnrolmentRight, enrolmentPolicy } from './policy.ts';

const OWN = 'own';
const someone = (roles: Role[], agencyId = OWN): Actor => ({
  ...{ kind: 'person', id: 'p', sessionId: 's', locale: 'es-MX' },
  ...{ roles, agencyId, teamIds: [], areaIds: [] },
});
const ACTORS = {
  coordinator: someone(['requester', 'agency_coordinator']),
  stranger: someone(['requester', 'agency_coordinator'], 'other'),
  head: someone(['agency_head']),
  dti: someone(['operator_admin'], 'dti'),
  dsg: someone(['service_owner'], 'dsg'),
  auditor: someone(['auditor'], 'oic'),
  agent: someone(['agent', 'team_lead'], 'dti'),
  requester: someone(['requester']),
  desk: system('test'),
};
type Name = keyof typeof ACTORS;

const at = new Date('2026-11-23T16:00:00Z');
const draft: EnrolmentFacts = { agencyId: OWN, source: 'coordinator', state: 'draft', signedAt: null };
const FORMS = {
  'draft of the agency': draft,
  'draft of DTI': { ...draft, source: 'paper' },
  'signed by the agency': { ...draft, state: 'signed', signedAt: at },
  'captured and signed': { ...draft, source: 'paper', state: 'signed', signedAt: at },
} satisfies Record<string, EnrolmentFacts>;

/** Who may, of everybody above; the desk itself always. */
const MAY: Record<keyof typeof FORMS, Record<EnrolmentRight, Name[]>> = {
  'draft of the agency': {
    read: ['coordinator'],
    write: ['coordinator'],
    review: [],
    except: [],
  },
  'draft of DTI': { read: ['dti'], write: ['dti'], review: ['dti'], except: [] },
  'signed by the agency': {
    read: ['coordinator', 'dti', 'dsg', 'auditor'],
    write: ['coordinator'],
    review: ['dti'],
    except: ['dsg'],
  },
  'captured and signed': {
    read: ['coordinator', 'dti', 'dsg', 'auditor'],
    write: ['dti'],
    review: ['dti'],
    except: ['dsg'],
  },
};

const cases = Object.entries(MAY).flatMap(([form, rights]) =>
  Object.entries(rights).map(([right, names]) => [right, form, names] as const),
);

it.each(cases)('may %s a %s: %j and nobody else', (right, form, names) => {
  const thing = FORMS[form as keyof typeof FORMS];
  const may = (Object.keys(ACTORS) as Name[]).filter(
    (name) =>
      enrolmentPolicy.sees(ACTORS[name], thing) && enrolmentPolicy.may(right as EnrolmentRight, ACTORS[name], thing),
  );
  expect(may).toEqual([...names, 'desk'].sort((a, b) => order(a) - order(b)));
});

const order = (name: string): number => Object.keys(ACTORS).indexOf(name);
