/** What each way to another machine must do; what is the same for all is in `copies.ts`. */
import { createHash } from 'node:crypto';
import type { Listed } from '../names.ts';

/** One archive on its way: `sha256` (hexadecimal) is held against what was read back; `progress` is told bytes, both ways. */
export type Sending = {
  path: string;
  bytes: number;
  sha256: string;
  signal: AbortSignal;
  progress(more: number): void;
};

export type Reading = AsyncGenerator<{ piece: Uint8Array; ofBytes: number }>;

/** All throw CopyFailed. */
export type Way = {
  describe(): string;
  put(name: string, sending: Sending): Promise<void>;
  list(): Promise<Listed[]>;
  read(name: string, signal: AbortSignal): Reading;
  remove(name: string): Promise<void>;
  check(): Promise<void>;
};

/** Hexadecimal, of what was read back. */
export async function sha256Of(reading: Reading, progress: Sending['progress']): Promise<string> {
  const hash = createHash('sha256');
  for await (const { piece } of reading) {
    hash.update(piece);
    progress(piece.length);
  }
  return hash.digest('hex');
}
