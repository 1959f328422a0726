/** CPU time of processes, from the kernel's own count of nanoseconds on a core (Linux). */
import { readdirSync, readFileSync } from 'node:fs';

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process or thread ended between the listing and the reading.
    return '';
  }
};

const threadsOf = (pid: number): string[] => {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
};

/** Milliseconds on a core so far, over all threads of the process that live. */
const cpuOf = (pid: number): number =>
  threadsOf(pid).reduce((sum, thread) => sum + Number(read(`/proc/${pid}/task/${thread}/schedstat`).split(' ')[0]), 0) /
  1e6;

/** The process and everything it started. */
function familyOf(pid: number): number[] {
  const children = threadsOf(pid)
    .flatMap((thread) => read(`/proc/${pid}/task/${thread}/children`).split(' '))
    .filter((text) => text !== '')
    .map(Number);
  return [pid, ...children.flatMap(familyOf)];
}

export type Meter = () => number;

/** Milliseconds of CPU of the one process. */
export const programMeter =
  (pid: number): Meter =>
  () =>
    cpuOf(pid);

/** Milliseconds of CPU of the server and all backends it had so far: one that ended keeps what it was last seen with. */
export function databaseMeter(postmaster: number): Meter {
  const seen = new Map<number, number>();
  return () => {
    for (const pid of familyOf(postmaster)) seen.set(pid, Math.max(seen.get(pid) ?? 0, cpuOf(pid)));
    return [...seen.values()].reduce((sum, cpu) => sum + cpu, 0);
  };
}
