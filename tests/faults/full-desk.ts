/** A desk with years of requests and real files, made by the benchmark's generator, and the ways into it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type pg from 'pg';
import { pino } from 'pino';
import { SUPERUSER } from '#server/shared/postgres/cluster.ts';
import { accessTo } from '#server/shared/postgres/embedded.ts';
import { openPostgres } from '#server/shared/postgres/postgres.ts';
import { fill } from '../../bench/desk.ts';
import type { Generated } from '../../bench/generate.ts';
import type { Options } from './report.ts';
import { MEGABYTE } from './wire.ts';

export type FullDesk = { dataDir: string; people: Generated };

/** In `options.desk`, where it is taken if it is there already and kept; else in `folder`. */
export async function fullDesk(options: Options, folder: string): Promise<FullDesk> {
  const { requests = 2_000, filesMb = 100, desk, say } = options;
  const home = desk === undefined ? folder : resolve(desk);
  const cast = join(home, 'desk.json');
  const dataDir = join(home, 'data');
  if (!existsSync(cast)) {
    mkdirSync(home, { recursive: true });
    const people = await fill(dataDir, { requests, port: 3_391, fileBytes: filesMb * MEGABYTE, log: say });
    writeFileSync(cast, JSON.stringify(people));
  }
  return { dataDir, people: JSON.parse(readFileSync(cast, 'utf8')) as Generated };
}

/** Into the database of a desk that runs. */
export function waysInto(dataDir: string): { owner: pg.PoolConfig; app: pg.PoolConfig } {
  const [, , , , socket = ''] = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  return accessTo(resolve(dataDir, 'postgres', socket), 'mesa');
}

/** Opens the database of a stopped desk for a moment, to whoever sees all of it. */
export async function withStopped<Result>(
  dataDir: string,
  look: (superuser: pg.ClientConfig) => Promise<Result>,
): Promise<Result> {
  const postgres = await openPostgres({ dataDir, databaseUrl: null, log: pino({ level: 'silent' }) });
  try {
    return await look({ ...postgres.owner, user: SUPERUSER } as pg.ClientConfig);
  } finally {
    await postgres.close();
  }
}
