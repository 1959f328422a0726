import { HOUR } from '../../shared/clock.ts';
import { DEAD } from '../../shared/dead-letters.ts';
import { queueFigures } from '../../shared/queue-figures.ts';
import { type Check, type Finding, finding } from './finding.ts';

/** Reactions are done within seconds; a failing one is tried for two hours. */
const LATE = 3 * HOUR;

/** Work in the background: given up, or not being done at all. */
export const work: Check = async ({ db, clock }) => {
  if (db === null) return [];
  const now = clock.now();
  const queues = await queueFigures(db, now);
  const dead = queues.find((queue) => queue.name === DEAD)?.waiting ?? 0;
  const late = queues.filter(
    ({ name, oldestDue }) => name !== DEAD && oldestDue !== null && now.getTime() - oldestDue.getTime() > LATE,
  );
  const found: Finding[] = [];
  if (dead > 0) found.push(finding('work', 'fault', { key: 'doctor.work.dead', values: { count: dead } }));
  if (late.length > 0) {
    const names = late.map(({ name }) => name).join(', ');
    found.push(finding('work', 'warning', { key: 'doctor.work.late', values: { names } }));
  }
  return found.length > 0 ? found : [finding('work', 'fine', { key: 'doctor.work.fine' })];
};
