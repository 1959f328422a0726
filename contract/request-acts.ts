/** What is said and done in a request: following it, attending it, settling it. */
import * as v from 'valibot';
import { Answers } from './form-shapes.ts';
import { TeamId } from './ids.ts';
import { operation } from './operation.ts';
import { Attachments, MESSAGE_MAX, RequestId, RequestView } from './request-shapes.ts';
import { Day, DayMinute, id, line, text } from './shapes.ts';

export { Day, DayMinute } from './shapes.ts';

export const oneRequest = v.strictObject({ id: RequestId });
/** Every act names the version it saw; another act in between answers 409 and keeps the text. */
export const seen = {
  version: v.optional(v.pipe(v.number('field.number'), v.integer('field.number'), v.minValue(1, 'field.number'))),
};
export const acts = ['not-found', 'right.missing', 'version.stale', 'request.transition'] as const;
export const sends = [...acts, 'attachment.gone', 'attachment.too-many', 'idempotency.mismatch'] as const;

export const postMessage = operation({
  name: 'postMessage',
  method: 'POST',
  path: '/api/requests/:id/messages',
  permission: 'request.message',
  summary: 'A public message with files; when the request waits for its requester, their message sets it going again',
  status: 201,
  idempotent: true,
  undoable: true,
  params: oneRequest,
  body: v.strictObject({
    ...seen,
    text: text(1, MESSAGE_MAX),
    attachments: Attachments,
    /** To what is missing (`RequestView.missing`), all of it; files among them need not stand among the attachments. */
    answers: v.optional(Answers),
  }),
  reply: RequestView,
  refusals: sends,
});

export const postNote = operation({
  name: 'postNote',
  method: 'POST',
  path: '/api/requests/:id/notes',
  permission: 'request.attend',
  summary: 'An internal note: no requester ever receives it',
  status: 201,
  idempotent: true,
  params: oneRequest,
  body: v.strictObject({ text: text(1, MESSAGE_MAX), attachments: Attachments }),
  reply: RequestView,
  refusals: sends,
});

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

export const askRequester = operation({
  name: 'askRequester',
  method: 'POST',
  path: '/api/requests/:id/ask',
  permission: 'request.attend',
  summary: 'Ask the requester and wait: the clock pauses until they answer',
  idempotent: true,
  undoable: true,
  params: oneRequest,
  body: v.strictObject({ ...seen, text: text(1, MESSAGE_MAX), attachments: Attachments }),
  reply: RequestView,
  refusals: sends,
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

export const resolveRequest = operation({
  name: 'resolveRequest',
  method: 'POST',
  path: '/api/requests/:id/resolve',
  permission: 'request.attend',
  summary: 'Mark as resolved: the solution the requester reads; closure code, cause and time spent for the desk',
  idempotent: true,
  undoable: true,
  params: oneRequest,
  body: v.strictObject({
    ...seen,
    solution: text(1, 4000),
    closureCode: v.pipe(v.string('field.text'), v.regex(/^[a-z_]{2,40}$/, 'field.choice')),
    /** What it was due to, for the desk alone. */
    cause: v.optional(line(0, 160)),
    /** Minutes of work, not of waiting; null: not told. */
    spentMinutes: v.optional(
      v.nullable(
        v.pipe(
          v.number('field.number'),
          v.integer('field.number'),
          v.minValue(1, 'field.number'),
          v.maxValue(60_000, 'field.number'),
        ),
      ),
    ),
    attachments: Attachments,
    /** Of the questions at closing (`RequestView.closingForm`). */
    closingAnswers: v.optional(Answers),
  }),
  reply: RequestView,
  refusals: sends,
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

export const acceptSolution = operation({
  name: 'acceptSolution',
  method: 'POST',
  path: '/api/requests/:id/accept',
  permission: 'request.settle',
  summary: 'The requester accepts the solution: the request closes',
  params: oneRequest,
  body: v.strictObject(seen),
  reply: RequestView,
  refusals: acts,
});

export const reopenRequest = operation({
  name: 'reopenRequest',
  method: 'POST',
  path: '/api/requests/:id/reopen',
  permission: 'request.settle',
  summary: 'It was not solved: same folio, in progress again, with the reason',
  idempotent: true,
  params: oneRequest,
  body: v.strictObject({ ...seen, reason: text(5, 2000), attachments: Attachments }),
  reply: RequestView,
  refusals: sends,
});

export const cancelRequest = operation({
  name: 'cancelRequest',
  method: 'POST',
  path: '/api/requests/:id/cancel',
  permission: 'request.settle',
  summary: 'The requester no longer needs it; the reason stays on record',
  undoable: true,
  params: oneRequest,
  body: v.strictObject({ ...seen, reason: text(3, 500) }),
  reply: RequestView,
  refusals: acts,
});
