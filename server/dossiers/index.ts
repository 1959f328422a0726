/** Dossiers: all of a request as one paper or one package, for whoever may read it. */
import * as contract from '#contract/dossiers.ts';
import { whichOf } from '../requests/index.ts';
import type { House, Slice } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { downloadFullRecord } from './full-record.ts';
import { downloadDossier } from './package.ts';
import { measureDossier } from './size.ts';

const routes = (house: House): Route[] => [
  answer(contract.downloadFullRecord).with(({ actor, params }) =>
    downloadFullRecord(house, actor, whichOf(params.ref)),
  ),
  answer(contract.measureDossier).with(({ actor, params }) => measureDossier(house, actor, whichOf(params.ref))),
  answer(contract.downloadDossier).with(({ actor, params }) => downloadDossier(house, actor, whichOf(params.ref))),
];

export const dossiersSlice: Slice = { name: 'dossiers', routes };
