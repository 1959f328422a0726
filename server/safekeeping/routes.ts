import * as operations from '#contract/safekeeping.ts';
import type { House } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { cancel, changePlan, start } from './administer.ts';
import { makeKeyOnScreen } from './key.ts';
import { listRuns, readRun, readSafekeeping } from './read-safekeeping.ts';

export const routes = (house: House): Route[] => [
  answer(operations.readSafekeeping).with(({ actor }) => readSafekeeping(house, actor)),
  answer(operations.listBackups).with(({ query }) => listRuns(house, query)),
  answer(operations.readBackup).with(({ params }) => readRun(house, params.id)),
  answer(operations.startBackup).with(({ actor, once }) => start(house, actor, once)),
  answer(operations.cancelBackup).with(({ actor, params }) => cancel(house, actor, params.id)),
  answer(operations.saveBackupPlan).with(({ actor, body }) => changePlan(house, actor, body)),
  answer(operations.makeRecoveryKey).with(({ actor, body, caller }) =>
    makeKeyOnScreen(house, actor, { ...body, caller }),
  ),
];
