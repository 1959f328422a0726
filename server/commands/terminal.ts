/** Words to whoever runs the program. */
import { type MessageKey, translator } from '#locales/catalogues.ts';

export function say(locale: 'es-MX' | 'en', key: MessageKey, values: Record<string, string | number> = {}): void {
  console.log(translator(locale)(key, values));
}
