/** Opens the database of a desk that is about to be brought up to this program, its PostgreSQL included. */

import type { Log } from '../shared/log.ts';
import { noteIn } from '../shared/postgres/engine-folders.ts';
import { openPostgres, type Postgres } from '../shared/postgres/postgres.ts';
import { keep, type ToBringUp } from './bring-up.ts';
import { carryingOver } from './carry-over.ts';

export type ToOpen = Omit<ToBringUp, 'postgres'> & { readonly log: Log };

/**
 * A data folder of an older major version of PostgreSQL is archived first, as before any upgrade, and then carried over. Throws
 * OperatorError with the folder as it was.
 */
export async function openToUpgrade({ settings, log, withoutBackup, tell }: ToOpen): Promise<Postgres> {
  const { dataDir, databaseUrl } = settings;
  const carryOver = carryingOver({
    before: async (postgres, majors) => {
      tell('terminal.engine.begins', { ...majors });
      if (!withoutBackup) await keep({ postgres, settings, tell }, 'engine', 1);
    },
  });
  const postgres = await openPostgres({ dataDir, databaseUrl, log, carryOver });
  const note = databaseUrl === null ? noteIn(dataDir) : null;
  if (note !== null && !note.recorded) {
    const { former, carried, from, to } = note;
    tell('terminal.engine.done', { from, to, former: `${dataDir}/${former}`, ...carried });
  }
  return postgres;
}
