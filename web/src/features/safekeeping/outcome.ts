/** What became of a backup, and how long it took. */
import type { Translate } from '#web/shared/i18n.ts';
import type { BackupView } from './queries.ts';

/** "12 s", "6 min 12 s", "1 h 5 min". */
export function secondsText(t: Translate, seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  if (hours > 0) return t('backups.span.hours', { hours, minutes });
  return minutes > 0 ? t('backups.span.minutes', { minutes, seconds: rest }) : t('backups.span.seconds', { seconds });
}

export const OUTCOMES = [
  'waiting',
  'running',
  'proving',
  'proven',
  'unproven',
  'made',
  'failed',
  'cancelled',
  'interrupted',
  'removed',
  'missing',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One word for all of it: what was made counts by its proof, and what is there no more by that. */
export function outcomeOf({ state, proof, phase, removedWhy }: BackupView): Outcome {
  if (state !== 'made') return state;
  if (removedWhy !== null) return removedWhy === 'missing' ? 'missing' : 'removed';
  if (phase === 'proving' || proof?.state === 'running' || proof?.state === 'waiting') return 'proving';
  if (proof?.state === 'proven') return 'proven';
  return proof?.state === 'failed' ? 'unproven' : 'made';
}

/** What somebody should do something about. */
export const troubleOf = (run: BackupView): { readonly es: string; readonly en: string } | null =>
  run.failure?.says ??
  run.proof?.failure?.says ??
  run.copies.findLast(({ failure }) => failure !== null)?.failure?.says ??
  null;
