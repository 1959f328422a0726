import pg from 'pg';
import { expect, test } from 'vitest';
import { countRun } from '#tests/reporter.ts';
import { launchChromium } from './chromium.ts';
import { testDatabase } from './database.ts';

async function query(config: pg.PoolConfig, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

test('each test database is a migrated copy that no other sees, and goes away', async () => {
  const [one, two] = await Promise.all([testDatabase(), testDatabase()]);
  const tables = "SELECT count(*)::int AS n FROM pg_tables WHERE schemaname = 'public'";
  const [found] = await query(one.postgres.owner, tables);
  expect(found?.n).toBeGreaterThan(0);
  await query(one.postgres.owner, 'CREATE TABLE mine (n int)');
  expect(await query(two.postgres.owner, "SELECT to_regclass('mine') AS seen")).toEqual([{ seen: null }]);
  await expect(query(one.postgres.app, 'CREATE TEMP TABLE own (n int)')).rejects.toThrow(/permission denied/);
  await Promise.all([one.drop(), two.drop()]);
  await expect(query(one.postgres.owner, 'SELECT 1')).rejects.toThrow(/does not exist/);
});

test('a real Chromium comes up out of the packages and draws several pages at once', async () => {
  const browser = await launchChromium();
  try {
    const pages = await Promise.all([browser.newPage(), browser.newPage(), browser.newPage()]);
    for (const page of pages) await page.setContent('<button>Señala aquí</button>');
    expect(await pages[0]?.getByRole('button', { name: 'Señala aquí' }).count()).toBe(1);
    expect(Number.parseInt(browser.version(), 10)).toBeGreaterThan(140);
  } finally {
    await browser.close();
  }
});

function file(state: string, ...tests: string[]) {
  return { state: () => state, children: { allTests: () => tests.map((of) => ({ result: () => ({ state: of }) })) } };
}

test.each([
  ['tests that passed', [file('passed', 'passed', 'passed')], 0, { passed: 2, failed: 0 }],
  ['a test that failed', [file('failed', 'passed', 'failed')], 0, { passed: 1, failed: 1 }],
  ['skipped tests, on neither side', [file('passed', 'passed', 'skipped')], 0, { passed: 1, failed: 0 }],
  ['a file that could not be loaded', [file('failed'), file('passed', 'passed')], 0, { passed: 1, failed: 1 }],
  ['a hook that failed after its tests passed', [file('failed', 'passed')], 0, { passed: 1, failed: 1 }],
  ['a test that never ended', [file('failed', 'pending')], 0, { passed: 0, failed: 1 }],
  ['an error nobody caught', [file('passed', 'passed')], 2, { passed: 1, failed: 2 }],
  ['no test at all', [], 0, { passed: 0, failed: 1 }],
])('the last line counts %s', (_, files, uncaught, counts) => {
  expect(countRun(files, uncaught)).toEqual(counts);
});
