import { OperatorError } from '../../shared/operator-error.ts';
import { readSettings, type Settings } from '../../shared/settings.ts';
import { type Finding, finding } from './finding.ts';

/** Nothing else can be looked at while the settings cannot be read. */
export function settingsOrFinding(env?: NodeJS.ProcessEnv): { settings: Settings } | { finding: Finding } {
  try {
    return { settings: readSettings(env) };
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return { finding: { check: 'settings', state: 'fault', es: error.es, en: error.en } };
  }
}

export const settingsFine = (): Finding => finding('settings', 'fine', { key: 'doctor.settings.fine' });
