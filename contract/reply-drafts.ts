/** What somebody is writing in a request and has not sent: theirs alone, no record of anything. */
import * as v from 'valibot';
import { typed } from './drafts.ts';
import { operation } from './operation.ts';
import { MESSAGE_MAX, RequestId } from './request-shapes.ts';
import { Instant } from './shapes.ts';

/** reply: read by the requester once sent · note: by the desk alone. */
export const REPLY_KINDS = ['reply', 'note'] as const;
export type ReplyKind = (typeof REPLY_KINDS)[number];

const KeptReply = v.object({ text: v.string(), savedAt: Instant });

export const readReplyDrafts = operation({
  name: 'readReplyDrafts',
  method: 'GET',
  path: '/api/requests/:id/drafts',
  permission: 'request.read',
  summary: 'My own reply and note not yet sent in this request',
  params: v.strictObject({ id: RequestId }),
  reply: v.object({ reply: v.nullable(KeptReply), note: v.nullable(KeptReply) }),
  refusals: ['not-found'],
});

export const saveReplyDraft = operation({
  name: 'saveReplyDraft',
  method: 'PUT',
  path: '/api/requests/:id/drafts',
  permission: 'request.message',
  summary: 'Keep what I am writing in a request; the page sends it while typing. Sending the message ends it',
  params: v.strictObject({ id: RequestId }),
  body: v.strictObject({
    kind: v.picklist(REPLY_KINDS, 'field.choice'),
    /** Empty: there is nothing to keep any more. */
    text: typed(MESSAGE_MAX),
    /** Sequence of the last entry of the thread that the page shows: a copy that arrives after its message was sent is not kept. */
    through: v.pipe(v.number('field.number'), v.integer('field.number'), v.minValue(0, 'field.number')),
  }),
  /** Null: not kept, for it was sent or emptied. */
  reply: v.object({ savedAt: v.nullable(Instant) }),
  refusals: ['not-found'],
});
