/** docs/security.md says what holds and which test shows it: here it is held to its word. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ATTACHMENT_MAX_BYTES, ATTACHMENT_TYPES } from '#contract/attachments.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(`${ROOT}/${path}`, 'utf8');
const page = read('docs/security.md');
const rows = page.split('\n').filter((line) => /^\| C\d+ \|/.test(line));
const LINES = 90;

/** `file › title`, as the page names tests. */
const TEST = /`([^`› ]+\.(?:test|spec)\.tsx?) › ([^`]+)`/g;
const named = [...page.matchAll(TEST)].map(([, file = '', title = '']) => ({ file, title }));

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Titles of tests, or of the rows that a table of tests (`what`) is made from; not of their groups. */
const hasTest = (file: string, title: string): boolean => {
  if (!existsSync(`${ROOT}/${file}`)) return false;
  const quoted = escaped(title).replaceAll("'", "\\\\?'");
  const found = new RegExp(String.raw`^.*?(?:\(\s*|\bwhat: )(['"\`])${quoted}\1,`, 'm').exec(read(file));
  return found !== null && !found[0].trimStart().startsWith('describe');
};

describe('docs/security.md', () => {
  it('has each line C once, in order, with a verdict and how it is checked', () => {
    expect(rows.map((row) => /^\| C(\d+) \|/.exec(row)?.[1])).toEqual(
      Array.from({ length: LINES }, (_, index) => String(index + 1)),
    );
    for (const row of rows)
      expect(row).toMatch(/^\| C\d+ \| \*\*(Yes|In part|Later)\.\*\* \S.* \| (by reading: )?`.+` \|$/);
  });

  it('names only tests that exist', () => {
    expect(named.length).toBeGreaterThan(150);
    expect(named.filter(({ file, title }) => !hasTest(file, title))).toEqual([]);
    expect(hasTest('tests/security-doc.test.ts', 'names only tests that exist')).toBe(true);
    expect(hasTest('tests/security-doc.test.ts', 'docs/security.md')).toBe(false);
    expect(hasTest('tests/security-doc.test.ts', 'names a test that is gone')).toBe(false);
  });

  it('says "Later" or "In part" with the issue that brings the rest, or with what is missing', () => {
    for (const row of rows.filter((each) => each.includes('**Later.**'))) expect(row).toMatch(/[Ii]ssue \d/);
  });

  it('names only files and headings of its own that exist', () => {
    const paths = [...page.replace(TEST, '').matchAll(/`((?:\w[\w-]*\/)[\w./-]*)`/g)].map(([, path = '']) => path);
    expect(paths.length).toBeGreaterThan(15);
    const made = new Set(['application/octet-stream']);
    expect(paths.filter((path) => !made.has(path) && !existsSync(`${ROOT}/${path}`))).toEqual([]);
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^a-z ]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
    expect(links.filter((anchor) => !headings.includes(anchor))).toEqual([]);
  });

  it('has every limit of the code with its figures', () => {
    const code = globSync('server/**/*.ts', { cwd: ROOT }).filter((path) => !path.endsWith('.test.ts'));
    const declared = code.flatMap((path) => [
      ...read(path).matchAll(
        /: Limit = \{ name: '([\w-]+)', points: (\d+), windowMs: (PAUSE|HOUR|DAY|15 \* MINUTE|5 \* MINUTE) \}/g,
      ),
    ]);
    const uses = code.flatMap((path) => [...read(path).matchAll(/: Limit = \{ name/g)]);
    expect([declared.length, declared.length >= 16]).toEqual([uses.length, true]);
    const said: Record<string, string> = { HOUR: '1 h', DAY: '1 day', '5 * MINUTE': '5 min' };
    for (const [, name, points, window = ''] of declared)
      expect(page).toMatch(
        new RegExp(`^\\| \`${name}\` \\| .+ \\| ${points} \\| ${said[window] ?? '15 min'} \\|`, 'm'),
      );
    expect(page.match(/^\| `[\w-]+` \| .+ \| \d+ \| (?:1 h|1 day|15 min|5 min) \|/gm)).toHaveLength(declared.length);
  });

  it('has every kind of file that is accepted, and its sizes', () => {
    const section = page.split('## Files')[1]?.split('##')[0] ?? '';
    const listed = new Set(/agree: ([^.]+)\./.exec(section)?.[1]?.split(/[^a-z0-9]+/));
    expect([...listed].sort()).toEqual(Object.keys(ATTACHMENT_TYPES).sort());
    expect(section).toContain(`${ATTACHMENT_MAX_BYTES / 1024 / 1024} MB each`);
  });
});
