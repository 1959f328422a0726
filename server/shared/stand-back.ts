/** For a process beside the desk, of the same program or another: where there is too little of anything, it goes without first. */
import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

const LOW = 10;
/** Of 1,000. Where memory runs out Linux ends whoever has most, and adds so many thousandths of the machine to ours. */
const GOES_FIRST = 500;

/** Of the process that calls it, for good. Without effect on memory where the system is not Linux. */
export function standBack(): void {
  setPriority(LOW);
  try {
    writeFileSync('/proc/self/oom_score_adj', String(GOES_FIRST));
  } catch {
    // No such system, or one that does not let us: as before.
  }
}
