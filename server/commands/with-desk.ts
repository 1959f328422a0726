/** The desk for the time of one command: without a port, without work in the background. */
import { assemble } from '../assemble.ts';
import { systemClock } from '../shared/clock.ts';
import type { House } from '../shared/house.ts';
import { openLog } from '../shared/log.ts';
import { smtpMailbox } from '../shared/mail/smtp.ts';
import { missingMigrations } from '../shared/migrate.ts';
import { besideRunning } from '../shared/postgres/beside.ts';
import { openPostgres, type Postgres } from '../shared/postgres/postgres.ts';
import { openSecrets } from '../shared/secrets.ts';
import { readSettings, type Settings } from '../shared/settings.ts';
import { both } from './terminal.ts';

/** A command is few sessions beside those of the desk that is open. */
const SESSIONS = 2;

/** What a command says goes to the terminal; of the log only what went wrong, or it would stand in the middle. */
export const quietly = (settings: Settings): Settings => ({
  ...settings,
  logLevel: settings.logLevel === 'info' ? 'fatal' : settings.logLevel,
});

const openPlain = (settings: Settings): Promise<Postgres> =>
  openPostgres({ dataDir: settings.dataDir, databaseUrl: settings.databaseUrl, log: openLog(settings) });

/** The database of the settings: the one of the desk that is open on this folder, or one opened for the command. */
export async function withPostgres<Result>(
  act: (postgres: Postgres, settings: Settings) => Promise<Result>,
  open: (settings: Settings) => Promise<Postgres> = openPlain,
) {
  const settings = quietly(readSettings());
  const { dataDir, databaseUrl } = settings;
  const beside = databaseUrl === null ? await besideRunning(dataDir) : null;
  const postgres = beside ?? (await open(settings));
  try {
    return await act(postgres, settings);
  } finally {
    await postgres.close();
  }
}

type Act<Result> = (house: House, postgres: Postgres) => Promise<Result>;

/** As `withPostgres`, with the whole desk on it; refuses a database that is not of this very program. */
export const withDesk = <Result>(act: Act<Result>): Promise<Result> =>
  withPostgres((postgres, settings) => deskOn(postgres, settings, act));

/** The desk on a database that is open already. */
export async function deskOn<Result>(postgres: Postgres, settings: Settings, act: Act<Result>): Promise<Result> {
  const missing = await missingMigrations(postgres.owner);
  if (missing.length > 0) throw both('terminal.cli.migrate-first', { count: missing.length });
  const mailbox = smtpMailbox({ settings, secrets: openSecrets(settings.secretsDir), log: openLog(settings) });
  const parts = { settings, postgres, mailbox, clock: systemClock, webFolder: null, demo: null };
  const desk = await assemble({ ...parts, poolSize: SESSIONS });
  try {
    return await act(desk.house, postgres);
  } finally {
    await desk.close();
  }
}
