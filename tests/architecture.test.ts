/** The house, as rules that run: each import stands in a room and may reach only what that room may touch. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('..', import.meta.url).pathname;

/** Slices in order: each may enter only the doors of those before it. */
const SLICES = [
  'institution',
  'agencies',
  'calendars',
  'records',
  'attachments',
  'accounts',
  'directories',
  'compliance',
  'enrolments',
  'staff-rolls',
  'service-levels',
  'catalogue',
  'routing',
  'announcements',
  'requests',
  'delegations',
  'deactivations',
  'readings',
  'movements',
  'organisation',
  'teams',
  'canned-replies',
  'urgency',
  'timekeeping',
  'queues',
  'held',
  'duty',
  'arrivals',
  'people',
  'privacy',
  'data-rights',
  'error-reports',
  'safekeeping',
  'anchors',
  'integrity',
  'dossiers',
  'verification',
  'notifications',
  'upkeep',
];
/** Rooms above the slices that put them together. */
const COMPOSERS = [
  'server/wiring.ts',
  'server/assemble.ts',
  'server/prepare.ts',
  'server/main.ts',
  'server/starting-data.ts',
  'server/commands/',
  'server/demo/',
];

type Import = { from: string; to: string };

const ALIASES: Record<string, string> = {
  '#contract/': 'contract/',
  '#database/': 'database/',
  '#server/': 'server/',
  '#web/': 'web/src/',
  '#locales/': 'locales/',
  '#tests/': 'tests/',
  '#verifier/': 'verifier/',
};

const sources = globSync('{contract,server,web/src,database,bench,verifier}/**/*.{ts,tsx}', { cwd: ROOT }).filter(
  (path) => !/\.test\.tsx?$/.test(path),
);

const resolve = (from: string, specifier: string): string => {
  const alias = Object.keys(ALIASES).find((prefix) => specifier.startsWith(prefix));
  if (alias) return `${ALIASES[alias]}${specifier.slice(alias.length)}`;
  return specifier.startsWith('.') ? normalize(join(dirname(from), specifier)) : specifier;
};

const importsOf = (path: string): Import[] => {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
  );
  return [...found].map((match) => ({ from: path, to: resolve(path, match[1] ?? match[2] ?? match[3] ?? '') }));
};

const sliceOf = (path: string): string | undefined => SLICES.find((slice) => path.startsWith(`server/${slice}/`));
const isComposer = (path: string): boolean => COMPOSERS.some((room) => path === room || path.startsWith(room));
const isPackage = (to: string): boolean => !/^(contract|server|database|web|locales|tests|bench|verifier)\//.test(to);
const nameOf = (path: string): string => path.split('/').at(-1) ?? '';

/** A sentence that says what to do instead, or null when the import is fine. */
function forbidden({ from, to }: Import): string | null {
  if (to.startsWith('tests/')) return 'production code never imports tests';
  if (from.startsWith('bench/')) {
    return to.startsWith('web/') ? 'a benchmark measures the server: the web part has measures of its own' : null;
  }
  if (to.startsWith('bench/')) return 'the program does not know its benchmarks';
  if (from.startsWith('contract/')) {
    return to.startsWith('contract/') || to === 'valibot'
      ? null
      : 'contract/ imports only contract/ and valibot: move it to a slice';
  }
  if (from.startsWith('verifier/'))
    return to.startsWith('verifier/') ||
      (from.startsWith('verifier/alone/') && /^locales\/[^/]+\/verifying\.json$|^node:fs$/.test(to))
      ? null
      : 'verifier/ must work when all else is gone: it imports only itself';
  if (from.startsWith('web/')) return forbiddenInWeb(from, to);
  if (to.startsWith('web/')) return 'the server never imports the web part';
  return forbiddenPackage(from, to) ?? forbiddenRoom(from, to);
}

function forbiddenPackage(from: string, to: string): string | null {
  if (!isPackage(to)) return null;
  const only: [RegExp, RegExp, string][] = [
    [
      /^(fastify|@fastify\/.*)$/,
      /^server\/(shared\/http\/|assemble\.ts)/,
      'only server/shared/http/ knows Fastify: bind an operation with answer()',
    ],
    [
      /^pg$/,
      /^server\/shared\/(store|prepared|migrate|jobs)\.ts$|^server\/shared\/postgres\//,
      'only server/shared/store.ts opens the driver: take a Reader or a Work',
    ],
    [
      /^pg-boss$/,
      /^server\/shared\/(jobs|dead-letters)\.ts$/,
      'only server/shared/jobs.ts knows pg-boss: declare a reaction or a schedule',
    ],
    [/^nodemailer/, /^server\/shared\/mail\//, 'only server/shared/mail/ sends mail: use house.mailbox'],
    [
      /^(@aws-sdk\/.*|ssh2|ssh2-sftp-client)$/,
      /^server\/safekeeping\/copies\//,
      'only server/safekeeping/copies/ reaches where copies go: use openCopies()',
    ],
    [
      /^node:child_process$/,
      /^server\/shared\/(postgres\/|workshop\/|(apart|stand-back)\.ts$)/,
      'no program is run from here',
    ],
    [/^pdfkit$/, /^server\/shared\/paper\//, 'only server/shared/paper/ draws papers: ask house.press'],
    [
      /^(sharp|yauzl|@hyzyla\/pdfium)$/,
      /^server\/shared\/workshop\/(pictures|pdf|archives|sheets)\.ts$/,
      'files of strangers are opened at the bench only: ask house.workshop',
    ],
  ];
  return only.find(([library, room]) => library.test(to) && !room.test(from))?.[2] ?? null;
}

function forbiddenRoom(from: string, to: string): string | null {
  if (nameOf(from) !== 'store.ts' && to === 'database/tables.ts' && !/(^|-)rows\.ts$/.test(nameOf(from))) {
    return 'only rows.ts knows the tables: ask it for what you need';
  }
  if (!to.startsWith('server/')) return null;
  if (from.startsWith('server/shared/')) {
    return to.startsWith('server/shared/') ? null : 'server/shared/ knows no slice: hand it in from wiring.ts';
  }
  if (isComposer(from)) return null;
  const [mine, theirs] = [sliceOf(from), sliceOf(to)];
  if (theirs === undefined) return to.startsWith('server/shared/') ? null : 'slices do not know who puts them together';
  if (mine === theirs) return null;
  if (mine === undefined) return 'a file of server/ outside the rooms: give it one';
  if (SLICES.indexOf(theirs) > SLICES.indexOf(mine))
    return `${mine} comes before ${theirs}: let ${theirs} react to a fact of ${mine}, or call its door`;
  return nameOf(to) === 'index.ts' ? null : `enter ${theirs} by its door, server/${theirs}/index.ts`;
}

function forbiddenInWeb(from: string, to: string): string | null {
  if (to.startsWith('server/') || to.startsWith('database/')) return 'the web part knows the contract, not the server';
  const feature = /^web\/src\/features\/([^/]+)\//;
  const [mine, theirs] = [feature.exec(from)?.[1], feature.exec(to)?.[1]];
  if (mine && theirs && mine !== theirs) return 'a feature never imports a feature: app/ puts them together';
  if (from.startsWith('web/src/shared/') && (theirs || to.startsWith('web/src/app/')))
    return 'web/src/shared/ knows no feature';
  if (mine && to.startsWith('web/src/app/') && !to.startsWith('web/src/app/shell/'))
    return 'a feature does not know the app that composes it';
  if (/react-aria|react-hook-form|d3-|@tiptap/.test(to) && !from.includes('/console/'))
    return 'heavy libraries stay behind the console’s lazy routes';
  return null;
}

describe('the house', () => {
  const imports = sources.flatMap(importsOf);

  it('was really looked at', () => {
    expect(sources.length).toBeGreaterThan(120);
    expect(imports.length).toBeGreaterThan(500);
  });

  it('keeps its rooms apart', () => {
    const breaches = imports.flatMap((each) => {
      const sentence = forbidden(each);
      return sentence === null ? [] : [`${each.from} → ${each.to}: ${sentence}`];
    });
    expect(breaches).toEqual([]);
  });

  const text = (path: string) => readFileSync(join(ROOT, path), 'utf8');
  const withWord = (word: RegExp, except: RegExp) =>
    sources.filter((path) => !path.startsWith('web/') && !except.test(path) && word.test(text(path)));

  it('reads the environment in one place', () => {
    expect(withWord(/process\.env/, /^server\/shared\/settings\.ts$|^server\/shared\/postgres\//)).toEqual([]);
  });

  it('reads the time in one place', () => {
    expect(
      withWord(
        /Date\.now\(\)|new Date\(\)|Temporal\.Now|performance\.now/,
        /^server\/shared\/clock\.ts$|^server\/shared\/postgres\//,
      ),
    ).toEqual([]);
  });

  it('makes ids and secrets in one place', () => {
    expect(
      withWord(/randomUUID|randomBytes|Math\.random/, /^server\/shared\/ids\.ts$|^server\/shared\/postgres\//),
    ).toEqual([]);
  });

  it('has index.ts only as a slice’s door, the demonstration’s and the contract’s list', () => {
    const allowed = new Set([
      'contract/index.ts',
      'server/demo/index.ts',
      ...SLICES.map((slice) => `server/${slice}/index.ts`),
    ]);
    expect(sources.filter((path) => nameOf(path) === 'index.ts' && !allowed.has(path))).toEqual([]);
  });

  it('finds its own folders even where a folder’s name has blanks or accents', () => {
    const all = globSync(['{server,scripts,web}/**/*.{ts,mjs}', '*.config.ts'], { cwd: ROOT, exclude: ['**/dist/**'] });
    const read = all.filter((path) => !/\.test\.tsx?$/.test(path)).map((path) => [path, text(path)] as const);
    expect(read.filter(([, code]) => /import\.meta\.url\)\.pathname/.test(code)).map(([path]) => path)).toEqual([]);
  });

  it('keeps files short enough to read', () => {
    const long = sources.filter((path) => path !== 'database/tables.ts' && text(path).split('\n').length > 301);
    expect(long).toEqual([]);
  });

  it('would notice a breach', () => {
    expect(forbidden({ from: 'server/agencies/rows.ts', to: 'server/requests/index.ts' })).toMatch(/comes before/);
    expect(forbidden({ from: 'server/requests/view.ts', to: 'server/accounts/rows.ts' })).toMatch(/by its door/);
    expect(forbidden({ from: 'server/requests/routes.ts', to: 'fastify' })).toMatch(/Fastify/);
    expect(forbidden({ from: 'contract/requests.ts', to: 'node:fs' })).toMatch(/only contract/);
    expect(forbidden({ from: 'web/src/features/requests/a.tsx', to: 'web/src/features/accounts/b.tsx' })).toMatch(
      /never imports a feature/,
    );
    expect(forbidden({ from: 'server/requests/act.ts', to: 'server/accounts/index.ts' })).toBeNull();
  });
});
