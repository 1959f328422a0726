/** Pure: what was typed after `mesa`, read with Node's own parser and checked against the commands there are. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import type { Command } from './command.ts';

export type Asked =
  | { kind: 'help'; command: Command | null }
  | { kind: 'run'; command: Command; words: string[]; flags: Record<string, string | boolean>; json: boolean }
  | { kind: 'misuse'; why: Misuse; command: Command | null; json: boolean };

/** `nearest`: what was perhaps meant; empty when nothing is near. */
export type Misuse =
  | { what: 'command' | 'flag'; typed: string; nearest: string }
  | { what: 'value'; typed: string }
  | { what: 'words'; typed: string };

const ALWAYS = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

/** Letters added, left out, changed or swapped, to make one of the other. */
export function distance(one: string, other: string): number {
  const rows = Array.from({ length: one.length + 1 }, (_, i) => [i, ...Array<number>(other.length).fill(0)]);
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let j = 1; j <= other.length; j += 1) (rows[0] ?? [])[j] = j;
  for (let i = 1; i <= one.length; i += 1) {
    for (let j = 1; j <= other.length; j += 1) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost);
      (rows[i] ?? [])[j] = swapped ? Math.min(least, at(i - 2, j - 2) + 1) : least;
    }
  }
  return at(one.length, other.length);
}

/** The name that is at most a third of its letters away, or an empty text. */
export function nearest(typed: string, names: readonly string[]): string {
  const ranked = names.map((name) => ({ name, far: distance(typed, name) })).sort((a, b) => a.far - b.far);
  const [best] = ranked;
  return best && best.far <= Math.max(1, Math.floor(best.name.length / 3)) ? best.name : '';
}

/** Reads what follows `mesa`; without a word it is asked for help. */
export function readArguments(typed: readonly string[], commands: readonly Command[]): Asked {
  const [name, ...rest] = typed;
  const json = rest.includes('--json');
  if (name === undefined || name === '--help' || name === '-h') return { kind: 'help', command: null };
  const names = commands.map((each) => each.name);
  if (name === 'help') return helpOf(rest[0], commands);
  const command = commands.find((each) => each.name === name);
  if (!command) {
    const why = {
      what: name.startsWith('-') ? 'flag' : 'command',
      typed: name,
      nearest: nearest(name, names),
    } as const;
    return { kind: 'misuse', why, command: null, json };
  }
  return readFor(command, rest, json);
}

function helpOf(name: string | undefined, commands: readonly Command[]): Asked {
  const command = commands.find((each) => each.name === name) ?? null;
  if (name === undefined || command !== null) return { kind: 'help', command };
  const names = commands.map((each) => each.name);
  return {
    kind: 'misuse',
    why: { what: 'command', typed: name, nearest: nearest(name, names) },
    command: null,
    json: false,
  };
}

function readFor(command: Command, typed: string[], json: boolean): Asked {
  const own = Object.fromEntries(Object.entries(command.flags).map(([flag, { type }]) => [flag, { type }]));
  const options: ParseArgsOptionsConfig = { ...own, ...ALWAYS };
  const { tokens, values, positionals } = parseArgs({
    args: typed,
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  if (values.help === true) return { kind: 'help', command };
  const misuse = (why: Misuse): Asked => ({ kind: 'misuse', why, command, json });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const known = options[token.name];
    const near = nearest(token.name, Object.keys(options));
    if (known === undefined)
      return misuse({ what: 'flag', typed: token.rawName, nearest: near === '' ? '' : `--${near}` });
    const lacks = token.value === undefined || token.value === '';
    if (known.type === 'string' && lacks) return misuse({ what: 'value', typed: token.rawName });
    if (known.type === 'boolean' && token.value !== undefined) return misuse({ what: 'value', typed: token.rawName });
  }
  if ('stay' in command && json) return misuse({ what: 'flag', typed: '--json', nearest: '' });
  const wanted = command.words.filter((word) => word.startsWith('<')).length;
  if (positionals.length < wanted) return misuse({ what: 'words', typed: command.words[positionals.length] ?? '' });
  const extra = positionals[command.words.length];
  if (extra !== undefined) return misuse({ what: 'words', typed: extra });
  const { json: _json, help: _help, ...flags } = values;
  return { kind: 'run', command, words: positionals, flags: onlyText(flags), json };
}

const onlyText = (values: Record<string, unknown>): Record<string, string | boolean> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'boolean' ? [[name, value]] : [],
    ),
  );
