/** The queues from beside the program: work nobody can do put into them, and time that passes for what waits there. */
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { newId } from '#server/shared/ids.ts';
import type { EmbeddedPostgres } from '#server/shared/postgres/embedded.ts';

export type Queues = {
  /** Work whose facts name a request that cannot be one: each try fails. */
  poison(queue: string, count: number): Promise<void>;
  /** Rows of a statement by the superuser. */
  rows(text: string): Promise<Record<string, unknown>[]>;
  /** Whatever waits for its next try is tried now. */
  due(): Promise<void>;
  /** The five minutes are over that work may take: what is under way counts as lost, as another node would see it. */
  expire(queue: string): Promise<void>;
  /** Nobody writes a letter until it is let go of: work stands in the middle. */
  holdLetters(): Promise<() => Promise<void>>;
  close(): Promise<void>;
};

export async function openQueues(postgres: EmbeddedPostgres): Promise<Queues> {
  const config = { ...postgres.superuser, database: String(postgres.owner.database) };
  const connect = async () => {
    const client = new pg.Client(config);
    await client.connect();
    return client;
  };
  const client = await connect();
  const rows: Queues['rows'] = async (text) => (await client.query(text)).rows;
  const { host, user, database } = config;
  const address = { ...(host === undefined ? {} : { host }), ...(user === undefined ? {} : { user }) };
  const boss = new PgBoss({ schema: 'jobs', migrate: false, supervise: false, schedule: false, ...address, database });
  boss.on('error', () => undefined);
  await boss.start();
  return {
    poison: async (queue, count) => {
      for (let n = 0; n < count; n += 1) {
        const data = { requestId: 'no es una solicitud', registrationId: 'no es un registro' };
        const fact = queue === 'on.tell-of-request' ? 'request.messaged' : 'account.asked';
        const entry = { id: newId(), stream: 'request:poison', sequence: 1, fact, at: new Date(), actorId: null, data };
        await boss.send(queue, entry);
      }
    },
    rows,
    due: async () => {
      await rows(`update jobs.job set start_after = now() where state = 'retry' and start_after > now()`);
      // As the queue itself tells its workers.
      await rows(
        `select pg_notify('pgboss_' || left(encode(sha224('jobs'::bytea), 'hex'), 24), name)
         from jobs.job where state = 'retry' group by name`,
      );
    },
    expire: async (queue) => {
      await rows(
        `update jobs.job set started_on = started_on - interval '1 hour' where state = 'active' and name = '${queue}'`,
      );
      await rows(`update jobs.queue set monitor_on = null, monitor_claim_on = null`);
      await boss.supervise(queue);
    },
    holdLetters: async () => {
      const holding = await connect();
      await holding.query('begin');
      await holding.query('lock table letters in share mode');
      return () => holding.end();
    },
    close: async () => {
      await boss.stop({ graceful: false });
      await client.end();
    },
  };
}
