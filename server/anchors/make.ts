/** Making the anchor of the day that ended; once a day, whichever node looks first. */
import { readInstitutionRow, todayAt } from '#server/institution/index.ts';
import { canonical } from '#server/shared/canonical.ts';
import { DAY, later } from '#server/shared/clock.ts';
import type { House } from '#server/shared/house.ts';
import { newId, sha256 } from '#server/shared/ids.ts';
import { system } from '#server/shared/policy.ts';
import type { Work } from '#server/shared/store.ts';
import { Tree } from './merkle.ts';
import {
  type Anchor,
  anchorsAfter,
  holdAnchoring,
  insertAnchor,
  leavesBetween,
  newestAnchor,
  settlePositions,
} from './rows.ts';
import { shelve, shelved } from './shelf.ts';

type Shop = Pick<House, 'store' | 'sealing' | 'clock' | 'settings'>;

/** The newest day that has ended where the institution is; null before the desk is set up. */
async function endedDay({ store, clock }: Shop): Promise<string | null> {
  const institution = await readInstitutionRow(store.read).catch(() => null);
  return institution === null ? null : todayAt(institution, later(clock.now(), -DAY));
}

class MadeMeanwhile extends Error {}

/** Makes it if its day has ended and it is not there yet; keeps outside whatever is not kept there; tells this node the newest. */
export async function anchorDue(house: Shop): Promise<Anchor | null> {
  const day = await endedDay(house);
  let made: Anchor | null = null;
  if (day !== null && ((await newestAnchor(house.store.read))?.day ?? '') < day) made = await makeAnchor(house, day);
  await keepOutside(house);
  await tellNewest(house);
  return made;
}

/** `day` is what it is of; entries are all that had none yet. Null when another node was first. */
export async function makeAnchor(house: Shop, day: string): Promise<Anchor | null> {
  try {
    return await house.store.change(system('anchors'), (work) => makeWithin(work, { house, day }));
  } catch (error) {
    if (error instanceof MadeMeanwhile) return null;
    throw error;
  }
}

async function makeWithin(work: Work, { house, day }: { house: Shop; day: string }): Promise<Anchor> {
  await holdAnchoring(work);
  const before = await newestAnchor(work.db);
  if (before !== undefined && before.day >= day) throw new MadeMeanwhile();
  const from = before?.to ?? 0;
  const entries = await settlePositions(work, from);
  const tree = new Tree();
  for await (const leaves of leavesBetween(work.db, from, from + entries))
    for (const { hash } of leaves) tree.add(hash);
  const { governmentName } = await readInstitutionRow(work.db);
  const { sealing } = house;
  const number = (before?.number ?? 0) + 1;
  const document = canonical({
    ...{ format: 'mesa-ancla/1', number, day, at: work.now.toISOString(), governmentName, keyId: sealing.keyId },
    ...{ from, to: from + entries, entries, root: tree.root().toString('hex') },
    previous: before?.sha256.toString('hex') ?? null,
  });
  const sum = sha256(document);
  const seal = Buffer.from(await sealing.sign(anchorText(sum)), 'base64');
  const anchor: Anchor = {
    ...{ number, day, at: work.now, from, to: from + entries, document, sha256: sum, seal, keyId: sealing.keyId },
  };
  await insertAnchor(work, anchor);
  await work.record({
    stream: `anchor:${newId()}`,
    fact: 'anchor.made',
    data: { number, day, entries, sha256: sum.toString('hex') },
    opens: true,
  });
  return anchor;
}

/** What is sealed of an anchor. */
export const anchorText = (sum: Buffer): string => `mesa-ancla/1 ${sum.toString('hex')}`;

/** Also what a crash, or a disk that was full, left undone. */
async function keepOutside({ store, settings }: Shop): Promise<void> {
  const there = await shelved(settings.dataDir);
  for (let after = 0; ; ) {
    const anchors = await anchorsAfter(store.read, after);
    for (const anchor of anchors)
      if (!there.has(anchor.number))
        await shelve(settings.dataDir, anchor, leavesBetween(store.read, anchor.from, anchor.to));
    if (anchors.length === 0) return;
    after = anchors.at(-1)?.number ?? after;
  }
}

/** Records sealed by this node from now on name it. */
export async function tellNewest({ store, sealing }: Pick<House, 'store' | 'sealing'>): Promise<void> {
  const newest = await newestAnchor(store.read);
  if (newest) sealing.tellAnchor({ day: newest.day, sha256: newest.sha256.toString('hex') });
}
