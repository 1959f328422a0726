/** What the commands that open an archive share: the archive, and the key that never stands on the command line. */
import { access, constants, readFile, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { recipientOf, type ToRestore, unsealWith } from '../safekeeping/index.ts';
import { AT_ONCE } from '../shared/pace.ts';
import type { Call, Flag } from './command.ts';
import { both, openProgressLine } from './terminal.ts';

export const IDENTITY: Record<string, Flag> = {
  identity: { type: 'string', says: 'terminal.cli.archive-identity' },
};

export type OpenArchive = {
  opening: Pick<ToRestore, 'path' | 'unseal' | 'pace' | 'tell'>;
  /** The public half of the key that opens it. */
  recipient: string;
  /** Takes the line that told how far it came away. */
  clear(): void;
};

/** Whose desk it holds; one backed up before it was set up has no institution yet. */
export const institutionIn = (call: Pick<Call, 't'>, { institution }: { institution: string }): string =>
  institution === '' ? call.t('terminal.cli.nameless') : institution;

/** Of a command whose first word is the archive. */
export async function openArchive(call: Call): Promise<OpenArchive> {
  const [path = ''] = call.words;
  await readable(path);
  const { size } = await stat(path);
  const identity = await identityOf(call);
  const recipient = await recipientOf(identity);
  if (recipient === null) throw both('terminal.cli.archive-bad-key');
  const line = openProgressLine();
  const tell = (read: number) =>
    line.show(() => call.t('terminal.cli.archive-reading', { percent: Math.floor((100 * read) / Math.max(1, size)) }));
  return { opening: { path, unseal: unsealWith([identity]), pace: AT_ONCE, tell }, recipient, clear: line.clear };
}

export async function readable(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  const may =
    found?.isFile() &&
    (await access(file, constants.R_OK).then(
      () => true,
      () => false,
    ));
  if (!may) throw both('terminal.cli.archive-no-file', { file });
}

async function identityOf({ flags, t }: Call): Promise<string> {
  if (typeof flags.identity === 'string') {
    await readable(flags.identity);
    return keyIn(await readFile(flags.identity, 'utf8'));
  }
  return keyIn(process.stdin.isTTY ? await askHidden(t('terminal.cli.archive-ask')) : await text(process.stdin));
}

/** The file may carry remarks, as those of the `age` program do. */
const keyIn = (written: string): string =>
  written
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '' && !line.startsWith('#')) ?? '';

async function askHidden(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_piece, _encoding, done) => done() });
  const asking = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await asking.question('');
  } finally {
    asking.close();
    process.stderr.write('\n');
  }
}
