/** `mesa restore`: a desk out of an archive, into a data folder or a database where there is none. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MessageKey } from '#locales/catalogues.ts';
import { endEveryWayIn } from '../accounts/index.ts';
import { INSTITUTION_STREAM } from '../institution/index.ts';
import { freeLetters } from '../notifications/index.ts';
import { prepareDatabase } from '../prepare.ts';
import { keepRecipient, type Restored, restoreArchive } from '../safekeeping/index.ts';
import type { House } from '../shared/house.ts';
import { openLog } from '../shared/log.ts';
import { system } from '../shared/policy.ts';
import { besideRunning } from '../shared/postgres/beside.ts';
import { openPostgres, type Postgres } from '../shared/postgres/postgres.ts';
import { openSecrets } from '../shared/secrets.ts';
import { readSettings } from '../shared/settings.ts';
import { IDENTITY, institutionIn, openArchive, readable } from './archive.ts';
import type { Call, Command, Outcome } from './command.ts';
import { both, cancellable } from './terminal.ts';
import { lookThrough } from './verify-archive.ts';
import { deskOn, quietly } from './with-desk.ts';

/** What ended since the archive was made would live again with it: sessions, links, senders at work. In one act with its entry. */
const recordRestore = (house: House, { id, sha256, at }: Restored): Promise<void> =>
  house.store.change(system('terminal'), async (work) => {
    await endEveryWayIn(work);
    await freeLetters(work);
    const data = { id, sha256, at: at.toISOString() };
    await work.record({ stream: INSTITUTION_STREAM, fact: 'backup.restored', data });
  });

/** Null: the server's own keys in the archive stay there. */
async function passphraseOf({ flags }: Call): Promise<string | null> {
  if (typeof flags['keys-file'] !== 'string') return null;
  await readable(flags['keys-file']);
  return (await readFile(flags['keys-file'], 'utf8')).trim();
}

function keysSaid(wanted: boolean, carried: boolean): MessageKey {
  if (wanted) return 'terminal.cli.restored-keys';
  return carried ? 'terminal.cli.restored-keys-left' : 'terminal.cli.restored-no-keys';
}

async function bringBack(call: Call): Promise<Outcome> {
  const settings = quietly(readSettings());
  const { dataDir, databaseUrl } = settings;
  if (databaseUrl === null && (await besideRunning(dataDir))) {
    throw both('terminal.cli.restore-open', { folder: dataDir });
  }
  const passphrase = await passphraseOf(call);
  const { opening, recipient, clear } = await openArchive(call);
  const secrets = () => openSecrets(settings.secretsDir);
  const place: { postgres: Postgres | null } = { postgres: null };
  const open = async () => {
    place.postgres = await openPostgres({ dataDir, databaseUrl, log: openLog(settings) });
    return place.postgres;
  };
  try {
    const filesFolder = join(dataDir, 'files');
    const parts = { ...opening, passphrase, filesFolder, secrets, prepare: prepareDatabase, durable: true };
    const restored = await cancellable((signal) => restoreArchive({ ...parts, open, signal })).finally(clear);
    if (place.postgres) await deskOn(place.postgres, settings, (house) => recordRestore(house, restored));
    // The desk goes on with the key it had.
    keepRecipient(secrets(), recipient);
    const { hasKeys, migrated: _migrated, ...values } = restored;
    const at = restored.at.toISOString();
    const said = { ...values, at, institution: institutionIn(call, restored) };
    const lines = [call.t('terminal.cli.restored', said), call.t(keysSaid(passphrase !== null, hasKeys))];
    return { ok: true, lines, data: { restored } };
  } finally {
    await place.postgres?.close();
  }
}

export const restore: Command = {
  name: 'restore',
  says: 'terminal.cli.restore',
  words: ['<file>'],
  flags: {
    ...IDENTITY,
    'keys-file': { type: 'string', says: 'terminal.cli.restore-keys-file' },
    'dry-run': { type: 'boolean', says: 'terminal.cli.restore-dry' },
  },
  run: (call) => (call.flags['dry-run'] === true ? lookThrough(call) : bringBack(call)),
};
