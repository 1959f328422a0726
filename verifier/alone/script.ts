#!/usr/bin/env node
/** `node verificar.mjs archivo… [--llave clave.pem]`: 0 all valid, 1 something altered, 2 something not to be told. */
import { readFileSync } from 'node:fs';
import { check } from '../check.ts';
import { type PublicKey, readKeys, shownFingerprint } from '../keys.ts';
import type { Verdict } from '../report.ts';
import { telling } from '../telling.ts';
import { givenKeys } from './given-keys.ts';
import { type Locale, wordsIn } from './words.ts';

const CODES: Readonly<Record<Verdict, number>> = { valid: 0, altered: 1, unknown: 2 };
const locale: Locale = /^en\b/i.test(Intl.DateTimeFormat().resolvedOptions().locale) ? 'en' : 'es-MX';
const t = wordsIn(locale);
const say = (line = ''): void => void process.stdout.write(`${line}\n`);

function read(words: readonly string[]): { files: string[]; keyFiles: string[] } {
  const [files, keyFiles]: [string[], string[]] = [[], []];
  for (let at = 0; at < words.length; at++) {
    if (words[at] === '--llave') keyFiles.push(words[++at] ?? '');
    else files.push(words[at] ?? '');
  }
  return { files, keyFiles };
}

/** Null, and said: it is not there, may not be read or is too large for Node. */
function bytesOf(file: string): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch (error) {
    say(`${file}: ${t('verifying.script-unreadable')} (${(error as NodeJS.ErrnoException).code ?? error})`);
    return null;
  }
}

async function lookAt(file: string, keys: readonly PublicKey[]): Promise<Verdict> {
  const bytes = bytesOf(file);
  if (bytes === null) return 'unknown';
  const report = await check({ bytes, keys });
  const told = telling(report, { t, locale });
  say(`${file}: ${told.title}`);
  say(`  ${told.text}`);
  for (const line of [...told.findings, ...told.checked, ...told.notes]) say(`  · ${line}`);
  for (const document of told.documents) say(`  ${document.map(([name, value]) => `${name}: ${value}`).join(' | ')}`);
  return report.verdict;
}

/** Null, and said, where one of them holds no key: to go on without it would tell of every file that it is not known. */
function keysIn(keyFiles: readonly string[]): PublicKey[] | null {
  const found: PublicKey[] = [];
  for (const file of keyFiles) {
    const bytes = bytesOf(file);
    const keys = bytes === null ? [] : readKeys(bytes);
    if (bytes !== null && keys.length === 0) say(`${file}: ${t('verifying.keys-wrong')}`);
    if (keys.length === 0) return null;
    found.push(...keys);
  }
  return found;
}

const { files, keyFiles } = read(process.argv.slice(2));
const more = files.length === 0 ? null : keysIn(keyFiles);
if (more === null) {
  if (files.length === 0) say(t('verifying.script-usage'));
  process.exitCode = 2;
} else {
  const built = givenKeys();
  const keys = [...built, ...more.filter((key) => !built.some(({ fingerprint }) => fingerprint === key.fingerprint))];
  say(keys.length === 0 ? t('verifying.keys-none') : t('verifying.keys'));
  for (const key of keys) say(`  ${key.id ?? ''} ${shownFingerprint(key)}`);
  let worst = 0;
  for (const file of files) {
    say();
    const code = CODES[await lookAt(file, keys)];
    // Altered says more than not to be told.
    worst = worst === 1 || code === 1 ? 1 : Math.max(worst, code);
  }
  process.exitCode = worst;
}
