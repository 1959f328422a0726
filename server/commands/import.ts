/** `mesa import catalogue <file>`: looks at the file; with `--mode draft` or `publish` brings all of it in, or nothing. People and requests of the desk before: `import-arrival.ts`. */
import { createReadStream, existsSync } from 'node:fs';
import { basename } from 'node:path';
import { IMPORT_MODES } from '#contract/catalogue-files.ts';
import type { MessageKey } from '#locales/catalogues.ts';
import { importFile } from '../catalogue/index.ts';
import { system } from '../shared/policy.ts';
import type { Command } from './command.ts';
import { importArrival, isArrivalKind } from './import-arrival.ts';
import { both } from './terminal.ts';
import { withDesk } from './with-desk.ts';

export const bringIn: Command = {
  name: 'import',
  says: 'terminal.cli.import',
  words: ['<catalogue|people|requests|messages>', '<file>'],
  flags: {
    mode: { type: 'string', says: 'terminal.cli.import-mode' },
    reason: { type: 'string', says: 'terminal.cli.import-reason' },
    desk: { type: 'string', says: 'terminal.cli.import-desk' },
    'dry-run': { type: 'boolean', says: 'terminal.cli.import-dry' },
  },
  run: ({ words: [what = '', file = ''], flags, locale, t }) => {
    const mode = IMPORT_MODES.find((each) => each === (flags.mode ?? 'check'));
    if (what !== 'catalogue' && !isArrivalKind(what)) throw both('terminal.cli.import-what', { what });
    if (mode === undefined) throw both('terminal.cli.import-modes', { modes: IMPORT_MODES.join(', ') });
    if (!existsSync(file)) throw both('terminal.cli.import-no-file', { file });
    if (isArrivalKind(what)) {
      const desk = typeof flags.desk === 'string' ? flags.desk.trim().slice(0, 60) : '';
      const isDry = flags['dry-run'] === true;
      return withDesk((house) => importArrival(house, { kind: what, file, desk, isDry, t, locale }));
    }
    return withDesk(async (house) => {
      const reason = typeof flags.reason === 'string' ? { reason: flags.reason } : {};
      const query = { name: basename(file), mode, ...reason };
      const report = await importFile(house, system('terminal'), { upload: createReadStream(file), query });
      const ok = report.troubles.length === 0;
      const state = !ok ? 'refused' : report.applied ? 'done' : 'looked';
      const troubles = report.troubles.map((each) =>
        t('terminal.cli.import-trouble', {
          line: each.line ?? '–',
          column: each.column ?? '–',
          said: t(each.message as MessageKey, { limit: each.limit ?? 0 }),
          found: each.found,
        }),
      );
      const services = report.services.filter((each) => each.outcome !== 'same');
      return {
        ok,
        lines: [
          ...troubles,
          ...services.map(
            (each) =>
              `${each.code} ${locale === 'en' ? each.name.en : each.name.es}: ${t(`builder.outcome.${each.outcome}`)}`,
          ),
          t('terminal.cli.imported', { state, count: services.length }),
        ],
        data: { report },
      };
    });
  },
};
