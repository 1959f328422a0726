/** The program as an operator meets it: wrong settings, a busy port, a clean stop, a second start on the same data. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { answerSecondStep, readSession, signIn } from '#contract/accounts.ts';
import { readInstitution } from '#contract/institution.ts';
import { openApi } from '../kit/api.ts';
import { ADMIN, setUp } from '../kit/desk.ts';
import { freePort, startProgram } from '../kit/program.ts';
import { codeAt } from '../kit/second-factor.ts';

const folder = mkdtempSync(join(tmpdir(), 'mesa-start-'));
// PostgreSQL may run as another user inside it.
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (env: Record<string, string>) =>
  spawnSync(process.execPath, ['server/main.ts', 'serve'], {
    cwd: new URL('../..', import.meta.url).pathname,
    env: { PATH: process.env.PATH ?? '', ...env },
    encoding: 'utf8',
    timeout: 60_000,
  });

/** Staff of the demonstration: the secret beside the password shows the code that lets them in, and nothing before it does. */
async function stepIn(
  url: string,
  accounts: readonly { email: string; password: string; totpSecret: string | null }[],
) {
  const staff = accounts.find(({ totpSecret }) => totpSecret !== null);
  const api = openApi(url);
  await api.call(signIn, { body: { email: staff?.email ?? '', password: staff?.password ?? '' } });
  expect((await api.call(readSession)).secondStep).toEqual({ code: true, passkey: false });
  await api.call(answerSecondStep, { body: { code: codeAt(staff?.totpSecret ?? '', new Date()) } });
  expect((await api.call(readSession)).person.email).toBe(staff?.email);
}

describe('starting the desk', () => {
  it('tells every wrong setting at once and does not start', () => {
    const { status, stderr } = run({
      PORT: 'abc',
      PUBLIC_URL: 'http://mesa.gobierno.example',
      LOG_LEVEL: 'loud',
      DATA_DIR: join(folder, 'none'),
    });
    expect(status).toBe(1);
    for (const name of ['PORT', 'PUBLIC_URL', 'LOG_LEVEL', 'ALLOW_HTTP']) expect(stderr).toContain(name);
    expect(stderr).not.toContain('    at ');
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  it('shows the demonstration, made from nothing, and leaves nothing of it behind', async () => {
    const demo = await startProgram('demo from nothing', { TMPDIR: folder });
    const { demo: shown } = await openApi(demo.url).call(readInstitution);
    const [account] = shown?.accounts ?? [];
    expect(account).toBeDefined();
    await openApi(demo.url).call(signIn, { body: { email: account?.email ?? '', password: account?.password ?? '' } });
    await stepIn(demo.url, shown?.accounts ?? []);
    expect(readdirSync(folder).filter((name) => name.startsWith('mesa-demo-'))).toHaveLength(1);
    expect(await demo.stop()).toBe(0);
    expect(readdirSync(folder).filter((name) => name.startsWith('mesa-demo-'))).toEqual([]);
  });

  it('stops cleanly, starts again on the same data, and keeps its set-up', async () => {
    const env = { DATA_DIR: join(folder, 'data'), PORT: String(await freePort()) };
    const first = await startProgram('serve from nothing', env);
    await setUp(first);
    expect(await first.stop()).toBe(0);
    const second = await startProgram('serve', env);
    expect(second.setUpLink()).toBeNull();
    const front = await fetch(`${second.url}/`);
    expect([front.status, front.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const outside = [
      '/assets/none.js',
      '/..%2f..%2fpackage.json',
      '/%2e%2e/package.json',
      '/.vite/manifest.json',
      '/assets/..%2f..%2f..%2fpackage.json',
    ];
    for (const path of outside) expect([path, (await fetch(`${second.url}${path}`)).status]).toEqual([path, 404]);
    for (const path of ['/assets', '/assets/']) expect((await fetch(`${second.url}${path}`)).status).toBeLessThan(500);
    const api = openApi(second.url);
    expect((await api.call(readInstitution)).isSetUp).toBe(true);
    await api.call(signIn, { body: ADMIN });
    const third = run(env);
    expect(third.status).toBe(1);
    expect(third.stderr).not.toContain('    at ');
    const sameFolder = run({ ...env, PORT: String(await freePort()) });
    expect([sameFolder.status, sameFolder.stderr.trim() === '']).toEqual([1, false]);
    expect(await second.stop()).toBe(0);
  });
});
