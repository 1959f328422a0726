/** `mesa migrate`: brings the database up to date without opening the desk. */
import type { MessageKey } from '#locales/catalogues.ts';
import { openLog } from '../shared/log.ts';
import { readSettings } from '../shared/settings.ts';
import { bringUp, recordUpgrade } from './bring-up.ts';
import type { Command } from './command.ts';
import { openToUpgrade } from './open-desk.ts';
import { deskOn, quietly, withPostgres } from './with-desk.ts';

type Values = Record<string, string | number>;

export const migrate: Command = {
  name: 'migrate',
  says: 'terminal.cli.migrate',
  words: [],
  flags: { 'without-backup': { type: 'boolean', says: 'terminal.cli.without-backup' } },
  run: async ({ t, flags }) => {
    const told: string[] = [];
    const settings = quietly(readSettings());
    const upgrading = {
      settings,
      withoutBackup: flags['without-backup'] === true,
      tell: (key: MessageKey, values: Values) => void told.push(t(key, values)),
    };
    return withPostgres(
      async (postgres) => {
        const ran = await bringUp({ postgres, ...upgrading });
        await deskOn(postgres, settings, recordUpgrade);
        return { ok: true, lines: [...told, ...ran, t('terminal.migrated', { count: ran.length })], data: { ran } };
      },
      () => openToUpgrade({ ...upgrading, log: openLog(settings) }),
    );
  },
};
