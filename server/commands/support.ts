/** `mesa support`: an archive for whoever helps from afar, without a secret, a person or a word that anybody wrote (V78). */
import { chmodSync, closeSync, existsSync, fstatSync, openSync, readdirSync, readSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { resolve } from 'node:path';
import { reportsForSupport } from '../error-reports/index.ts';
import { systemClock } from '../shared/clock.ts';
import type { House } from '../shared/house.ts';
import { programVersion, type Settings } from '../shared/settings.ts';
import { zip } from '../shared/zip.ts';
import { readDeskState } from '../upkeep/index.ts';
import type { Command } from './command.ts';
import { settingsOrFinding } from './doctor/settings.ts';
import { examine } from './doctor.ts';
import { logForSupport, scrubbed, settingsForSupport } from './support/contents.ts';
import { both } from './terminal.ts';
import { withDesk } from './with-desk.ts';

/** Of a long log only its end is read. */
const LOG_BYTES = 4 * 1024 * 1024;

function endOf(file: string): string {
  const opened = openSync(file, 'r');
  try {
    const { size } = fstatSync(opened);
    const bytes = Buffer.alloc(Math.min(size, LOG_BYTES));
    readSync(opened, bytes, 0, bytes.length, size - bytes.length);
    return bytes.toString('utf8');
  } finally {
    closeSync(opened);
  }
}

const about = () => ({
  at: systemClock.now().toISOString(),
  program: programVersion(),
  node: process.versions.node,
  system: `${os.type()} ${os.release()} ${os.arch()}`,
  processors: os.cpus().length,
  memoryBytes: os.totalmem(),
});

const secretsOf = ({ secretsDir }: Settings): string[] => (existsSync(secretsDir) ? readdirSync(secretsDir) : []);

const asText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const deskParts = async (house: House, withWords: boolean): Promise<[string, string][]> => [
  ['state.json', asText(await readDeskState(house))],
  ['reports.json', asText(await reportsForSupport(house.store.read, withWords))],
];

/**
 * Name and text of each part, in the order of the archive. `log`: the file the log was written to; `withWords`: reported
 * errors go with what their reporters wrote.
 */
export async function supportParts(log: string | null, withWords = false): Promise<[string, string][]> {
  const findings = (await examine()).map((each) => ({ ...each, es: scrubbed(each.es), en: scrubbed(each.en) }));
  const parts: [string, string][] = [
    ['about.json', asText(about())],
    ['findings.json', asText(findings)],
  ];
  const read = settingsOrFinding();
  if ('settings' in read) {
    parts.push(['settings.json', asText({ ...settingsForSupport(read.settings), secrets: secretsOf(read.settings) })]);
    // What cannot be had is missing: why, the doctor has said. A desk never started must not be made by asking.
    const isThere = findings.some(({ check, state }) => check === 'schema' && state === 'fine');
    const desk = isThere ? await withDesk((house) => deskParts(house, withWords)).catch(() => []) : [];
    parts.push(...desk);
  }
  if (log !== null) {
    const { lines, leftOut } = logForSupport(endOf(log));
    parts.push(['log.jsonl', [...lines, JSON.stringify({ leftOut })].join('\n').concat('\n')]);
  }
  return parts;
}

export const support: Command = {
  name: 'support',
  says: 'terminal.cli.support',
  words: ['[file]'],
  flags: {
    log: { type: 'string', says: 'terminal.cli.support-log' },
    words: { type: 'boolean', says: 'terminal.cli.support-words' },
  },
  run: async ({ words: [given], flags, t }) => {
    const log = typeof flags.log === 'string' ? flags.log : null;
    if (log !== null && !existsSync(log)) throw both('terminal.cli.import-no-file', { file: log });
    const file = resolve(given ?? 'mesa-support.zip');
    if (existsSync(file)) throw both('terminal.cli.support-there', { file });
    const parts = await supportParts(log, flags.words === true);
    writeFileSync(file, zip(parts), { mode: 0o600, flag: 'wx' });
    chmodSync(file, 0o600);
    const names = parts.map(([name]) => name);
    return {
      ok: true,
      lines: [t('terminal.cli.support-done', { file, names: names.join(', ') })],
      data: { file, parts: names },
    };
  },
};
