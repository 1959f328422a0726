/** Anchors kept outside the database, each with its leaves: whoever changes the database does not change these too. */
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { canonical } from '#server/shared/canonical.ts';
import { syncFolder } from '#server/shared/files.ts';
import type { Anchor, Leaf } from './rows.ts';

/** What is mailed and what is kept: the document as a text, byte for byte what was sealed. */
export const anchorFile = ({ document, keyId, seal }: Pick<Anchor, 'document' | 'keyId' | 'seal'>): string =>
  canonical({ document, keyId, seal: seal.toString('base64') });

/** Null for what is none. */
export function readAnchorFile(text: string): { document: string; keyId: string; seal: Buffer } | null {
  try {
    const { document, keyId, seal } = JSON.parse(text) as Record<string, unknown>;
    if (typeof document !== 'string' || typeof keyId !== 'string' || typeof seal !== 'string') return null;
    return { document, keyId, seal: Buffer.from(seal, 'base64') };
  } catch {
    return null;
  }
}

const folderOf = (dataDir: string): string => join(dataDir, 'anchors');
const nameOf = (number: number): string => String(number).padStart(6, '0');
export const anchorFileName = (number: number): string => `ancla-${nameOf(number)}.json`;
const leavesName = (number: number): string => `ancla-${nameOf(number)}.hojas`;

/** One a line: position, hash, stream, sequence. */
const lineOf = ({ position, hash, stream, sequence }: Leaf): string =>
  `${position} ${hash.toString('hex')} ${stream} ${sequence}\n`;

export async function shelve(dataDir: string, anchor: Anchor, leaves: AsyncIterable<readonly Leaf[]>): Promise<void> {
  const folder = folderOf(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await written(folder, leavesName(anchor.number), async function* lines() {
    for await (const some of leaves) yield some.map(lineOf).join('');
  });
  // Last: an anchor that is there has its leaves.
  await written(folder, anchorFileName(anchor.number), async function* whole() {
    yield anchorFile(anchor);
  });
}

async function written(folder: string, name: string, pieces: () => AsyncGenerator<string>): Promise<void> {
  const half = join(folder, `${name}.half`);
  const handle = await open(half, 'w', 0o600);
  try {
    for await (const piece of pieces()) await handle.writeFile(piece);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(half, join(folder, name));
  await syncFolder(folder);
}

/** Numbers of those that are kept here. */
export async function shelved(dataDir: string): Promise<Set<number>> {
  const names = await readdir(folderOf(dataDir)).catch(() => []);
  return new Set(names.flatMap((name) => /^ancla-(\d{6,})\.json$/.exec(name)?.[1] ?? []).map(Number));
}

export const readShelved = (dataDir: string, number: number): Promise<string | null> =>
  readFile(join(folderOf(dataDir), anchorFileName(number)), 'utf8').catch(() => null);

/** Leaves as they were written outside, line by line; nothing where the file is not there. */
export async function* shelvedLeaves(dataDir: string, number: number): AsyncGenerator<Omit<Leaf, 'entryId'>> {
  const handle = await open(join(folderOf(dataDir), leavesName(number)), 'r').catch(() => null);
  if (handle === null) return;
  try {
    for await (const line of handle.readLines({ encoding: 'utf8' })) {
      const [position = '', hash = '', stream = '', sequence = ''] = line.split(' ');
      yield { position: Number(position), hash: Buffer.from(hash, 'hex'), stream, sequence: Number(sequence) };
    }
  } finally {
    await handle.close();
  }
}
