/** Verification: anybody may ask whether a document of the desk is genuine, here or without us (decision 53). */
import * as contract from '#contract/verification.ts';
import type { House, Slice } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { verifyByCode } from './by-code.ts';
import { downloadSealKeys, downloadVerifier, listSealKeys } from './take-away.ts';

const routes = (house: House): Route[] => [
  answer(contract.verifyByCode).with(({ body, caller }) =>
    verifyByCode(house, { code: body.code, address: caller.address }),
  ),
  answer(contract.listSealKeys).with(() => listSealKeys(house)),
  answer(contract.downloadSealKeys).with(() => downloadSealKeys(house)),
  answer(contract.downloadVerifierPage).with(() => downloadVerifier(house, 'page')),
  answer(contract.downloadVerifierScript).with(() => downloadVerifier(house, 'script')),
];

export const verificationSlice: Slice = { name: 'verification', routes };
