/** What a person with an old machine downloads before the first page works: at most 130 kB of gzipped JavaScript. */
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const DIST = new URL('../web/dist/', import.meta.url).pathname;
const LIMIT = 130 * 1024;
const CSS_LIMIT = 20 * 1024;

type Chunk = { file: string; imports?: string[]; css?: string[]; isEntry?: boolean };
const manifest = (): Record<string, Chunk> => JSON.parse(readFileSync(`${DIST}.vite/manifest.json`, 'utf8'));

/** The requester's path: what each address loads on top of the entry. */
const ROUTES: Record<string, { files: string[]; words: string[] }> = {
  '/entrar': { files: ['src/features/accounts/sign-in-page.tsx'], words: ['auth'] },
  '/entrar/directorio': { files: ['src/features/accounts/return-page.tsx'], words: ['auth', 'entrances'] },
  '/recuperar': { files: ['src/features/accounts/recover-page.tsx'], words: ['auth'] },
  '/confirmar': { files: ['src/features/accounts/verify-page.tsx'], words: ['auth'] },
  '/verificar': { files: ['src/features/verification/verify-document-page.tsx'], words: ['verifying'] },
  '/activar': { files: ['src/features/accounts/activate-page.tsx'], words: ['auth'] },
  '/solicitudes': { files: ['src/app/home-page.tsx'], words: ['requests'] },
  '/solicitudes/nueva': { files: ['src/features/requests/new-request-page.tsx'], words: ['requests'] },
  '/solicitudes/$ref': { files: ['src/features/requests/request-page.tsx'], words: ['requests'] },
  '/solicitudes/$ref/acuse': { files: ['src/features/requests/receipt-page.tsx'], words: ['requests', 'documents'] },
  '/perfil': { files: ['src/features/accounts/profile-page.tsx'], words: ['auth'] },
  '/ayuda': { files: ['src/features/help/help-page.tsx'], words: ['help'] },
};

const keyOf = (chunks: Record<string, Chunk>, name: string): string => {
  const key = Object.keys(chunks).find((each) => each.replaceAll('\u0000', '').replace('_x00_', '').endsWith(name));
  if (!key) throw new Error(`${name} is not in the manifest: ${Object.keys(chunks).join(', ')}`);
  return key;
};

function filesOf(chunks: Record<string, Chunk>, starts: string[]) {
  const [js, css, seen] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const walk = (key: string) => {
    const chunk = chunks[key];
    if (!chunk || seen.has(key)) return;
    seen.add(key);
    js.add(chunk.file);
    for (const file of chunk.css ?? []) css.add(file);
    for (const next of chunk.imports ?? []) walk(next);
  };
  for (const start of starts) walk(start);
  return { js: [...js], css: [...css] };
}

/** What the console loads, list and request and palette together. */
const CONSOLE = {
  files: [
    'app/console-frame',
    'features/requests/queue-frame',
    'features/requests/desk-request-page',
    'features/requests/palette',
  ],
  words: ['common', 'faults', 'faults-desk', 'requests', 'console'],
};
const CONSOLE_LIMIT = 230 * 1024;

const weight = (files: string[]): number =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(`${DIST}${file}`), { level: 9 }).length, 0);

describe('the first load of the requester’s path', () => {
  it('was built before it is weighed', () => {
    expect(existsSync(`${DIST}.vite/manifest.json`)).toBe(true);
  });

  it.each(Object.keys(ROUTES))('%s stays within 130 kB of JavaScript and 20 kB of CSS, gzipped', (route) => {
    const chunks = manifest();
    const { files, words } = ROUTES[route] ?? { files: [], words: [] };
    const entry = Object.keys(chunks).filter((key) => chunks[key]?.isEntry);
    const sections = ['common', 'faults', ...words].map((section) => keyOf(chunks, `virtual:words/es-MX/${section}`));
    const loaded = filesOf(chunks, [...entry, ...files.map((file) => keyOf(chunks, file)), ...sections]);
    expect(loaded.js.length).toBeGreaterThan(4);
    expect(weight(loaded.js), `${route}: ${loaded.js.join(' ')}`).toBeLessThanOrEqual(LIMIT);
    expect(weight(loaded.css)).toBeLessThanOrEqual(CSS_LIMIT);
  });
});

describe('the first load of the console', () => {
  it('stays within 230 kB of JavaScript, gzipped, with a request open and the palette brought', () => {
    const chunks = manifest();
    const entry = Object.keys(chunks).filter((key) => chunks[key]?.isEntry);
    const sections = CONSOLE.words.map((section) => keyOf(chunks, `virtual:words/es-MX/${section}`));
    const pages = CONSOLE.files.map((file) => keyOf(chunks, `src/${file}.tsx`));
    const loaded = filesOf(chunks, [...entry, ...pages, ...sections]);
    expect(loaded.js.length).toBeGreaterThan(CONSOLE.files.length);
    expect(weight(loaded.js), loaded.js.join(' ')).toBeLessThanOrEqual(CONSOLE_LIMIT);
  });
});
