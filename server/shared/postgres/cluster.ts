import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder, usableBinaries } from './binaries.ts';
import type { FolderLock } from './folder-lock.ts';
import { makePrivate, mayEnter, runAsFor } from './folders.ts';
import { type Cluster, didNotStart, spawnBound } from './server-process.ts';

/** The superuser exists to make roles and databases; the program never works as it. */
export const SUPERUSER = 'postgres';

/** Bytes of a socket's whole path that the system takes. */
const LONGEST_SOCKET = 107;

export type ClusterPlace = {
  /** A real path whose lock is held. */
  readonly dataDir: string;
  /** The name in it: `postgres`, unless it is to be put in its place later. */
  readonly name: string;
  /** Binaries, as `engines.ts` gives them. */
  readonly native: string;
  readonly lock: FolderLock;
  /** The folder whose owner it is to have; its own, or `nobody` for root, unless said. */
  readonly like?: string;
  /** False: nothing is forced to disk. */
  readonly durable: boolean;
};

/** Makes the cluster in `<dataDir>/<name>` unless it is there, and says how to run it. */
export async function prepareCluster(place: ClusterPlace): Promise<Cluster> {
  const { dataDir, name, native, lock, durable } = place;
  const data = path.join(dataDir, name);
  const runAs = runAsFor(place.like ?? data);
  const bin = usableBinaries(native, runAs, lock);
  const draft = { bin, runAs, name: nameOf(data), socket: { asSeen: '.', path: data } };
  if (!existsSync(data)) await create({ ...draft, ...seen(`${data}.new`, dataDir, runAs) }, data, durable);
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
