import type { BackupLetter } from '../kinds.ts';
import { accountPage, button, facts, type LaidOut, paragraph, type Reading } from './page.ts';

type Told = Reading & {
  readonly kind: BackupLetter;
  /** When it failed. */
  readonly at: Date;
  readonly lastGoodAt: Date | null;
  /** What happened and what to do; empty where nothing failed. */
  readonly failure: string;
};

export function backupSubject({ words }: Pick<Reading, 'words'>, kind: BackupLetter, lastGoodAt: Date | null): string {
  const known = lastGoodAt === null ? 'no' : 'yes';
  if (kind === 'backup-overdue') return words('letters.backup.overdue.subject', { known });
  if (kind === 'backup-good-again') return words('letters.backup.good-again.subject');
  if (kind === 'backup-not-copied') return words('letters.backup.not-copied.subject');
  return words(kind === 'backup-failed' ? 'letters.backup.failed.subject' : 'letters.backup.unproven.subject');
}

/** To who looks after the server. */
export function backupLetter(given: Told): LaidOut {
  const { words, kind, lastGoodAt, links } = given;
  const title = backupSubject(given, kind, lastGoodAt);
  const known = lastGoodAt === null ? 'no' : 'yes';
  const good = facts([words('letters.backup.overdue.at'), lastGoodAt && given.when(lastGoodAt)]);
  const failed = [
    facts([words('letters.backup.failed.at'), given.when(given.at)]),
    given.failure !== '' && paragraph(given.failure),
  ];
  const body = {
    'backup-overdue': [good, paragraph(words('letters.backup.overdue.body', { known }))],
    'backup-good-again': [good, paragraph(words('letters.backup.good-again.body'))],
    'backup-failed': failed,
    'backup-unproven': failed,
    'backup-not-copied': [...failed, paragraph(words('letters.backup.not-copied.body'))],
  }[kind];
  return accountPage(given, {
    subject: title,
    title,
    parts: [...body, button(words('letters.backup.open'), links.backups)],
  });
}
