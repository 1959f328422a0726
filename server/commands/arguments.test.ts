import { describe, expect, it } from 'vitest';
import { translator } from '#locales/catalogues.ts';
import { distance, nearest, readArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { COMMANDS } from './commands.ts';
import { helpOf, helpOfAll } from './help.ts';

const read = (line: string) => readArguments(line.split(' ').filter(Boolean), COMMANDS);
const why = (line: string) => {
  const asked = read(line);
  return asked.kind === 'misuse' ? asked.why : null;
};

describe('what is typed after mesa', () => {
  it('is a command with its words and flags', () => {
    const asked = read('user admin ana@gobierno.example --names Ana --surname=Mora --json');
    expect(asked).toMatchObject({
      kind: 'run',
      words: ['admin', 'ana@gobierno.example'],
      flags: { names: 'Ana', surname: 'Mora' },
      json: true,
    });
  });

  it.each(['', '--help', '-h', 'help'])('asks for all the help: «%s»', (line) => {
    expect(read(line)).toEqual({ kind: 'help', command: null });
  });

  it.each(['verify --help', 'help verify', 'verify -h --json'])('asks for the help of one: «%s»', (line) => {
    expect(read(line)).toMatchObject({ kind: 'help', command: { name: 'verify' } });
  });

  it.each([
    ['docter', { what: 'command', typed: 'docter', nearest: 'doctor' }],
    ['xyzzyx', { what: 'command', typed: 'xyzzyx', nearest: '' }],
    ['help verfy', { what: 'command', typed: 'verfy', nearest: 'verify' }],
    ['doctor --jsno', { what: 'flag', typed: '--jsno', nearest: '--json' }],
    ['import catalogue a.json --moed publish', { what: 'flag', typed: '--moed', nearest: '--mode' }],
    ['import catalogue a.json --mode', { what: 'value', typed: '--mode' }],
    ['doctor --json=yes', { what: 'value', typed: '--json' }],
    ['import catalogue', { what: 'words', typed: '<file>' }],
    ['verify everything', { what: 'words', typed: 'everything' }],
    ['serve --json', { what: 'flag', typed: '--json', nearest: '' }],
  ])('is refused with what was perhaps meant: «%s»', (line, expected) => {
    expect(why(line)).toEqual(expected);
  });

  it('never takes a password', () => {
    const flags = COMMANDS.flatMap((command) => Object.keys(command.flags));
    // A file that has it is no password: nobody sees it in the list of processes.
    expect(flags.filter((flag) => /pass|contras|secret/.test(flag) && !flag.endsWith('-file'))).toEqual([]);
  });
});

describe('the nearest name', () => {
  it('counts what is added, left out, changed or swapped', () => {
    expect([distance('verify', 'verfiy'), distance('', 'abc'), distance('import', 'imports')]).toEqual([1, 3, 1]);
    expect(distance('doctor', 'doktors')).toBe(2);
  });
  it('is none when nothing is near', () => {
    expect(nearest('banana', ['serve', 'doctor'])).toBe('');
  });
});

describe('the help', () => {
  const made: Command = {
    name: 'verify',
    says: 'terminal.cli.verify',
    words: ['<file>'],
    flags: { mode: { type: 'string', says: 'terminal.cli.import-mode' } },
    run: async () => ({ ok: true, lines: [], data: {} }),
  };
  it.each(['es-MX', 'en'] as const)('names every command and flag in %s', (locale) => {
    const all = helpOfAll(COMMANDS, translator(locale)).join('\n');
    for (const { name } of COMMANDS) expect(all).toContain(`  ${name}`);
    const one = helpOf(made, translator(locale)).join('\n');
    expect(one).toContain('mesa verify <file>');
    expect(one).toContain('--mode …');
    expect(one).toContain('--json');
  });
});
