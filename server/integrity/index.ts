/** Integrity: the official record looked at as a whole, by whoever audits and by the night (decision 53). */
import * as contract from '#contract/integrity.ts';
import type { House, Slice } from '#server/shared/house.ts';
import { answer, type Route } from '#server/shared/http/answer.ts';
import { personOf } from '#server/shared/policy.ts';
import { save } from './addresses.ts';
import { anchors, anchorToKeep, ask, compare, read } from './read.ts';
import { askNightly, workOff } from './run.ts';

export { ADDRESSES_CHANGED } from './addresses.ts';
export { anchorAddresses } from './rows.ts';
export { type IntegrityStanding, integrityNotice, integrityNow } from './standing.ts';

const routes = (house: House): Route[] => [
  answer(contract.readIntegrity).with(({ actor }) => read(house, personOf(actor))),
  answer(contract.listAnchors).with(({ query }) => anchors(house, query.cursor)),
  answer(contract.downloadAnchor).with(({ params }) => anchorToKeep(house, params.number)),
  answer(contract.checkIntegrity).with(({ actor }) => ask(house, personOf(actor))),
  answer(contract.compareAnchor).with(({ body }) => compare(house, body)),
  answer(contract.saveAnchorAddresses).with(({ actor, body }) => save(house, personOf(actor), body)),
];

export const integritySlice: Slice = {
  name: 'integrity',
  routes,
  watches: [{ name: 'integrity', everyMs: 3_000, run: workOff }],
  schedules: [{ name: 'integrity-nightly', cron: '23 4 * * *', run: askNightly }],
};
