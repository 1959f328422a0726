/** Words to whoever runs the program. */
import { type MessageKey, translator } from '#locales/catalogues.ts';
import { OperatorError } from '../shared/operator-error.ts';

type Values = Record<string, string | number>;

export function say(locale: 'es-MX' | 'en', key: MessageKey, values: Values = {}): void {
  console.log(translator(locale)(key, values));
}

/** What only whoever runs the program can put right, in both languages. */
export const both = (key: MessageKey, values: Values = {}): OperatorError =>
  new OperatorError(translator('es-MX')(key, values), translator('en')(key, values));
