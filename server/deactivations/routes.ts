import * as contract from '#contract/deactivations.ts';
import * as sealed from '#contract/records.ts';
import type { House } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { askDeactivation } from './ask.ts';
import { callOffDeactivation } from './call-off.ts';
import { findLeavers, lookAtLeaver } from './leavers.ts';
import { listDeactivations } from './list.ts';
import { listDeactivationRecords, printDeactivationRecord } from './records.ts';
import { downloadScan } from './scan.ts';
import { openDeactivation } from './view.ts';

export const routes = (house: House): Route[] => [
  answer(contract.listDeactivations).with(({ actor, query }) => listDeactivations(house, actor, query)),
  answer(contract.readDeactivation).with(({ actor, params }) => openDeactivation(house, actor, params.id)),
  answer(sealed.listDeactivationRecords).with(({ actor, params }) => listDeactivationRecords(house, actor, params.id)),
  answer(sealed.downloadDeactivationRecord).with(({ actor, params }) => printDeactivationRecord(house, actor, params)),
  answer(contract.findLeavers).with(({ actor, query }) => findLeavers(house, actor, query)),
  answer(contract.lookAtLeaver).with(({ actor, params }) => lookAtLeaver(house, actor, params.id)),
  answer(contract.askDeactivation).with(({ actor, body, once }) => askDeactivation(house, actor, { body, once })),
  answer(contract.callOffDeactivation).with(({ actor, params, body }) =>
    callOffDeactivation(house, actor, { id: params.id, body }),
  ),
  answer(contract.downloadDeactivationScan).with(({ actor, params }) => downloadScan(house, actor, params.id)),
];
