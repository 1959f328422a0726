/** At the bench: looks into an archive as far as it takes to know that it is no bomb. Nothing is ever unpacked to disk. */
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { ARCHIVE_LIMITS, type ArchiveFacts, Refusal } from './words.ts';

const STORED = 0;
const DEFLATED = 8;

export async function lookInto(bytes: Buffer): Promise<ArchiveFacts> {
  const zip = await yauzl.fromBufferPromise(bytes, {
    lazyEntries: true,
    decodeStrings: false,
    validateEntrySizes: true,
  });
  if (zip.entryCount > ARCHIVE_LIMITS.entries) throw new Refusal('too-large');
  const entries: Entry[] = [];
  let declared = 0;
  for await (const entry of zip.eachEntry()) {
    entries.push(entry);
    declared += entry.uncompressedSize;
    if (entries.length > ARCHIVE_LIMITS.entries) throw new Refusal('too-large');
    withinLimits(declared, bytes.length);
  }
  await withoutOverlaps(zip, entries, bytes.length);
  await unpackedAsDeclared(zip, entries, bytes.length);
  const encrypted = entries.some((entry) => entry.isEncrypted());
  return { entries: entries.length, unpacked: declared, encrypted };
}

function withinLimits(unpacked: number, packed: number): void {
  const { unpacked: most, harmless, ratio } = ARCHIVE_LIMITS;
  if (unpacked > most || (unpacked > harmless && unpacked > packed * ratio)) throw new Refusal('too-large');
}

/** Entries that share their bytes are how ten megabytes become petabytes; no honest archiver writes them. */
async function withoutOverlaps(zip: ZipFile, entries: readonly Entry[], total: number): Promise<void> {
  const spans: { from: number; to: number }[] = [];
  for (const entry of entries) {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    spans.push({ from: entry.relativeOffsetOfLocalHeader, to: fileDataStart + entry.compressedSize });
  }
  spans.sort((one, other) => one.from - other.from);
  let end = 0;
  for (const { from, to } of spans) {
    if (from < end || to > total) throw new Refusal('too-large');
    end = to;
  }
}

/** The sizes in the list may lie: each entry is inflated to nowhere, and stopped at what it declares. */
async function unpackedAsDeclared(zip: ZipFile, entries: readonly Entry[], packed: number): Promise<void> {
  let real = 0;
  for (const entry of entries) {
    if (entry.isEncrypted() || (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)) continue;
    const content = await zip.openReadStreamPromise(entry);
    for await (const piece of content) {
      real += (piece as Buffer).length;
      withinLimits(real, packed);
    }
  }
}
