import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OperatorError } from '../operator-error.ts';
import { postgresProcessesOf, processState, signal } from './processes.ts';
import type { Cluster } from './server-process.ts';
import type { Log } from './types.ts';

type Place = Pick<Cluster, 'data' | 'name'>;

const POLL = 20;
/** Milliseconds to wait after each signal, from the gentlest on. */
const STEPS: readonly [NodeJS.Signals, number][] = [
  ['SIGINT', 15_000],
  ['SIGQUIT', 10_000],
  ['SIGKILL', 5_000],
];

/**
 * Ends the PostgreSQL that a killed program left behind on this folder. Call it only with the
 * folder's lock in hand: whatever still runs there then is nobody's.
 * Throws OperatorError when it cannot be ended.
 */
export async function endLeftover(cluster: Place, log: Log): Promise<void> {
  const file = path.join(cluster.data, 'postmaster.pid');
  for (const [name, patience] of STEPS) {
    const living = postgresProcessesOf(cluster.data, cluster.name);
    if (living.length === 0) break;
    log.warn({ processes: living, signal: name }, 'Ending the PostgreSQL that an interrupted program left running');
    const first = firstProcess(file);
    // Only the first process takes orders; without it, the others are orphans to be told each.
    for (const pid of first !== null && living.includes(first) ? [first] : living) signal(pid, name);
    await waitUntilNone(cluster, patience);
  }
  const living = postgresProcessesOf(cluster.data, cluster.name);
  if (living.length > 0) throw stillThere(cluster.data, living);
  for (const name of ['postmaster.pid', '.s.PGSQL.5432.lock', '.s.PGSQL.5433.lock'])
    forgetStranger(path.join(cluster.data, name));
}

/**
 * The number in the lock file of a folder or a socket may by now be a corpse that nobody has
 * collected, or another program: PostgreSQL would refuse to start over either. No `postgres`
 * lives in the folder when this is called, so the file speaks of nobody. A number that is free
 * PostgreSQL handles by itself.
 */
function forgetStranger(file: string): void {
  const pid = firstProcess(file);
  if (pid !== null && processState(pid) !== null) rmSync(file, { force: true });
}

async function waitUntilNone(cluster: Place, patience: number): Promise<void> {
  for (let waited = 0; waited < patience; waited += POLL) {
    if (postgresProcessesOf(cluster.data, cluster.name).length === 0) return;
    await sleep(POLL);
  }
}

function firstProcess(file: string): number | null {
  if (!existsSync(file)) return null;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  return Number.isSafeInteger(pid) && pid > 0 ? pid : null;
}

function stillThere(data: string, living: readonly number[]): OperatorError {
  return new OperatorError(
    `Un PostgreSQL anterior sigue abierto en ${data} y no se deja cerrar (procesos ${living.join(', ')}). Ciérralo y vuelve a intentar.`,
    `An earlier PostgreSQL is still running on ${data} and will not stop (processes ${living.join(', ')}). Stop it and try again.`,
  );
}
