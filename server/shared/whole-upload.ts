/** An upload that is small by its nature, whole in memory. */
import type { Readable } from 'node:stream';
import { Fault } from './fault.ts';

/** Throws `type.unsupported` for none at all, and what `onTooLarge` says beyond `maxBytes`. */
export async function wholeUpload(
  upload: Readable | null,
  { maxBytes, onTooLarge }: { maxBytes: number; onTooLarge: (megabytes: number) => Fault },
): Promise<Buffer> {
  if (upload === null) throw new Fault('type.unsupported');
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of upload.iterator({ destroyOnReturn: false })) {
    bytes += (piece as Buffer).length;
    if (bytes > maxBytes) {
      // The rest is let go by unread: cut off in the middle, a sender never hears why.
      upload.resume();
      throw onTooLarge(maxBytes / 1024 / 1024);
    }
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces);
}
