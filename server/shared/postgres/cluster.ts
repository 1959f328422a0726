import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { temporaryFolder, usableBinaries } from './binaries.ts';
import type { FolderLock } from './folder-lock.ts';
import { makePrivate, mayEnter, runAsFor } from './folders.ts';
import { type Cluster, didNotStart, spawnBound } from './server-process.ts';

/** The superuser exists to make roles and databases; the program never works as it. */
export const SUPERUSER = 'postgres';

/** The major version of the bundled binaries; a folder of another one is refused. */
const MAJOR = '18';

/** Bytes of a socket's whole path that the system takes. */
const LONGEST_SOCKET = 107;

/**
 * Makes the cluster in `<dataDir>/postgres` unless it is there, and says how to run it.
 * `dataDir` is a real path whose lock is held. With `durable` false nothing is forced to disk.
 */
export async function prepareCluster(dataDir: string, lock: FolderLock, durable: boolean): Promise<Cluster> {
  const data = path.join(dataDir, 'postgres');
  const runAs = runAsFor(data);
  const bin = usableBinaries(runAs, lock);
  const draft = { bin, runAs, name: nameOf(data), socket: { asSeen: '.', path: data } };
  if (!existsSync(data)) await create({ ...draft, ...seen(`${data}.new`, dataDir, runAs) }, data, durable);
  refuseOtherVersion(data);
  const cluster = { ...draft, ...seen(data, dataDir, runAs) };
  if (Buffer.byteLength(path.join(data, '.s.PGSQL.5432')) <= LONGEST_SOCKET) return cluster;
  const folder = temporaryFolder(lock);
  makePrivate(folder, runAs);
  return { ...cluster, socket: { asSeen: folder, path: folder } };
}

/**
 * A folder that PostgreSQL's user cannot reach by its path is the current folder it is started
 * in. Otherwise the path, which tells more to whoever lists the processes.
 */
function seen(data: string, parent: string, runAs: Cluster['runAs']): Pick<Cluster, 'data' | 'dataAsSeen'> {
  return { data, dataAsSeen: mayEnter(parent, runAs) ? data : '/proc/self/cwd' };
}

/** Builds beside the final place and moves it there whole, so that a killed start leaves no half cluster. */
async function create(cluster: Cluster, destination: string, durable: boolean): Promise<void> {
  rmSync(cluster.data, { recursive: true, force: true });
  makePrivate(cluster.data, cluster.runAs);
  const child = spawnBound(path.join(cluster.bin, 'initdb'), initArguments(cluster, durable), cluster);
  let words = '';
  child.stdout?.on('data', (chunk) => {
    words += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    words += chunk;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw didNotStart(words);
  renameSync(cluster.data, destination);
}

function initArguments(cluster: Cluster, durable: boolean): string[] {
  return [
    ['-D', cluster.dataAsSeen, '-U', SUPERUSER, '-E', 'UTF8', '--data-checksums'],
    // Sorting that no update of the operating system can change under the indexes.
    ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8'],
    // There is no network door; the fence is the folder of the socket, ours alone.
    ['--auth-local=trust', '--auth-host=reject'],
    durable ? [] : ['--no-sync'],
  ].flat();
}

/** How the processes of a cluster on this folder are told from others. */
export function nameOf(data: string): string {
  return `mesa-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`;
}

function refuseOtherVersion(data: string): void {
  const version = readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim();
  if (version === MAJOR) return;
  throw new OperatorError(
    `La base de datos de ${data} es de PostgreSQL ${version} y este programa trae el ${MAJOR}. Restaura un respaldo en una carpeta nueva.`,
    `The database in ${data} is of PostgreSQL ${version} and this program brings ${MAJOR}. Restore a backup into a new folder.`,
  );
}
