/** Urgency (document 002, 1.g): the requester asks and may object once; Servicios Generales decides. */
import * as v from 'valibot';
import { operation } from './operation.ts';
import { RequestId, RequestView } from './request-shapes.ts';
import { text } from './shapes.ts';
import { UrgencyFacts } from './urgency-shapes.ts';

const oneRequest = v.strictObject({ id: RequestId });

export const askUrgency = operation({
  name: 'askUrgency',
  method: 'POST',
  path: '/api/requests/:id/urgency',
  permission: 'request.settle',
  summary:
    'Ask that an own open request be attended as urgent; once. Its level stays until Servicios Generales decides',
  params: oneRequest,
  body: v.strictObject({ facts: UrgencyFacts }),
  reply: RequestView,
  refusals: ['not-found', 'right.missing', 'request.transition', 'urgency.asked'],
});

export const objectToUrgency = operation({
  name: 'objectToUrgency',
  method: 'POST',
  path: '/api/requests/:id/urgency/objection',
  permission: 'request.settle',
  summary: 'Object to what was decided of the urgency; once. It is decided again, for good',
  params: oneRequest,
  body: v.strictObject({ reason: text(10, 1000) }),
  reply: RequestView,
  refusals: ['not-found', 'right.missing', 'request.transition', 'urgency.settled'],
});
