import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** What `/proc/<pid>/stat` says of a process. `started` is in clock ticks since the machine started. */
type ProcessState = { name: string; state: string; started: string };

/** The state of a process, or null when there is none with that number. */
export function processState(pid: number): ProcessState | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in parentheses and may itself contain parentheses and spaces.
    const close = text.lastIndexOf(')');
    const fields = text.slice(close + 2).split(' ');
    return { name: text.slice(text.indexOf('(') + 1, close), state: fields[0] ?? '', started: fields[19] ?? '' };
  } catch {
    return null;
  }
}

/** A corpse that process 1 has not collected yet still has a number, but no longer runs. */
export function isRunning(pid: number): boolean {
  const found = processState(pid);
  return found !== null && found.state !== 'Z' && found.state !== 'X';
}

/** Changes at each start of the machine, so that a process number of before is not taken for one of now. */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

/**
 * The living PostgreSQL processes that work in a data folder, found by the name we give the
 * cluster (it is in the arguments of the first process and in the title of its children) or
 * by their current folder. Containers often forbid to read the latter for another user.
 */
export function postgresProcessesOf(dataFolder: string, clusterName: string): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => {
      const found = processState(pid);
      if (found === null || found.state === 'Z' || found.name !== 'postgres') return false;
      return commandLine(pid).includes(clusterName) || currentFolder(pid) === dataFolder;
    });
}

/** Sends a signal; a process that has just ended is not an error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function currentFolder(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}
