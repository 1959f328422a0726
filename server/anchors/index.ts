/** Anchors: each day one sealed root over the history, kept outside the database too, and the check of the whole record. */
import type { Slice } from '#server/shared/house.ts';
import { anchorDue } from './make.ts';

export { type Checked, checkAll, isMild } from './check.ts';
export { type Compared, compareGiven } from './check-anchors.ts';
export type { Finding } from './findings.ts';
export { anchorDue, makeAnchor, tellNewest } from './make.ts';
export { anchorsOf } from './paths.ts';
export { type Anchor, anchorByNumber, anchorsBefore, newestAnchor } from './rows.ts';
export { anchorFile, anchorFileName } from './shelf.ts';

/** Seconds after midnight; and after a start, for a desk that was off then. */
const LOOK_EVERY = 15_000;

export const anchorsSlice: Slice = {
  name: 'anchors',
  watches: [
    { name: 'anchors', everyMs: LOOK_EVERY, byTime: true, run: async (house) => void (await anchorDue(house)) },
  ],
};
