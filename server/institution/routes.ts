import { openSetUp, readSettings, saveSettings, sendSetUpLetter } from '#contract/institution.ts';
import { printLetterheadSample, putLogo, readLetterhead, removeLogo, saveLetterhead } from '#contract/letterhead.ts';
import type { House } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { personOf } from '../shared/policy.ts';
import { readLetterhead as readIt, saveLetterhead as saveIt } from './letterhead.ts';
import { putLogo as putIt, removeLogo as removeIt } from './logo.ts';
import { readSettings as readThem } from './read-settings.ts';
import { printLetterheadSample as printIt } from './sample.ts';
import { saveSettings as saveThem } from './save-settings.ts';
import { openSetUp as open, sendSetUpLetter as sendLetter } from './set-up.ts';

/** `completeSetUp` and `saveMail` need a person, `readInstitution` what is asked of passwords: the slice of accounts binds them. */
export const routes = (house: House): Route[] => [
  answer(openSetUp).with(({ body, caller }) => open(house, { ...body, caller })),
  answer(sendSetUpLetter).with(({ body, caller }) => sendLetter(house, { ...body, caller })),
  answer(readSettings).with(({ actor }) => readThem(house, actor)),
  answer(saveSettings).with(({ body, actor }) => saveThem(house, actor, body)),
  answer(readLetterhead).with(({ actor }) => readIt(house, actor)),
  answer(saveLetterhead).with(({ body, actor }) => saveIt(house, actor, body)),
  answer(putLogo).with(({ actor, upload }) => putIt(house, personOf(actor), upload)),
  answer(removeLogo).with(({ actor }) => removeIt(house, actor)),
  answer(printLetterheadSample).with(({ actor }) => printIt(house, actor)),
];
