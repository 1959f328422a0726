/** Makes a database ready for the program: schema, queues, and what each role may do. Run at every start, under a lock. */
import { prepareJobs } from './shared/jobs.ts';
import { type Migrating, migrate } from './shared/migrate.ts';
import type { Postgres } from './shared/postgres/postgres.ts';
import { reactionsOf, SLICES, schedulesOf } from './wiring.ts';

/** Names of the migrations that ran. */
export async function prepareDatabase(
  postgres: Pick<Postgres, 'owner' | 'appRole' | 'readerRole'>,
  watching: Pick<Migrating, 'before' | 'behind'> = {},
): Promise<string[]> {
  const roles = { app: postgres.appRole, reader: postgres.readerRole };
  const ran = await migrate(postgres.owner, roles, watching);
  await prepareQueues(postgres);
  return ran;
}

/** Only where work that waits lies; the schema stays as it is. */
export function prepareQueues(postgres: Pick<Postgres, 'owner' | 'appRole' | 'readerRole'>): Promise<void> {
  return prepareJobs(
    postgres.owner,
    { reactions: reactionsOf(SLICES), schedules: schedulesOf(SLICES) },
    { app: postgres.appRole, reader: postgres.readerRole },
  );
}
