import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { prepareDatabase } from '#server/prepare.ts';
import { type EmbeddedPostgres, openEmbedded } from '#server/shared/postgres/embedded.ts';
import { newSealKey } from '#server/shared/sealing.ts';
import { neverAnswered } from './answers.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the suite's PostgreSQL listens, and the migrated database that tests clone. */
    postgres: { host: string; template: string; version: number };
    /** The key that every desk of the run seals with: making one takes longer than opening a desk. */
    sealKey: string;
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
    project.provide('sealKey', await newSealKey());
    const answers = path.join(folder, 'answers');
    await writeFile(answers, '');
    process.env.MESA_ANSWERS_FILE = answers;
    return async () => {
      const missing = isWhole() ? neverAnswered(answers) : [];
      await close();
      if (missing.length > 0) throw new Error(`answers of the API that no test has seen: ${missing.join(', ')}`);
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** `npm test` without a file or a name: every suite runs, so what nobody tried is known at the end. */
const isWhole = (): boolean => process.env.MESA_WHOLE_RUN === '1';

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
