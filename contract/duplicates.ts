/** A request that says what another one says already: it is closed, and each leads to the other. */
import * as v from 'valibot';
import { operation } from './operation.ts';
import { acts, oneRequest, seen } from './request-acts.ts';
import { RequestId, RequestView } from './request-shapes.ts';

export const markDuplicate = operation({
  name: 'markDuplicate',
  method: 'POST',
  path: '/api/requests/:id/duplicate',
  permission: 'request.attend',
  summary: 'Close it as a duplicate of another that I may see; nothing of it is lost, and its requester is told',
  undoable: true,
  params: oneRequest,
  body: v.strictObject({ ...seen, of: RequestId }),
  reply: RequestView,
  refusals: [...acts, 'request.duplicate-chain'],
});
