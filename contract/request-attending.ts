/** What only the desk does to a request. Apart from `request-acts.ts`, so that who only asks does not fetch it. */
import * as v from 'valibot';
import { TeamId } from './ids.ts';
import { operation } from './operation.ts';
import { acts, oneRequest, seen } from './request-acts.ts';
import { RequestView } from './request-shapes.ts';
import { Day, DayMinute, id, line, text } from './shapes.ts';

export const takeRequest = operation({
  name: 'takeRequest',
  method: 'POST',
  path: '/api/requests/:id/take',
  permission: 'request.attend',
  summary: 'Take the request: it is attended by me and in progress; from a colleague, with a reason',
  params: oneRequest,
  body: v.strictObject({ ...seen, reason: v.optional(text(0, 500)) }),
  reply: RequestView,
  refusals: [...acts, 'request.taken', 'request.reason-needed'],
});

export const assignRequest = operation({
  name: 'assignRequest',
  method: 'POST',
  path: '/api/requests/:id/assign',
  permission: 'request.attend',
  summary: 'Assign to a team and, optionally, a person of it',
  undoable: true,
  params: oneRequest,
  body: v.strictObject({
    ...seen,
    teamId: TeamId,
    agentId: v.nullable(id('PersonId')),
    /** Said when it leaves a colleague. */
    reason: v.optional(text(0, 500)),
  }),
  reply: RequestView,
  refusals: [...acts, 'request.reason-needed'],
});

export const waitThirdParty = operation({
  name: 'waitThirdParty',
  method: 'POST',
  path: '/api/requests/:id/wait',
  permission: 'request.attend',
  summary: 'Wait for a supplier or third party: who, reference and expected day; the clock pauses',
  params: oneRequest,
  body: v.strictObject({ ...seen, who: line(1, 160), reference: v.union([v.literal(''), line(1, 80)]), until: Day }),
  reply: RequestView,
  refusals: [...acts, 'date.past'],
});

export const resumeRequest = operation({
  name: 'resumeRequest',
  method: 'POST',
  path: '/api/requests/:id/resume',
  permission: 'request.attend',
  summary: 'Work goes on; the clock runs again',
  params: oneRequest,
  body: v.strictObject(seen),
  reply: RequestView,
  refusals: acts,
});

export const scheduleVisit = operation({
  name: 'scheduleVisit',
  method: 'POST',
  path: '/api/requests/:id/schedule',
  permission: 'request.attend',
  summary: 'Propose a visit, or another time for it: when and where; the requester accepts it or says when instead',
  params: oneRequest,
  body: v.strictObject({ ...seen, at: DayMinute, where: line(1, 160) }),
  reply: RequestView,
  refusals: [...acts, 'date.past'],
});

export const rejectRequest = operation({
  name: 'rejectRequest',
  method: 'POST',
  path: '/api/requests/:id/reject',
  permission: 'request.reject',
  summary: 'Refuse on a legal or policy ground, which the requester reads',
  undoable: true,
  params: oneRequest,
  body: v.strictObject({ ...seen, reason: text(10, 2000) }),
  reply: RequestView,
  refusals: acts,
});
