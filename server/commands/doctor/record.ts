import { integrityNow } from '../../integrity/index.ts';
import { type Check, finding } from './finding.ts';

/** The official record: whether yesterday is anchored, and what the last check of everything said. */
export const record: Check = async ({ db, clock }) => {
  if (db === null) return [];
  const { newest, late, whole } = await integrityNow(db, clock.now());
  if (whole === false) return [finding('record', 'fault', { key: 'doctor.record.broken' })];
  if (late) return [finding('record', 'fault', { key: 'doctor.record.late' })];
  if (newest === undefined) return [finding('record', 'fine', { key: 'doctor.record.none' })];
  return [finding('record', 'fine', { key: 'doctor.record.fine', values: { number: newest.number, day: newest.day } })];
};
