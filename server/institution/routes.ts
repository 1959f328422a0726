import { openSetUp, readSettings, saveSettings, sendSetUpLetter } from '#contract/institution.ts';
import type { House } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { readSettings as readThem } from './read-settings.ts';
import { saveSettings as saveThem } from './save-settings.ts';
import { openSetUp as open, sendSetUpLetter as sendLetter } from './set-up.ts';

/** `completeSetUp` and `saveMail` need a person, `readInstitution` what is asked of passwords: the slice of accounts binds them. */
export const routes = (house: House): Route[] => [
  answer(openSetUp).with(({ body, caller }) => open(house, { ...body, caller })),
  answer(sendSetUpLetter).with(({ body, caller }) => sendLetter(house, { ...body, caller })),
  answer(readSettings).with(({ actor }) => readThem(house, actor)),
  answer(saveSettings).with(({ body, actor }) => saveThem(house, actor, body)),
];
