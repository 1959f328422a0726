/** What leads from the entries of a stream to their anchors, for whoever takes them away. */
import type { Json } from '#server/shared/canonical.ts';
import type { Reader } from '#server/shared/store.ts';
import { pathTo } from './merkle.ts';
import { type Anchor, anchorsAfter, leavesBetween, leavesOf } from './rows.ts';

/** `anclas.json` of a package (decision 53): the anchors its entries have, and a path for each of them. */
export async function anchorsOf(db: Reader, stream: string): Promise<{ [key: string]: Json }> {
  const leaves = await leavesOf(db, stream);
  const first = leaves[0];
  if (first === undefined) return { anchors: [], paths: [] };
  const named = (await all(db)).filter(({ from, to }) => leaves.some(({ position: at }) => at > from && at <= to));
  const paths: Json[] = [];
  for (const anchor of named) paths.push(...(await pathsIn(db, anchor, leaves)));
  return {
    anchors: named.map(({ document, seal, keyId }) => ({ document, seal: seal.toString('base64'), keyId })),
    paths: paths.sort((one, other) => sequenceOf(one) - sequenceOf(other)),
  };
}

const sequenceOf = (path: Json): number => (path as { sequence: number }).sequence;

async function all(db: Reader): Promise<Anchor[]> {
  const anchors: Anchor[] = [];
  for (;;) {
    const some = await anchorsAfter(db, anchors.at(-1)?.number ?? 0);
    anchors.push(...some);
    if (some.length === 0) return anchors;
  }
}

async function pathsIn(
  db: Reader,
  anchor: Anchor,
  leaves: readonly { position: number; sequence: number }[],
): Promise<Json[]> {
  const hashes: Buffer[] = [];
  for await (const some of leavesBetween(db, anchor.from, anchor.to)) hashes.push(...some.map(({ hash }) => hash));
  return leaves
    .filter(({ position }) => position > anchor.from && position <= anchor.to)
    .map(({ position, sequence }) => {
      const index = position - anchor.from - 1;
      return {
        ...{ sequence, anchor: anchor.number, index, size: hashes.length },
        path: pathTo(hashes, index).map((hash) => hash.toString('hex')),
      };
    });
}
