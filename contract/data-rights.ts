/** Requests of people about their own data: asking, following, and attending them. */
import * as v from 'valibot';
import {
  DataRightId,
  DataRightKind,
  DataRightSummary,
  DataRightView,
  HolderView,
  Wanted,
} from './data-right-shapes.ts';
import { PersonId } from './ids.ts';
import { operation } from './operation.ts';
import { Cursor, line, pageOf, text } from './shapes.ts';

const One = v.strictObject({ id: DataRightId });
const version = v.pipe(v.number('field.number'), v.integer('field.number'));

const Asked = {
  kind: DataRightKind,
  words: text(1, 4000),
  wanted: v.optional(Wanted, {}),
};

export const listOwnDataRights = operation({
  name: 'listOwnDataRights',
  method: 'GET',
  path: '/api/data-rights/own',
  permission: 'account.own',
  summary: 'What I asked about my own data, the newest first',
  reply: v.object({ items: v.array(DataRightSummary) }),
});

export const askDataRight = operation({
  name: 'askDataRight',
  method: 'POST',
  path: '/api/data-rights/own',
  permission: 'account.own',
  summary: 'Ask for access, rectification, cancellation or opposition; one of a kind at a time',
  status: 201,
  idempotent: true,
  body: v.strictObject(Asked),
  reply: DataRightView,
  refusals: ['data-right.open', 'phone.unreadable', 'idempotency.mismatch'],
});

export const findDataHolders = operation({
  name: 'findDataHolders',
  method: 'GET',
  path: '/api/data-rights/holders',
  permission: 'data-right.attend',
  summary: 'At most eight people, whatever their account, by name or by employee number: whose data a paper is about',
  query: v.strictObject({ q: line(3, 120) }),
  reply: v.object({ people: v.array(HolderView) }),
  refusals: ['rate.exceeded'],
});

export const captureDataRight = operation({
  name: 'captureDataRight',
  method: 'POST',
  path: '/api/data-rights',
  permission: 'data-right.attend',
  summary: 'Write down what came on paper or by mail, with how it was known who asks',
  status: 201,
  idempotent: true,
  body: v.strictObject({
    ...Asked,
    personId: PersonId,
    way: v.picklist(['paper', 'mail'], 'field.choice'),
    representative: v.optional(line(0, 200), ''),
    identity: line(1, 300),
  }),
  reply: DataRightView,
  refusals: ['data-right.open', 'phone.unreadable', 'idempotency.mismatch'],
});

export const listDataRights = operation({
  name: 'listDataRights',
  method: 'GET',
  path: '/api/data-rights',
  permission: 'data-right.read',
  summary: 'Requests about personal data: those that wait, what is due first; or those that are over, the newest first',
  query: v.strictObject({
    over: v.optional(v.picklist(['yes', 'no'], 'field.choice'), 'no'),
    kind: v.optional(DataRightKind),
    cursor: v.optional(Cursor),
  }),
  reply: pageOf(DataRightSummary),
});

export const readDataRight = operation({
  name: 'readDataRight',
  method: 'GET',
  path: '/api/data-rights/:id',
  permission: 'account.own',
  summary: 'One of them, to whoever it is about and whoever attends them',
  params: One,
  reply: DataRightView,
  refusals: ['not-found'],
});

export const askCorrection = operation({
  name: 'askCorrection',
  method: 'POST',
  path: '/api/data-rights/:id/correction',
  permission: 'data-right.attend',
  summary: 'Ask the holder to complete it, within five business days of receiving it; once',
  params: One,
  body: v.strictObject({ version, words: text(1, 2000) }),
  reply: DataRightView,
  refusals: ['not-found', 'right.missing', 'version.stale', 'data-right.state', 'data-right.late'],
});

export const completeDataRight = operation({
  name: 'completeDataRight',
  method: 'POST',
  path: '/api/data-rights/:id/completion',
  permission: 'account.own',
  summary: 'Complete it, as asked; or, by the privacy officer, what came on paper: the term to answer begins anew',
  params: One,
  body: v.strictObject({ version, words: text(1, 4000), wanted: v.optional(Wanted, {}) }),
  reply: DataRightView,
  refusals: ['not-found', 'right.missing', 'version.stale', 'data-right.state', 'phone.unreadable'],
});

export const extendDataRight = operation({
  name: 'extendDataRight',
  method: 'POST',
  path: '/api/data-rights/:id/extension',
  permission: 'data-right.attend',
  summary: 'Ten business days more to answer, once, with the reason, before the term ends',
  params: One,
  body: v.strictObject({ version, reason: text(1, 1000) }),
  reply: DataRightView,
  refusals: ['not-found', 'right.missing', 'version.stale', 'data-right.state', 'data-right.late'],
});

export const answerDataRight = operation({
  name: 'answerDataRight',
  method: 'POST',
  path: '/api/data-rights/:id/answer',
  permission: 'data-right.attend',
  asksAgain: true,
  summary: 'Grant it or deny it, with the reasons; never one’s own',
  params: One,
  body: v.strictObject({
    version,
    outcome: v.picklist(['granted', 'denied'], 'field.choice'),
    words: text(1, 4000),
  }),
  reply: DataRightView,
  refusals: ['not-found', 'right.missing', 'version.stale', 'data-right.state'],
});

export const effectDataRight = operation({
  name: 'effectDataRight',
  method: 'POST',
  path: '/api/data-rights/:id/effect',
  permission: 'data-right.effect',
  asksAgain: true,
  summary:
    'Make what was granted effective: a rectification changes the account; a cancellation blocks it, by an administrator who did not decide it',
  params: One,
  body: v.strictObject({ version }),
  reply: DataRightView,
  refusals: [
    'not-found',
    'right.missing',
    'version.stale',
    'data-right.state',
    'data-right.same-person',
    'data-right.requests-open',
    'data-right.roles-held',
    'data-right.taken',
    'account.closed',
  ],
});

export const withdrawDataRight = operation({
  name: 'withdrawDataRight',
  method: 'POST',
  path: '/api/data-rights/:id/withdrawal',
  permission: 'account.own',
  summary: 'Take back what I asked for, while it is not effective',
  params: One,
  body: v.strictObject({ version }),
  reply: DataRightView,
  refusals: ['not-found', 'right.missing', 'version.stale', 'data-right.state'],
});
