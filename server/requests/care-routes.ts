/** Operations of `contract/request-care.ts`, bound to their use cases. */
import * as operations from '#contract/requests.ts';
import type { House } from '#server/shared/house.ts';
import { answer, type Route } from '#server/shared/http/answer.ts';
import { captureRequest, findPeople } from './capture.ts';
import { reclassify } from './reclassify.ts';
import * as survey from './satisfaction.ts';
import { agreeVisit, proposeOtherwise } from './visits.ts';

export const careRoutes = (house: House): Route[] => [
  answer(operations.acceptVisit).with(({ actor, params, body }) => agreeVisit(house, actor, { id: params.id, body })),
  answer(operations.declineVisit).with(({ actor, params, body, once }) =>
    proposeOtherwise(house, actor, { id: params.id, body, once }),
  ),
  answer(operations.reclassifyRequest).with(({ actor, params, body }) =>
    reclassify(house, actor, { id: params.id, body }),
  ),
  answer(operations.rateRequest).with(({ actor, params, body }) => survey.rate(house, actor, { id: params.id, body })),
  answer(operations.lookAtSurvey).with(({ body, caller }) => survey.lookAt(house, { ...body, caller })),
  answer(operations.answerSurvey).with(({ body, caller }) => survey.answer(house, { ...body, caller })),
  answer(operations.captureRequest).with(({ actor, body, once }) =>
    captureRequest(house, actor, { capturing: body, once }),
  ),
  answer(operations.findRequesters).with(({ actor, query }) => findPeople(house, actor, query)),
];
