/** A PostgreSQL that nobody will miss, in a folder of its own that goes with it: for a restore that only proves. */
import { readdirSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { newRandomId } from '../ids.ts';
import { removeOutside } from './binaries.ts';
import { nameOf } from './cluster.ts';
import { openEmbedded } from './embedded.ts';
import { holderOf, lockFolder } from './folder-lock.ts';
import { endLeftover } from './leftover.ts';
import type { Log, Postgres } from './types.ts';

const NAME = /^proof-[0-9a-f-]{36}$/;

/** Little memory, nothing kept for a crash, and no log written of rows that go into a table made in the same act. */
const SMALL = [
  ...['shared_buffers=32MB', 'max_connections=20', 'autovacuum=off', 'jit=off'],
  ...['wal_level=minimal', 'max_wal_senders=0', 'max_wal_size=256MB', 'maintenance_work_mem=64MB'],
];

export type Scratch = {
  /** Made by `start`; whatever else is laid into it goes with it. */
  readonly folder: string;
  start(): Promise<Postgres>;
  /** Stops the server and removes the folder. May be called again, and in the middle of anything. */
  remove(): Promise<void>;
};

/** Names a folder below `parent`; nothing is there before `start`. */
export function scratchIn(parent: string, log: Log): Scratch {
  const folder = path.join(parent, `proof-${newRandomId()}`);
  let starting: Promise<Postgres> | null = null;
  return {
    folder,
    start: () => {
      starting ??= openEmbedded({ dataDir: folder, log, durable: false, settings: SMALL });
      return starting;
    },
    remove: async () => {
      const started = await starting?.catch(() => null);
      await started?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Removes what a killed program left of such folders below `parent`, its server first. Those in use stay. */
export async function sweepScratch(parent: string, log: Log): Promise<void> {
  for (const name of namesIn(parent)) {
    const folder = realpathSync(path.join(parent, name));
    if (holderOf(folder) !== null) continue;
    const { inherited } = lockFolder(folder);
    const data = path.join(folder, 'postgres');
    await endLeftover({ data, name: nameOf(data) }, log);
    removeOutside(inherited);
    await rm(folder, { recursive: true, force: true });
    log.warn({ folder: name }, 'Removed what an interrupted proof of an archive had left');
  }
}

function namesIn(parent: string): string[] {
  try {
    return readdirSync(parent).filter((name) => NAME.test(name));
  } catch {
    return [];
  }
}
