/** What is said and done in a request: following it, attending it, settling it. */
import * as v from 'valibot';
import { Answers } from './form-shapes.ts';
import { operation } from './operation.ts';
import { Attachments, MESSAGE_MAX, RequestId, RequestView } from './request-shapes.ts';
import { line, text } from './shapes.ts';

/** Characters of the solution. */
export const SOLUTION_MAX = 4000;

export { Day, DayMinute } from './shapes.ts';

export const oneRequest = v.strictObject({ id: RequestId });
/** Every act names the version it saw; another act in between answers 409 and keeps the text. */
export const seen = {
  version: v.optional(v.pipe(v.number('field.number'), v.integer('field.number'), v.minValue(1, 'field.number'))),
};
export const acts = ['not-found', 'right.missing', 'version.stale', 'request.transition', 'request.past'] as const;
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
    solution: text(1, SOLUTION_MAX),
    closureCode: v.pipe(v.string('field.text'), v.regex(/^[a-z_]{2,40}$/, 'field.choice')),
    /** What it was due to, for the desk alone. */
    cause: v.optional(line(0, 160)),
    /** The same in English, where the list of causes has it (`listCauses`); a request keeps both as they are said here. */
    causeEnglish: v.optional(line(0, 160)),
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
