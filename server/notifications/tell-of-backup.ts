/** Administrators get a letter when a backup, its proof or its copy failed, when the last good one is too old, and when it is well again. */
import * as v from 'valibot';
import { peopleByIds, peopleWithRole, personById } from '../accounts/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import { failureOfRun } from '../safekeeping/index.ts';
import type { House } from '../shared/house.ts';
import type { Happened } from '../shared/jobs.ts';
import type { Written } from './dispatch.ts';
import type { BackupLetter } from './kinds.ts';
import { backupLetter, backupSubject } from './letters/backup.ts';
import { readingFor } from './letters/page.ts';
import { linksFrom } from './links.ts';
import type { LetterRow, NewLetter } from './rows.ts';
import { mayBeWrittenTo } from './rules.ts';
import { keep, toLetter } from './tell.ts';
import { wordsIn } from './words.ts';

const KINDS: Readonly<Record<string, BackupLetter>> = {
  'backup.overdue': 'backup-overdue',
  'backup.good-again': 'backup-good-again',
  'backup.failed': 'backup-failed',
  'backup.proof-failed': 'backup-unproven',
  'backup.copy-failed': 'backup-not-copied',
};
export const BACKUP_FACTS: readonly string[] = Object.keys(KINDS);

const Content = v.object({ backupId: v.nullable(v.string()), lastGoodAt: v.nullable(v.string()) });
const instant = (text: string | null): Date | null => (text === null ? null : new Date(text));

export async function tellOfBackup(house: House, happened: Happened): Promise<void> {
  const kind = KINDS[happened.fact];
  // `told` false: of the same they were told a while ago.
  if (kind === undefined || happened.data.told === false) return;
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const content = { backupId: text(happened.data.backupId), lastGoodAt: text(happened.data.lastGoodAt) };
  const db = house.store.read;
  const people = await peopleByIds(db, await peopleWithRole(db, 'operator_admin', null));
  const letters = [...people.values()].map(
    ({ id: personId, locale, fullName, email }): NewLetter =>
      toLetter(house, happened, {
        kind,
        personId,
        to: { name: fullName, address: email },
        requestId: null,
        locale,
        subject: backupSubject({ words: wordsIn(locale) }, kind, instant(content.lastGoodAt)),
        content,
      }),
  );
  await keep(house, { letters, notices: [] });
}

export async function writeBackupLetter(house: House, row: LetterRow, kind: BackupLetter): Promise<Written> {
  const db = house.store.read;
  const { backupId, lastGoodAt } = v.parse(Content, row.content);
  const reader = row.person_id === null ? undefined : await personById(db, row.person_id);
  if (!reader) return { drop: 'the person is gone' };
  if (!mayBeWrittenTo(kind, reader.state)) return { drop: `the account is ${reader.state}` };
  if (!reader.roles.includes('operator_admin')) return { drop: 'the person no longer looks after the server' };
  const institution = await readInstitutionRow(db);
  const reading = readingFor({
    locale: reader.locale,
    readerName: reader.givenNames,
    institution,
    links: linksFrom(house.settings.publicUrl),
    now: house.clock.now(),
  });
  const failure =
    backupId === null ? null : await failureOfRun(db, backupId, kind === 'backup-not-copied' ? 'copy' : 'run');
  const page = backupLetter({
    ...reading,
    kind,
    at: row.happened_at,
    lastGoodAt: instant(lastGoodAt),
    failure: failure === null ? '' : reading.name(failure),
  });
  const to = { name: reader.fullName, address: reader.email };
  return { letter: { messageId: row.message_id, references: [], to, fromName: institution.productName, ...page } };
}
