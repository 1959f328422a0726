/** `mesa backup list --elsewhere` and `mesa backup fetch`: the copies on another machine, also where the desk itself is gone. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { type Copies, openCopies } from '../safekeeping/index.ts';
import { readSettings } from '../shared/settings.ts';
import type { Call, Outcome } from './command.ts';
import { both, cancellable, openProgressLine } from './terminal.ts';

export const lineOf = ({ at, bytes, name }: { at: Date; bytes: number; name: string }): string =>
  `${at.toISOString()}  ${String(bytes).padStart(12)}  ${name}`;

async function elsewhere(): Promise<Copies> {
  const copies = await openCopies(readSettings().backupCopy);
  if (copies === null) throw both('terminal.cli.backup-nowhere');
  return copies;
}

export async function listElsewhere(call: Call): Promise<Outcome> {
  const copies = await elsewhere();
  const [where, backups] = [copies.describe(), await copies.list()];
  const lines = backups.length === 0 ? [call.t('terminal.cli.backup-none', { folder: where })] : backups.map(lineOf);
  return { ok: true, lines, data: { where, backups } };
}

/** Its name stays: what `verify-archive` and `restore` then take is the file it says. */
export async function fetchBackup(call: Call, folder: string): Promise<Outcome> {
  const [, name] = call.words;
  if (name === undefined) throw both('terminal.cli.backup-fetch-which');
  const copies = await elsewhere();
  const path = join(folder, name);
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) throw both('terminal.cli.backup-fetch-there', { path });
  const line = openProgressLine();
  const tell = (done: number, of: number) =>
    line.show(() => call.t('terminal.cli.backup-fetching', { percent: Math.floor((100 * done) / Math.max(1, of)) }));
  await cancellable((signal) => copies.get(name, path, { signal, tell })).finally(line.clear);
  return { ok: true, lines: [call.t('terminal.cli.backup-fetched', { path })], data: { path } };
}
