/** `mesa work`: the work in the background alone, beside desks that only answer. */

import { assemble } from '../assemble.ts';
import { systemClock } from '../shared/clock.ts';
import { openLog } from '../shared/log.ts';
import { smtpMailbox } from '../shared/mail/smtp.ts';
import { openSecrets } from '../shared/secrets.ts';
import { readSettings } from '../shared/settings.ts';
import { bringUp, recordUpgrade } from './bring-up.ts';
import type { Command } from './command.ts';
import { openToUpgrade } from './open-desk.ts';
import { giveFigures, untilStopped } from './running.ts';
import { say } from './terminal.ts';

/**
 * Needs a database of its own way in: a given server, or a data folder that no other program holds. Whatever it leaves
 * half done another worker takes up.
 */
async function workUntilStopped(): Promise<void> {
  const settings = readSettings();
  const log = openLog(settings);
  const { terminalLocale } = settings;
  const upgrading = { settings, withoutBackup: false, tell: say.bind(null, terminalLocale) };
  const postgres = await openToUpgrade({ ...upgrading, log });
  try {
    await bringUp({ postgres, ...upgrading });
    const mailbox = smtpMailbox({ settings, secrets: openSecrets(settings.secretsDir), log });
    const desk = await assemble({ settings, postgres, clock: systemClock, mailbox, webFolder: null, demo: null });
    const metrics = await giveFigures(desk, settings);
    untilStopped({ desk, postgres, settings, afterwards: async () => metrics?.close() });
    await recordUpgrade(desk.house);
    await desk.house.jobs.work(desk.house);
    say(terminalLocale, 'terminal.cli.working');
    say(terminalLocale, 'terminal.stop');
  } catch (error) {
    await postgres.close();
    throw error;
  }
}

export const work: Command = {
  name: 'work',
  says: 'terminal.cli.work',
  words: [],
  flags: {},
  stay: workUntilStopped,
};
