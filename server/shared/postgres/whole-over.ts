/** Copies a whole database into an empty one of another server, table by table, and holds both against each other. */
import { AT_ONCE } from '../pace.ts';
import { openRowSum, type RowSum } from './row-sum.ts';
import { openSession, type Session } from './session.ts';
import type { Postgres } from './types.ts';
import { NotWhole, openLoading } from './whole-in.ts';
import { copyOf, JOBS, openSnapshot, type Table } from './whole-out.ts';

export type CopyOver = {
  readonly from: Pick<Postgres, 'owner'>;
  readonly to: Pick<Postgres, 'owner'>;
  /** Makes the schema of these migrations in `to`. */
  schema(migrations: readonly { name: string; hash: string }[]): Promise<void>;
  /** Makes the queues in `to`. */
  queues(): Promise<void>;
};

export type CopiedOver = {
  readonly tables: number;
  readonly rows: number;
  readonly entries: number;
  readonly jobs: number;
};

const MIGRATIONS = 'copy public.migrations (name, hash, ran_at, expands)';

/**
 * The tables with their rows, the work that waits, which migrations ran and when, where the sequences stand. Throws NotWhole when
 * a row is not what it was, or the chain of the history does not hold.
 */
export async function copyOver(given: CopyOver): Promise<CopiedOver> {
  const snapshot = await openSnapshot({ app: given.from.owner }, []);
  const session = await openSession(given.to.owner, 'mesa-engine').catch(async (error: unknown) => {
    await snapshot.close();
    throw error;
  });
  const loading = openLoading(session, AT_ONCE);
  try {
    await given.schema(snapshot.migrations);
    const plan = { tables: snapshot.tables, jobs: snapshot.jobs };
    await loading.begin(plan);
    const rows = new Map<string, number>();
    const sums = new Map<string, string>();
    for (const name of [...plan.tables.map((table) => table.name), JOBS]) {
      const copied = copyOf(snapshot, name);
      if (copied === null) continue;
      const sum = openRowSum();
      await loading.table(name, summed(copied, sum));
      rows.set(name, copied.rows);
      sums.set(name, sum.end());
    }
    const waiting = rows.get(JOBS) ?? 0;
    rows.delete(JOBS);
    sums.delete(JOBS);
    const loaded = await loading.end(rows);
    await given.queues();
    const jobs = await loading.jobs();
    if (jobs > waiting) throw new NotWhole('counts', JOBS);
    await carrySmall(given, session);
    await compareSums(given, plan.tables, sums);
    return { tables: plan.tables.length, rows: loaded.rows, entries: loaded.entries, jobs };
  } finally {
    await loading.giveUp();
    await snapshot.close();
  }
}

async function* summed(copied: AsyncIterable<Buffer>, sum: RowSum): AsyncGenerator<Buffer> {
  for await (const piece of copied) {
    sum.add(piece);
    yield piece;
  }
}

/** Reads everything once more, from the new side, in the order of columns of the old one. */
async function compareSums(
  { to }: CopyOver,
  tables: readonly Table[],
  sums: ReadonlyMap<string, string>,
): Promise<void> {
  const snapshot = await openSnapshot({ app: to.owner }, []);
  try {
    for (const { name } of tables) {
      const sum = openRowSum();
      for await (const piece of copyOf({ ...snapshot, tables: [...tables] }, name) ?? []) sum.add(piece);
      if (sum.end() !== sums.get(name)) throw new NotWhole('counts', name);
    }
  } finally {
    await snapshot.close();
  }
}

/** What an archive does without: when each migration ran, and numbers that were given out and never used. */
async function carrySmall({ from }: CopyOver, session: Session): Promise<void> {
  const old = await openSession(from.owner, 'mesa-engine');
  try {
    const ran = old.copyOut(`${MIGRATIONS} to stdout`);
    await session.query('begin; delete from public.migrations');
    await session.copyIn(`${MIGRATIONS} from stdin`, ran);
    const sequences = await old.query<{ name: string }>(
      "select oid::regclass::text as name from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace",
    );
    for (const { name } of sequences) {
      const [at] = await old.query<{ value: string; called: boolean }>(
        `select last_value::text as value, is_called as called from ${name}`,
      );
      if (at) await session.query('select setval($1::regclass, $2, $3)', [name, at.value, at.called]);
    }
    await session.query('commit');
  } finally {
    await old.close();
  }
}
