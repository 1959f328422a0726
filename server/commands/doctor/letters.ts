import { lettersFigures } from '../../notifications/index.ts';
import { HOUR } from '../../shared/clock.ts';
import { type Check, finding } from './finding.ts';

const LATE_HOURS = 1;

/** Letters that wait longer than mail takes. */
export const letters: Check = async ({ db, clock }) => {
  if (db === null) return [];
  const { waiting, oldestWaiting } = await lettersFigures(db);
  const hours = oldestWaiting === null ? 0 : Math.floor((clock.now().getTime() - oldestWaiting.getTime()) / HOUR);
  const values = { count: waiting, hours };
  if (hours >= LATE_HOURS) return [finding('letters', 'warning', { key: 'doctor.letters.late', values })];
  return [finding('letters', 'fine', { key: 'doctor.letters.fine', values })];
};
