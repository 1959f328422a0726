/** Work that one node or command does at a time, however long it takes: a lock of the database, held by a connection of its own. */
import { openSession } from './session.ts';
import type { Postgres } from './types.ts';

/**
 * Null, and nothing done, while another holds `lock`. A program that is killed lets go of it with its connection.
 * `lock`: any constant does, so long as every copy of the program uses the same.
 */
export async function alone<Result>(
  postgres: Pick<Postgres, 'app'>,
  lock: number,
  act: () => Promise<Result>,
): Promise<Result | null> {
  const session = await openSession(postgres.app, 'mesa-alone');
  try {
    const [row] = await session.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [lock]);
    return row?.held === true ? await act() : null;
  } finally {
    await session.close();
  }
}
