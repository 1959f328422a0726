/** `demo`: the same desk in a throwaway folder, on loopback, with a demonstration government; letters are read in the program. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble } from '../assemble.ts';
import { drawSoon } from '../attachments/index.ts';
import { loadDemonstration } from '../demo/index.ts';
import { prepareDatabase } from '../prepare.ts';
import { type Clock, systemClock } from '../shared/clock.ts';
import type { Demonstration, House } from '../shared/house.ts';
import { openLog } from '../shared/log.ts';
import { demonstrationMailbox } from '../shared/mail/demonstration.ts';
import type { Mailbox } from '../shared/mailbox.ts';
import { openPostgres, type Postgres } from '../shared/postgres/postgres.ts';
import { readSettings, type Settings } from '../shared/settings.ts';
import { listen, requireWeb, untilStopped, WEB_FOLDER } from './running.ts';
import { say } from './terminal.ts';

/** Only the port and the log are the caller's to choose: whatever else is set belongs to a real desk. */
export function demoSettings(dataDir: string): Settings {
  const { port, logLevel, terminalLocale } = readSettings();
  const quiet = logLevel === 'info' ? 'warn' : logLevel;
  return { ...readSettings({ DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: quiet }), terminalLocale };
}

export async function runDemo(): Promise<void> {
  requireWeb();
  const folder = await mkdtemp(join(tmpdir(), 'mesa-demo-'));
  // PostgreSQL may run as another user inside it; what is private has its own mode.
  await chmod(folder, 0o755);
  const remove = () => rm(folder, { recursive: true, force: true });
  const settings = demoSettings(folder);
  const log = openLog(settings);
  try {
    const postgres = await openPostgres({ dataDir: folder, databaseUrl: null, log });
    try {
      await prepareDatabase(postgres);
      const demo = await loadDemonstration({ settings, postgres, clock: systemClock });
      await showDemonstration({ settings, postgres, demo, afterwards: remove });
    } catch (error) {
      await postgres.close();
      throw error;
    }
  } catch (error) {
    await remove();
    throw error;
  }
}

type Shown = {
  settings: Settings;
  postgres: Postgres;
  demo: Demonstration;
  afterwards: () => Promise<void>;
  clock?: Clock;
  mailbox?: Mailbox;
};

/** The desk over a database that holds the demonstration: listens, says where, and goes on until it is stopped. */
export async function showDemonstration({ settings, postgres, demo, afterwards, ...given }: Shown): Promise<House> {
  const folder = settings.dataDir;
  const { clock = systemClock, mailbox = demonstrationMailbox(join(folder, 'mail')) } = given;
  const desk = await assemble({ settings, postgres, clock, mailbox, webFolder: WEB_FOLDER, demo });
  untilStopped({ desk, postgres, settings, afterwards });
  const url = await listen(desk, settings);
  await desk.house.jobs.work(desk.house);
  await drawSoon(desk.house);
  say(settings.terminalLocale, 'terminal.demo-ready', { url });
  say(settings.terminalLocale, 'terminal.demo-accounts', { file: join(folder, 'demo-accounts.json') });
  say(settings.terminalLocale, 'terminal.demo-passing');
  say(settings.terminalLocale, 'terminal.stop');
  return desk.house;
}
