/** How much work lies in the queues, read straight from their tables: for whoever looks after the desk. */
import { sql } from 'kysely';
import type { Reader } from './store.ts';

export type QueueFigures = {
  /** The program's own name: "on.tell-of-request", "every.letters". */
  readonly name: string;
  /** Waiting to be done, or to be tried again. */
  readonly waiting: number;
  readonly active: number;
  /** Since when the oldest that is due waits; null when none is due. */
  readonly oldestDue: Date | null;
};

/** One line a queue that holds something; work that is done or was given up is not counted. Name "dead-letters": given up. */
export async function queueFigures(db: Reader, now: Date): Promise<QueueFigures[]> {
  const { rows } = await sql<QueueFigures>`
    select name,
      count(*) filter (where state in ('created', 'retry')) as waiting,
      count(*) filter (where state = 'active') as active,
      min(start_after) filter (where state in ('created', 'retry') and start_after <= ${now}) as "oldestDue"
    from jobs.job where state < 'completed' group by name order by name`.execute(db);
  return rows;
}
