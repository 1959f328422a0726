/** Every text exists in both languages with the same holes, is used somewhere, and nothing is used that does not exist. */
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('..', import.meta.url).pathname;
const sections = readdirSync(`${ROOT}locales/es-MX`).map((name) => name.replace('.json', ''));
const read = (locale: string, section: string): Record<string, string> =>
  JSON.parse(readFileSync(`${ROOT}locales/${locale}/${section}.json`, 'utf8'));
const all = (locale: string): Record<string, string> =>
  Object.assign({}, ...sections.map((section) => read(locale, section)));

/** The names a compiled text takes. */
const holes = (text: string): string[] => {
  const names = new Set<string>();
  const walk = (node: unknown): void => {
    if (!Array.isArray(node)) return;
    if (typeof node[0] === 'string' && node.length >= 1 && !Array.isArray(node)) return;
    for (const part of node) {
      if (!Array.isArray(part)) continue;
      if (typeof part[0] === 'string') names.add(part[0]);
      if (typeof part[2] === 'object' && part[2] !== null) for (const branch of Object.values(part[2])) walk(branch);
    }
  };
  walk(compileMessage(text));
  return [...names].sort();
};

/** Keys put together from a code: prefix → where the codes come from. Each family is complete by its own type. */
const FAMILIES = [
  'fault.',
  'field.',
  'common.role.',
  'common.standing.',
  'common.state.',
  'common.due.',
  'auth.agency-kind.',
  'auth.notice.',
  'auth.profile.theme.',
  'letters.',
  'requests.movement.',
  'requests.event.',
  'requests.filter.',
  'console.state.',
  'console.view.',
  'setup.',
  'help.',
];

const code = globSync('{server,web/src,scripts}/**/*.{ts,tsx}', { cwd: ROOT })
  .filter((path) => !/\.test\.tsx?$/.test(path))
  .map((path) => readFileSync(`${ROOT}${path}`, 'utf8'))
  .join('\n');

describe('the texts', () => {
  const [es, en] = [all('es-MX'), all('en')];

  it('were found', () => {
    expect(sections.length).toBeGreaterThan(8);
    expect(Object.keys(es).length).toBeGreaterThan(400);
  });

  it.each(sections)('of %s exist in both languages, under keys of their section', (section) => {
    expect(Object.keys(read('en', section)).sort()).toEqual(Object.keys(read('es-MX', section)).sort());
    const prefixes = section === 'faults' ? ['fault.', 'field.'] : [`${section}.`];
    for (const key of Object.keys(read('es-MX', section)))
      expect(
        prefixes.some((prefix) => key.startsWith(prefix)),
        key,
      ).toBe(true);
  });

  it('have the same holes in both languages', () => {
    const different = Object.keys(es).filter((key) => holes(es[key] ?? '').join() !== holes(en[key] ?? '').join());
    expect(different).toEqual([]);
  });

  it('are all used', () => {
    const unused = Object.keys(es).filter(
      (key) =>
        !code.includes(`'${key}'`) &&
        !code.includes(`\`${key}\``) &&
        !FAMILIES.some((family) => key.startsWith(family)),
    );
    expect(unused).toEqual([]);
  });

  it('that the code names all exist', () => {
    const named = [...code.matchAll(/\bt\(\s*'([a-z][a-z-]*\.[a-z0-9._-]+)'/g)].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThan(200);
    expect([...new Set(named)].filter((key) => !(key in es))).toEqual([]);
  });

  it('in Spanish speak plainly: no exclamation marks, no apologies, no ticket', () => {
    const shouting = Object.entries(es).filter(([, text]) =>
      /[¡!]|Lo sentimos|\bUps\b|\bticket\b|\bfavor de\b/i.test(text),
    );
    expect(shouting).toEqual([]);
  });
});
