import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'mesa-settings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const ADDRESS = 'postgres://mesa:secreta@base.example:5432/mesa';

describe('a setting that holds a password', () => {
  it('may lie in a file; an empty one sets nothing', () => {
    expect(readSettings({ DATABASE_URL_FILE: file('database', `${ADDRESS}\n`) }).databaseUrl).toBe(ADDRESS);
    const none = { DATABASE_URL_FILE: file('none', '\n'), SMTP_URL: 'smtps://correo.example' };
    expect(readSettings(none)).toMatchObject({ databaseUrl: null, smtpUrl: 'smtps://correo.example' });
  });

  it('is refused where it stands twice or its file cannot be read, without its value being said', () => {
    const env = {
      DATABASE_URL: ADDRESS,
      DATABASE_URL_FILE: file('twice', ADDRESS),
      SMTP_URL_FILE: join(folder, 'gone'),
    };
    expect(() => readSettings(env)).toThrow(/DATABASE_URL: is set twice[\s\S]*SMTP_URL_FILE: names a file/);
    expect(() => readSettings(env)).not.toThrow(/secreta/);
  });
});

it('takes the address of a PostgreSQL behind a socket', () => {
  expect(readSettings({ DATABASE_URL: 'postgres://mesa@/mesa?host=/run/postgresql' }).databaseUrl).toBe(
    'postgres://mesa@localhost/mesa?host=/run/postgresql',
  );
});
