/** `serve`: the desk, on the database and the folders of the settings. */
import { assemble } from '../assemble.ts';
import { ensureSetUpLink } from '../institution/index.ts';
import { systemClock } from '../shared/clock.ts';
import { openLog } from '../shared/log.ts';
import { smtpMailbox } from '../shared/mail/smtp.ts';
import { openSecrets } from '../shared/secrets.ts';
import { readSettings } from '../shared/settings.ts';
import { bringUpToDate } from '../starting-data.ts';
import { bringUp, recordUpgrade } from './bring-up.ts';
import { openToUpgrade } from './open-desk.ts';
import { giveFigures, listen, requireWeb, untilStopped, WEB_FOLDER } from './running.ts';
import { say } from './terminal.ts';

/** `works`: whether this program also does the work in the background, or leaves it to `mesa work`. */
export async function serve({ works }: { works: boolean }): Promise<void> {
  const settings = readSettings();
  requireWeb();
  const log = openLog(settings);
  const { dataDir, terminalLocale } = settings;
  const upgrading = { settings, withoutBackup: false, tell: say.bind(null, terminalLocale) };
  const postgres = await openToUpgrade({ ...upgrading, log });
  try {
    const ran = await bringUp({ postgres, ...upgrading });
    if (ran.length > 0) say(terminalLocale, 'terminal.migrated', { count: ran.length });
    const mailbox = smtpMailbox({ settings, secrets: openSecrets(settings.secretsDir), log });
    const desk = await assemble({ settings, postgres, clock: systemClock, mailbox, webFolder: WEB_FOLDER, demo: null });
    const metrics = await giveFigures(desk, settings);
    untilStopped({ desk, postgres, settings, afterwards: async () => metrics?.close() });
    await recordUpgrade(desk.house);
    await bringUpToDate(desk.house);
    const url = await listen(desk, settings);
    if (works) await desk.house.jobs.work(desk.house);
    say(terminalLocale, 'terminal.ready', { url });
    say(terminalLocale, 'terminal.data', { folder: dataDir });
    const setUp = await ensureSetUpLink(desk.house);
    if (setUp !== null) say(terminalLocale, 'terminal.set-up', { url: setUp });
    say(terminalLocale, 'terminal.stop');
  } catch (error) {
    await postgres.close();
    throw error;
  }
}
