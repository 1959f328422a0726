import { existsSync } from 'node:fs';
import { lastRun, placeOf, standingNow } from '../../safekeeping/index.ts';
import { HOUR } from '../../shared/clock.ts';
import { isLow } from '../../shared/room.ts';
import { openSecrets, type Secrets } from '../../shared/secrets.ts';
import { type Check, type Finding, finding, type Place } from './finding.ts';

/** Nothing is made by looking, not even the folder. */
const NO_SECRETS: Secrets = { names: () => [], read: () => null, write: () => undefined, remove: () => undefined };
const secretsOf = (folder: string): Secrets => (existsSync(folder) ? openSecrets(folder) : NO_SECRETS);

const MEGABYTE = 1024 ** 2;

/** Where archives lie: whether one can be written there, and whether it would outlive the disk of the desk. */
async function ofPlace({ settings }: Pick<Place, 'settings'>): Promise<Finding[]> {
  const { folder, freeBytes, allBytes, onSameDisk, writable } = await placeOf({ settings });
  if (!writable) return [finding('backups', 'fault', { key: 'doctor.backups.closed', values: { folder } })];
  const free = Math.floor((freeBytes ?? 0) / MEGABYTE);
  if (freeBytes !== null && allBytes !== null && isLow({ freeBytes, allBytes }))
    return [finding('backups', 'warning', { key: 'doctor.backups.low', values: { folder, free } })];
  // A copy elsewhere outlives it.
  if (!onSameDisk || settings.backupCopy !== null) return [];
  return [finding('backups', 'warning', { key: 'doctor.backups.same-disk', values: { folder } })];
}

/** Whether there is something to come back to, how old it is, and whether it was seen to work. */
export const backups: Check = async ({ settings, clock, db }) => {
  if (db === null) return [];
  const { hasKey, lastGood, overdue } = await standingNow(
    { settings, clock, secrets: secretsOf(settings.secretsDir) },
    db,
  );
  if (!hasKey) return [finding('backups', 'warning', { key: 'doctor.backups.no-key' })];
  const found = await ofPlace({ settings });
  const seen = lastGood?.seen_at ?? null;
  const hours = seen === null ? 0 : Math.floor((clock.now().getTime() - seen.getTime()) / HOUR);
  if (overdue && seen === null) found.push(finding('backups', 'fault', { key: 'doctor.backups.none' }));
  else if (overdue) found.push(finding('backups', 'fault', { key: 'doctor.backups.old', values: { hours } }));
  const last = await lastRun(db);
  if (last?.state === 'failed') found.push(finding('backups', 'warning', { key: 'doctor.backups.failed' }));
  if (last?.proof_state === 'failed') found.push(finding('backups', 'fault', { key: 'doctor.backups.unproven' }));
  if (found.length > 0) return found;
  if (seen === null) return [finding('backups', 'fine', { key: 'doctor.backups.soon' })];
  return [finding('backups', 'fine', { key: 'doctor.backups.fine', values: { hours } })];
};
