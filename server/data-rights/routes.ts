import * as retention from '#contract/retention.ts';
import type { House } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { readRetention, saveRetention } from './retention.ts';

export const routes = (house: House): Route[] => [
  answer(retention.readRetention).with(() => readRetention(house)),
  answer(retention.saveRetention).with(({ actor, body }) => saveRetention(house, actor, body)),
];
