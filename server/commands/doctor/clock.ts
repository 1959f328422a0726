import { sql } from 'kysely';
import { type Check, finding } from './finding.ts';

/** Seconds. Deadlines are counted by the program's clock, sessions and locks live by the database's. */
const NOTICED = 2;
const WRONG = 30;

export const clock: Check = async ({ db, clock: own }) => {
  if (db === null) return [];
  const before = own.now().getTime();
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
  const between = (before + own.now().getTime()) / 2;
  const seconds = Math.round(((rows[0]?.now.getTime() ?? between) - between) / 1_000);
  const values = { seconds: Math.abs(seconds) };
  if (values.seconds > WRONG) return [finding('clock', 'fault', { key: 'doctor.clock.off', values })];
  if (values.seconds > NOTICED) return [finding('clock', 'warning', { key: 'doctor.clock.off', values })];
  return [finding('clock', 'fine', { key: 'doctor.clock.fine' })];
};
