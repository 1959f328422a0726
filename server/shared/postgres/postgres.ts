import { openEmbedded } from './embedded.ts';
import { openGiven } from './given.ts';
import type { Log, Postgres } from './types.ts';

export type { Log, Postgres } from './types.ts';

/**
 * The program's PostgreSQL: the server `databaseUrl` names, or, when it is null, the bundled
 * one on `<dataDir>/postgres`. Resolves when it takes connections. Throws OperatorError for
 * whatever the person who runs the program must put right.
 */
export async function openPostgres(options: {
  dataDir: string;
  databaseUrl: string | null;
  log: Log;
}): Promise<Postgres> {
  if (options.databaseUrl !== null) return openGiven(options.databaseUrl, options.log);
  const { superuser: _, ...postgres } = await openEmbedded({ dataDir: options.dataDir, log: options.log });
  return postgres;
}
