/** `mesa migrate`: brings the database up to date without opening the desk. */
import { prepareDatabase } from '../prepare.ts';
import type { Command } from './command.ts';
import { withPostgres } from './with-desk.ts';

export const migrate: Command = {
  name: 'migrate',
  says: 'terminal.cli.migrate',
  words: [],
  flags: {},
  run: ({ t }) =>
    withPostgres(async (postgres) => {
      const ran = await prepareDatabase(postgres);
      return { ok: true, lines: [...ran, t('terminal.migrated', { count: ran.length })], data: { ran } };
    }),
};
