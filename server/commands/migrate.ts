/** `mesa migrate`: brings the database up to date without opening the desk. */
import { recordBackupBefore } from '../safekeeping/index.ts';
import { bringUp } from './bring-up.ts';
import type { Command } from './command.ts';
import { deskOn, withPostgres } from './with-desk.ts';

export const migrate: Command = {
  name: 'migrate',
  says: 'terminal.cli.migrate',
  words: [],
  flags: { 'without-backup': { type: 'boolean', says: 'terminal.cli.without-backup' } },
  run: ({ t, flags }) =>
    withPostgres(async (postgres, settings) => {
      const told: string[] = [];
      const ran = await bringUp({
        postgres,
        settings,
        withoutBackup: flags['without-backup'] === true,
        tell: (key, values) => void told.push(t(key, values)),
      });
      await deskOn(postgres, settings, recordBackupBefore);
      return { ok: true, lines: [...told, ...ran, t('terminal.migrated', { count: ran.length })], data: { ran } };
    }),
};
