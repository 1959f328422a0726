import { openEmbedded } from './embedded.ts';
import type { CarryOver } from './engine-change.ts';
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
  /** Takes a folder of an older major version over to this one; without it such a folder is refused. */
  carryOver?: CarryOver;
}): Promise<Postgres> {
  if (options.databaseUrl !== null) return openGiven(options.databaseUrl, options.log);
  const { dataDir, log, carryOver = null } = options;
  const { superuser: _, ...postgres } = await openEmbedded({ dataDir, log, carryOver });
  return postgres;
}
