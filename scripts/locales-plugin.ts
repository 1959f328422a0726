/** Compiles the texts at build time, section by section, so that the browser carries no message parser. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

const FOLDER = fileURLToPath(new URL('../locales', import.meta.url));
const LOCALES = ['es-MX', 'en'];
/** Texts of the server alone. */
const NOT_FOR_THE_BROWSER = new Set(['letters', 'terminal', 'mail-test', 'doctor', 'archives', 'papers', 'dossier']);
const PREFIX = 'virtual:words';

const sections = (): string[] =>
  readdirSync(join(FOLDER, 'es-MX'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.replace('.json', ''))
    .filter((name) => !NOT_FOR_THE_BROWSER.has(name));

const file = (locale: string, section: string): string => join(FOLDER, locale, `${section}.json`);

/** `virtual:words` → locale → section → a function that loads it; `virtual:words/<locale>/<section>` → its compiled texts. */
export function words(): Plugin {
  return {
    name: 'words',
    resolveId: (id) => (id === PREFIX || id.startsWith(`${PREFIX}/`) ? `\0${id}` : null),
    load(id) {
      if (id === `\0${PREFIX}`) {
        const loaders = (locale: string) =>
          sections().map((section) => `${JSON.stringify(section)}: () => import('${PREFIX}/${locale}/${section}')`);
        return `export const loaders = { ${LOCALES.map((locale) => `'${locale}': { ${loaders(locale).join(', ')} }`).join(', ')} };`;
      }
      const match = /^\0virtual:words\/([^/]+)\/([a-z-]+)$/.exec(id);
      if (!match?.[1] || !match[2]) return null;
      const path = file(match[1], match[2]);
      this.addWatchFile(path);
      const texts = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
      const compiled = Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, compileMessage(text)]));
      return `export default ${JSON.stringify(compiled)};`;
    },
  };
}
