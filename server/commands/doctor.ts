/** `mesa doctor`: what is wrong and how to mend it, faults first. */
import { systemClock } from '../shared/clock.ts';
import type { Call, Command } from './command.ts';
import type { Finding, State } from './doctor/finding.ts';
import { look } from './doctor/look.ts';
import { settingsOrFinding } from './doctor/settings.ts';
import { quietly } from './with-desk.ts';

const ORDER: readonly State[] = ['fault', 'warning', 'unknown', 'fine'];
const WORDS = {
  fault: 'doctor.state.fault',
  warning: 'doctor.state.warning',
  unknown: 'doctor.state.unknown',
  fine: 'doctor.state.fine',
} as const;

export async function examine(env?: NodeJS.ProcessEnv): Promise<Finding[]> {
  const read = settingsOrFinding(env);
  const found = 'finding' in read ? [read.finding] : await look(quietly(read.settings), systemClock);
  return found.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

function linesOf(found: readonly Finding[], { t, locale }: Call): string[] {
  const faults = found.filter((each) => each.state === 'fault').length;
  const warnings = found.filter((each) => each.state === 'warning').length;
  const lines = found.map((each) => {
    const said = (locale === 'en' ? each.en : each.es).replaceAll('\n', `\n${' '.repeat(10)}`);
    return `${t(WORDS[each.state]).padEnd(10)}${said}`;
  });
  return [...lines, '', t('doctor.sum', { faults, warnings })];
}

export const doctor: Command = {
  name: 'doctor',
  says: 'terminal.cli.doctor',
  words: [],
  flags: {},
  run: async (call) => {
    const findings = await examine();
    const ok = findings.every((each) => each.state !== 'fault');
    return { ok, lines: linesOf(findings, call), data: { findings } };
  },
};
