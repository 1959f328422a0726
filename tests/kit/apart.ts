/** A PostgreSQL beside the program, as `DATABASE_URL` names it: it can be stopped and started while the program runs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SUPERUSER } from '#server/shared/postgres/cluster.ts';
import { type EmbeddedPostgres, openEmbedded } from '#server/shared/postgres/embedded.ts';

export type ServerApart = {
  readonly url: string;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Ends it and removes its folder. */
  close(): Promise<void>;
};

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

export async function serverApart(): Promise<ServerApart> {
  const dataDir = mkdtempSync(join(tmpdir(), 'mesa-apart-'));
  const open = () => openEmbedded({ dataDir, log: quiet });
  let running: EmbeddedPostgres | null = await open();
  const { host, database } = running.owner;
  const stop = async () => {
    await running?.close();
    running = null;
  };
  return {
    url: `postgresql://${SUPERUSER}@localhost/${database}?host=${encodeURIComponent(String(host))}`,
    stop,
    start: async () => {
      running ??= await open();
    },
    close: async () => {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
