/** V78: an archive for support once carried keys. Here a password, a key and a letter are planted everywhere one could lie. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readSettings } from '#server/shared/settings.ts';
import { supportParts } from '../support.ts';
import { logForSupport, scrubbed, settingsForSupport } from './contents.ts';

const PASSWORD = 'Tr3s-tristes-tigres';
const KEY = 'AGE-SECRET-KEY-1QQPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0';
const LETTER = 'Estimada Rosa: su contraseña del correo ya no sirve';
const PERSON = 'rosa.canul@gobierno.example';
const planted = [PASSWORD, KEY, 'Estimada Rosa', PERSON, 'rosa.canul'];

const folder = mkdtempSync(join(tmpdir(), 'mesa-support-'));
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const lines = [
  { level: 30, time: '2026-11-23T16:00:00Z', msg: 'jobs', queue: 'every.letters', smtpUrl: `smtp://u:${PASSWORD}@h` },
  {
    level: 50,
    msg: `failed for ${PERSON}`,
    err: {
      type: 'Error',
      code: 'EAUTH',
      message: LETTER,
      stack: `Error: ${LETTER}\n    at send (server/shared/mail/smtp.ts:30:1)`,
    },
  },
  { level: 40, msg: `token=${KEY}`, body: { text: LETTER }, to: PERSON, requestId: 'K7P2QX' },
];
const log = [...lines.map((line) => JSON.stringify(line)), LETTER, `-----BEGIN PRIVATE KEY-----\n${KEY}`].join('\n');

describe('an archive for support', () => {
  it('V78: carries no password, no key, no letter and no person, wherever they lay', async () => {
    const secrets = join(folder, 'secrets');
    mkdirSync(secrets, { recursive: true, mode: 0o700 });
    writeFileSync(join(secrets, 'smtp-url'), `smtp://${PERSON}:${PASSWORD}@127.0.0.1:1`, { mode: 0o600 });
    writeFileSync(join(secrets, 'recovery-key'), KEY, { mode: 0o600 });
    writeFileSync(join(folder, 'desk.log'), log);
    vi.stubEnv('DATA_DIR', folder);
    vi.stubEnv('DATABASE_URL', `postgres://mesa:${PASSWORD}@127.0.0.1:1/mesa?sslkey=${KEY}`);
    vi.stubEnv('MAIL_FROM', PERSON);
    const parts = await supportParts(join(folder, 'desk.log'));
    expect(parts.map(([name]) => name)).toEqual(['about.json', 'findings.json', 'settings.json', 'log.jsonl']);
    const everything = parts.flat().join('\n');
    for (const secret of planted) expect(everything).not.toContain(secret);
    // What helps is there all the same.
    expect(everything).toContain('La revisión de database no se pudo hacer');
    expect(everything).toContain('"postgres://127.0.0.1:1"');
    expect(everything).toContain('server/shared/mail/smtp.ts:30:1');
    expect(everything).toContain('EAUTH');
    expect(everything).toContain('K7P2QX');
  });

  it('leaves out whole lines that are not the program’s own, and says how many', () => {
    const told = logForSupport(log);
    expect(told.lines).toHaveLength(3);
    expect(told.leftOut).toBe(3);
  });

  it('keeps of settings what is named and nothing else', () => {
    const settings = readSettings({ SMTP_URL: `smtps://u:${PASSWORD}@correo.example`, PORT: '8080' });
    expect(settingsForSupport(settings)).toMatchObject({ port: 8080, mail: 'smtps://correo.example', database: null });
    expect(JSON.stringify(settingsForSupport({ ...settings, added: KEY } as never))).not.toContain(KEY);
  });

  it.each([
    ['smtp://a:b@h:25', 'smtp://[…]@h:25'],
    ['for ana@x.mx today', 'for [address] today'],
    ['password=hunter2 next', 'password=[…] next'],
    ['2 files in server/main.ts', '2 files in server/main.ts'],
  ])('takes out of a text what could be a way in: %s', (text, expected) => {
    expect(scrubbed(text)).toBe(expected);
  });
});
