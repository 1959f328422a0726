/** `mesa <command>`: reads what was typed, runs it, says how it went and with which code it ends. */
import { type Translate, translator } from '#locales/catalogues.ts';
import { Fault } from '../shared/fault.ts';
import { OperatorError } from '../shared/operator-error.ts';
import { languageOfTerminal } from '../shared/settings.ts';
import { type Misuse, readArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { helpOf, helpOfAll } from './help.ts';

/** What a script may rely on. */
export const EXIT = { ok: 0, fault: 1, misuse: 2 } as const;

export type Output = { readonly say: (line: string) => void; readonly complain: (line: string) => void };

/**
 * Runs what follows `mesa`. Gives the exit code, or null of a command that goes on until it is stopped. With `--json`
 * one object leaves on the standard output, whatever happens: `{ ok, command, … }`, of a failure with `error: { es, en }`,
 * and `said: { key, values }` where the sentence is one of the catalogue.
 */
export async function runLine(
  typed: readonly string[],
  commands: readonly Command[],
  output: Output,
): Promise<number | null> {
  const locale = languageOfTerminal();
  const t = translator(locale);
  const asked = readArguments(typed, commands);
  if (asked.kind === 'help') {
    for (const line of asked.command ? helpOf(asked.command, t) : helpOfAll(commands, t)) output.say(line);
    return EXIT.ok;
  }
  if (asked.kind === 'misuse') {
    const error = { es: misused(asked.why, translator('es-MX')), en: misused(asked.why, translator('en')) };
    if (asked.json) output.say(JSON.stringify({ ok: false, command: asked.command?.name ?? null, error }));
    else {
      output.complain(misused(asked.why, t));
      output.complain(
        t('terminal.cli.see-help', { usage: ['mesa', ...(asked.command ? [asked.command.name] : [])].join(' ') }),
      );
    }
    return EXIT.misuse;
  }
  const { command, words, flags, json } = asked;
  const call = { words, flags, locale, t };
  if ('stay' in command) {
    await command.stay(call);
    return null;
  }
  try {
    const outcome = await command.run(call);
    if (json) output.say(JSON.stringify({ ok: outcome.ok, command: command.name, ...outcome.data }));
    else for (const line of outcome.lines) output.say(line);
    return outcome.ok ? EXIT.ok : EXIT.fault;
  } catch (error) {
    const told = sentenceOf(error);
    const said = error instanceof OperatorError && error.said !== null ? { said: error.said } : {};
    if (json) output.say(JSON.stringify({ ok: false, command: command.name, error: told, ...said }));
    else output.complain(error instanceof OperatorError ? error.message : told[locale === 'en' ? 'en' : 'es']);
    return EXIT.fault;
  }
}

function misused(why: Misuse, t: Translate): string {
  if (why.what === 'value') return t('terminal.cli.bad-value', { flag: why.typed });
  if (why.what === 'words') return t('terminal.cli.bad-words', { word: why.typed });
  const key = why.what === 'flag' ? 'terminal.cli.unknown-flag' : 'terminal.cli.unknown-command';
  const meant = why.nearest === '' ? '' : ` ${t('terminal.cli.meant', { name: why.nearest })}`;
  return `${t(key, { name: why.typed })}${meant}`;
}

/** What can be mended is a sentence; of anything else whoever runs the program needs the place where it broke. */
function sentenceOf(error: unknown): { es: string; en: string } {
  if (error instanceof OperatorError) return { es: error.es, en: error.en };
  if (error instanceof Fault) {
    const said = (locale: 'es-MX' | 'en') => translator(locale)(`fault.${error.code}`, error.values);
    return { es: said('es-MX'), en: said('en') };
  }
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { es: told, en: told };
}
