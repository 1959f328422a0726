/** For a process beside the desk, of the same program or another: where there is too little of anything, it goes without first. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { lastOf } from './processors.ts';

const LOW = 10;
/** Of 1,000. Where memory runs out Linux ends whoever has most, and adds so many thousandths of the machine to ours. */
const GOES_FIRST = 500;
const PATH_ONLY = { PATH: '/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin' };

/** Of the process that calls it and all it starts, for good. What the system does not know stays as it was. */
export function standBack(): void {
  setPriority(LOW);
  try {
    writeFileSync('/proc/self/oom_score_adj', String(GOES_FIRST));
  } catch {
    // No such system, or one that does not let us: as before.
  }
  keepToOneProcessor();
}

/** Two that work beside a desk at once leave it no processor of its own: its answers took twice as long, whatever the priority. */
function keepToOneProcessor(): void {
  try {
    const [, allowed = ''] = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    const last = lastOf(allowed);
    if (last === null) return;
    const args = ['--all-tasks', '--pid', '--cpu-list', String(last), String(process.pid)];
    execFileSync('taskset', args, { env: PATH_ONLY, stdio: 'ignore', timeout: 5_000 });
  } catch {
    // Not Linux, or one without the tool: it runs wherever there is room.
  }
}
