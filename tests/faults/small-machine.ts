/** A part of this machine as small as the smallest a desk is put on: memory and processor held by the kernel. */
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sleep } from './report.ts';
import { MEGABYTE } from './wire.ts';

export type SmallMachine = {
  how: string;
  /** The words of a program that runs another inside. */
  under: readonly string[];
  /** Most of the memory that was in use at once, and how many processes the kernel ended for want of it. */
  seen(): { peakMb: number; killed: number };
  remove(): Promise<void>;
};

const V2 = '/sys/fs/cgroup';
const V1 = { memory: '/sys/fs/cgroup/memory', cpu: '/sys/fs/cgroup/cpu' };

const read = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const inside = (folders: readonly string[]): string[] => [
  ...['sh', '-c', `${folders.map((folder) => `echo $$ > ${folder}/cgroup.procs`).join(' && ')} && exec "$0" "$@"`],
];

/** Folders that hold nothing any more go; a process takes a moment to be gone. */
async function removeAll(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    for (let tries = 0; existsSync(folder) && tries < 50; tries += 1) {
      try {
        rmdirSync(folder);
      } catch {
        await sleep(100);
      }
    }
  }
}

function byV2(name: string, { mb, cpus }: { mb: number; cpus: number }): SmallMachine {
  const folder = join(V2, name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'memory.max'), String(mb * MEGABYTE));
  if (existsSync(join(folder, 'memory.swap.max'))) writeFileSync(join(folder, 'memory.swap.max'), '0');
  writeFileSync(join(folder, 'cpu.max'), `${cpus * 100_000} 100000`);
  const number = (file: string) => Number(read(join(folder, file)));
  return {
    how: 'cgroup v2',
    under: inside([folder]),
    seen: () => ({
      peakMb: Math.round(number('memory.peak') / MEGABYTE),
      killed: Number(/^oom_kill (\d+)/m.exec(read(join(folder, 'memory.events')))?.[1] ?? 0),
    }),
    remove: () => removeAll([folder]),
  };
}

function byV1(name: string, { mb, cpus }: { mb: number; cpus: number }): SmallMachine {
  const [memory, cpu] = [join(V1.memory, name), join(V1.cpu, name)];
  mkdirSync(memory);
  mkdirSync(cpu);
  writeFileSync(join(memory, 'memory.limit_in_bytes'), String(mb * MEGABYTE));
  writeFileSync(join(cpu, 'cpu.cfs_period_us'), '100000');
  writeFileSync(join(cpu, 'cpu.cfs_quota_us'), String(cpus * 100_000));
  return {
    how: 'cgroup v1',
    under: inside([memory, cpu]),
    seen: () => ({
      peakMb: Math.round(Number(read(join(memory, 'memory.max_usage_in_bytes'))) / MEGABYTE),
      killed: Number(/^oom_kill (\d+)/m.exec(read(join(memory, 'memory.oom_control')))?.[1] ?? 0),
    }),
    remove: () => removeAll([memory, cpu]),
  };
}

/** Where no cgroup may be made: each process by itself below a line of its address space, and all on one processor. */
function byLimits({ mb }: { mb: number }): SmallMachine {
  // V8 reserves addresses it never uses: a line at the very size would end it at its start.
  const under = ['taskset', '-c', '0', 'prlimit', `--data=${mb * MEGABYTE}`];
  return {
    how: 'prlimit --data and taskset',
    under,
    seen: () => ({ peakMb: 0, killed: 0 }),
    remove: async () => undefined,
  };
}

export function smallMachine(size: { mb: number; cpus: number }): SmallMachine {
  const name = `mesa-small-${process.pid}`;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && /memory/.test(read(join(V2, 'cgroup.subtree_control')))) return byV2(name, size);
  if (isRoot && existsSync(join(V1.memory, 'memory.limit_in_bytes'))) return byV1(name, size);
  return byLimits(size);
}
