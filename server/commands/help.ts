/** What `--help` says, from the commands themselves: nothing there is can be missing from it. */
import type { Translate } from '#locales/catalogues.ts';
import type { Command } from './command.ts';

const WIDTH = 26;

const entry = (name: string, text: string): string =>
  name.length < WIDTH - 2 ? `  ${name.padEnd(WIDTH - 2)}${text}` : `  ${name}\n${' '.repeat(WIDTH)}${text}`;

const usage = (command: Command): string => ['mesa', command.name, ...command.words].join(' ');

export const helpOfAll = (commands: readonly Command[], t: Translate): string[] => [
  t('terminal.cli.about'),
  '',
  ...commands.map((command) => entry([command.name, ...command.words].join(' '), t(command.says))),
  '',
  t('terminal.cli.always'),
];

export const helpOf = (command: Command, t: Translate): string[] => [
  usage(command),
  '',
  t(command.says),
  '',
  ...Object.entries(command.flags).map(([name, flag]) =>
    entry(`--${name}${flag.type === 'string' ? ' …' : ''}`, t(flag.says)),
  ),
  ...('stay' in command ? [] : [entry('--json', t('terminal.cli.json'))]),
  entry('--help', t('terminal.cli.help')),
];
