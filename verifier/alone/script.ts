#!/usr/bin/env node
/** `node verificar.mjs archivo… [--llave clave.pem]`: 0 all valid, 1 something altered, 2 something not to be told. */
import { readFileSync } from 'node:fs';
import { check } from '../check.ts';
import { readKeys, shownFingerprint } from '../keys.ts';
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

async function lookAt(file: string, keys: ReturnType<typeof givenKeys>): Promise<Verdict> {
  const report = await check({ bytes: readFileSync(file), keys });
  const told = telling(report, { t, locale });
  say(`${file}: ${told.title}`);
  say(`  ${told.text}`);
  for (const line of [...told.findings, ...told.checked, ...told.notes]) say(`  · ${line}`);
  for (const document of told.documents) say(`  ${document.map(([name, value]) => `${name}: ${value}`).join(' | ')}`);
  return report.verdict;
}

const { files, keyFiles } = read(process.argv.slice(2));
if (files.length === 0) {
  say(t('verifying.script-usage'));
  process.exitCode = 2;
} else {
  const keys = [...givenKeys(), ...keyFiles.flatMap((file) => readKeys(readFileSync(file)))];
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
