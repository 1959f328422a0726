/** Brings the database up to this program, with an archive of what was there before anything of it changes. */
import type { MessageKey } from '#locales/catalogues.ts';
import { prepareDatabase } from '../prepare.ts';
import { type BackedUp, backUpBefore, type Progress, recordBackupBefore } from '../safekeeping/index.ts';
import { systemClock } from '../shared/clock.ts';
import type { House } from '../shared/house.ts';
import { OperatorError } from '../shared/operator-error.ts';
import type { Postgres } from '../shared/postgres/postgres.ts';
import { openSecrets } from '../shared/secrets.ts';
import type { Settings } from '../shared/settings.ts';
import { recordEngineChange } from '../upkeep/index.ts';
import { SLICES } from '../wiring.ts';
import { both, cancellable, openProgressLine, wordsIn } from './terminal.ts';

export type ToBringUp = {
  postgres: Pick<Postgres, 'owner' | 'appRole' | 'readerRole'>;
  settings: Settings;
  /** Whoever runs the program has a backup of their own. */
  withoutBackup: boolean;
  /** Said to whoever runs the program, as it happens. */
  tell(key: MessageKey, values: Record<string, string | number>): void;
};

/**
 * Names of the migrations that ran. A desk that was used is archived first, into the folder of the backups; without a recovery
 * key it is said that there is none, and the upgrade goes on. Throws OperatorError, with nothing touched, when the archive
 * cannot be made.
 */
export function bringUp(given: ToBringUp): Promise<string[]> {
  const { postgres, withoutBackup } = given;
  return prepareDatabase(postgres, {
    before: async (missing) => (withoutBackup ? undefined : keep(given, 'upgrade', missing.length)),
    behind: (newer) => given.tell('terminal.upgrade.behind', { newest: newer.at(-1) ?? '' }),
  });
}

/** What the upgrade did, into the history: the acts that write it belong to the new schema. */
export async function recordUpgrade(house: House): Promise<void> {
  await recordBackupBefore(house);
  await recordEngineChange(house);
}

const WORDS = {
  upgrade: { archives: 'terminal.upgrade.archives', noKey: 'terminal.upgrade.no-key' },
  engine: { archives: 'terminal.engine.archives', noKey: 'terminal.engine.no-key' },
} as const;

/** `count`: of the changes to come. Throws OperatorError when an archive should be made and cannot. */
export async function keep(
  { postgres, settings, tell }: Omit<ToBringUp, 'withoutBackup'>,
  why: 'upgrade' | 'engine',
  count: number,
): Promise<void> {
  const { dataDir, backupDir: folder, secretsDir, backupKeys: passphrase, terminalLocale } = settings;
  const line = openProgressLine();
  const t = wordsIn(terminalLocale);
  const progress = ({ doneBytes, ofBytes, rows, files }: Progress) =>
    line.show(() => {
      const percent = Math.min(99, Math.floor((100 * doneBytes) / Math.max(1, ofBytes)));
      return t('terminal.cli.backup-progress', { percent, rows, files });
    });
  const keptFiles = SLICES.flatMap((slice) => slice.keptFiles ?? []);
  const secrets = openSecrets(secretsDir);
  const parts = { postgres, dataDir, folder, keptFiles, secrets, passphrase, clock: systemClock };
  const begins = () => tell(WORDS[why].archives, { count, folder });
  try {
    const kept = await cancellable((signal) => backUpBefore({ ...parts, signal, begins, tell: progress })).finally(
      line.clear,
    );
    if (kept.kept === 'no-key') tell(WORDS[why].noKey, { count });
    if (kept.kept === 'made') tell('terminal.upgrade.made', said(kept.archive));
    if (kept.kept === 'again') tell('terminal.upgrade.again', said(kept.archive));
  } catch (error) {
    throw refusal(error);
  }
}

const said = ({ path, rows, files, bytes }: BackedUp) => ({ path, rows, files, bytes });

/** What went wrong in its own words, then what is left to do. */
function refusal(error: unknown): OperatorError {
  const { es, en } = both('terminal.upgrade.refused');
  const cause = error instanceof Error ? error.message : String(error);
  const [spanish, english] = error instanceof OperatorError ? [error.es, error.en] : [cause, cause];
  return new OperatorError(`${spanish}\n${es}`, `${english}\n${en}`, { cause: error });
}
