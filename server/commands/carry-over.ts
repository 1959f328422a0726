/** Carries the desk from a PostgreSQL of an older major version into an empty one of the program's own. */
import { prepareQueues } from '../prepare.ts';
import { knownMigrations, migrate } from '../shared/migrate.ts';
import { OperatorError } from '../shared/operator-error.ts';
import type { CarryOver, Majors, Side } from '../shared/postgres/engine-change.ts';
import type { Carried } from '../shared/postgres/engine-state.ts';
import { openSession } from '../shared/postgres/session.ts';
import { NotWhole } from '../shared/postgres/whole-in.ts';
import { copyOver } from '../shared/postgres/whole-over.ts';

export type Carrying = {
  /** Awaited when there is something to carry, before any of it is: an archive of it, where one can be made. */
  before(from: Side, majors: Majors): Promise<void>;
};

const NOTHING: Carried = { tables: 0, rows: 0, entries: 0, jobs: 0 };

/** The schema stays that of `from`: what this program adds to it, it adds afterwards, as at every start. */
export const carryingOver =
  ({ before }: Carrying): CarryOver =>
  async ({ from, to, majors }) => {
    if (!(await hasSchema(from))) return NOTHING;
    await before(from, majors);
    const roles = { app: to.appRole, reader: to.readerRole };
    try {
      return await copyOver({
        ...{ from, to },
        schema: async (migrations) => {
          await migrate(to.owner, roles, { only: known(migrations) });
        },
        queues: () => prepareQueues(to),
      });
    } catch (error) {
      throw error instanceof NotWhole ? differs(error) : error;
    }
  };

/** A first start that was cut short left a folder with nothing in it. */
async function hasSchema({ owner }: Side): Promise<boolean> {
  try {
    const session = await openSession(owner, 'mesa-engine');
    try {
      const [there] = await session.query<{ there: boolean }>("select to_regclass('migrations') is not null as there");
      return there?.there === true;
    } finally {
      await session.close();
    }
  } catch (error) {
    // No such database, no such role.
    if (error instanceof Error && 'code' in error && (error.code === '3D000' || error.code === '28000')) return false;
    throw error;
  }
}

function known(migrations: readonly { name: string; hash: string }[]): Set<string> {
  const ours = new Map(knownMigrations().map(({ name, hash }) => [name, hash]));
  const stranger = migrations.find(({ name, hash }) => ours.get(name) !== hash);
  if (stranger) {
    throw new OperatorError(
      `La base de datos es de una versión más nueva del programa (${stranger.name}) y de un PostgreSQL anterior. Nada se tocó. Actualiza el programa.`,
      `The database belongs to a newer version of the program (${stranger.name}) and to an older PostgreSQL. Nothing was touched. Upgrade the program.`,
    );
  }
  return new Set(migrations.map(({ name }) => name));
}

const differs = ({ where }: NotWhole): OperatorError =>
  new OperatorError(
    `Al pasar la base de datos al PostgreSQL nuevo, lo copiado no quedó igual que lo anterior (${where}). La base de datos sigue como estaba. Vuelve a arrancar; si se repite, sigue con la versión anterior del programa y repórtalo con: mesa support`,
    `When the database was carried over to the new PostgreSQL, what was copied was not the same as before (${where}). The database is as it was. Start again; if it happens again, go on with the former version of the program and report it with: mesa support`,
  );
