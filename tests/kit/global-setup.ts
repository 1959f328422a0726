import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { prepareDatabase } from '#server/prepare.ts';
import { type EmbeddedPostgres, openEmbedded } from '#server/shared/postgres/embedded.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the suite's PostgreSQL listens, and the migrated database that tests clone. */
    postgres: { host: string; template: string; version: number };
  }
}

/** Starts one PostgreSQL for the whole run, migrates a database and makes it the template of all others. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mesa-tests-'));
  const postgres = await openEmbedded({ dataDir: folder, log: complaints, durable: false });
  const close = async () => {
    await postgres.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await prepareDatabase(postgres);
    project.provide('postgres', await freeze(postgres));
    return close;
  } catch (error) {
    await close();
    throw error;
  }
}

/** A clone fails while anyone is connected to what it copies, so nobody may be. */
async function freeze(postgres: EmbeddedPostgres): Promise<{ host: string; template: string; version: number }> {
  const template = String(postgres.owner.database);
  const client = new pg.Client(postgres.superuser);
  await client.connect();
  try {
    await client.query(`ALTER DATABASE ${pg.escapeIdentifier(template)} IS_TEMPLATE true ALLOW_CONNECTIONS false`);
  } finally {
    await client.end();
  }
  return { host: String(postgres.owner.host), template, version: postgres.version };
}

/** The server's ordinary words, and its notes on connections that a dropped database took along, would drown the results. */
const complaints = {
  info: () => {},
  warn: () => {},
  error: (fields: object, message: string) => console.error(message, fields),
};
