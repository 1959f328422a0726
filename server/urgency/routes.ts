/** Operations of urgency for who decides it, bound to their use cases. */
import * as operations from '#contract/urgency.ts';
import { exportUrgencyLedger, readUrgencyLedger } from '#contract/urgency-ledger.ts';
import { whichOf } from '#server/requests/index.ts';
import type { House } from '#server/shared/house.ts';
import { answer, type Route } from '#server/shared/http/answer.ts';
import { decideUrgency } from './decide.ts';
import { exportLedger, readLedger } from './ledger.ts';
import { listUrgency, readUrgency } from './read-urgency.ts';

export const routes = (house: House): Route[] => [
  answer(operations.listUrgency).with(({ query }) => listUrgency(house, query)),
  answer(operations.readUrgency).with(({ actor, params }) => readUrgency(house, actor, whichOf(params.ref))),
  answer(operations.decideUrgency).with(({ actor, params, body, once }) =>
    decideUrgency(house, actor, { id: params.id, body, once }),
  ),
  answer(readUrgencyLedger).with(({ query }) => readLedger(house, query)),
  answer(exportUrgencyLedger).with(({ actor, query }) => exportLedger(house, actor, query)),
];
