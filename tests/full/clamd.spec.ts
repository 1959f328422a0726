/** The real antivirus of Debian beside the real program: finds, is away, comes back. Installed by name where it is missing. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ownAttachment, uploadAttachment } from '#contract/attachments.ts';
import type { Api } from '../kit/api.ts';
import { closeBrowser, visit, words } from '../kit/browser.ts';
import { EICAR } from '../kit/clamd.ts';
import { addPerson, PASSWORD, setUp } from '../kit/desk.ts';
import { zipOf } from '../kit/hostile.ts';
import { freePort, type Program, startProgram } from '../kit/program.ts';

const CLAMD = '/usr/sbin/clamd';
const folder = mkdtempSync(join(tmpdir(), 'mesa-clamd-'));
let port = 0;
let daemon: ChildProcess;
let program: Program;
let rosa: Api;

/** Its own list of signatures, with one entry: what it is downloaded from is not reachable from everywhere. */
function prepareDaemon(): void {
  if (!existsSync(CLAMD)) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'pipe' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'clamav-daemon'], {
      stdio: 'pipe',
      env,
    });
  }
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'signatures'));
  writeFileSync(join(folder, 'signatures/mesa.ndb'), `Mesa.Eicar:0:*:${EICAR.toString('hex')}\n`);
  const settings = [
    `TCPSocket ${port}`,
    'TCPAddr 127.0.0.1',
    `DatabaseDirectory ${join(folder, 'signatures')}`,
    'Foreground yes',
    'StreamMaxLength 20M',
    'SelfCheck 0',
  ];
  writeFileSync(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`);
}

async function startDaemon(): Promise<void> {
  daemon = spawn(CLAMD, ['-c', join(folder, 'clamd.conf')], { stdio: 'ignore' });
  for (let tries = 0; tries < 600; tries += 1) {
    if (await answers()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('clamd did not start');
}

const answers = (): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('zPING\0'));
    socket.once('data', (piece) => {
      resolve(piece.toString().startsWith('PONG'));
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
  });

const stopDaemon = (): Promise<void> =>
  new Promise((resolve) => {
    if (daemon.exitCode !== null || daemon.signalCode !== null) return resolve();
    daemon.once('exit', () => resolve());
    daemon.kill('SIGKILL');
  });

beforeAll(async () => {
  port = await freePort();
  prepareDaemon();
  await startDaemon();
  program = await startProgram('serve', { DATA_DIR: join(folder, 'data'), CLAMD_URL: `tcp://127.0.0.1:${port}` });
  rosa = await addPerson(await setUp(program), program.url, { email: 'rosa@gobierno.example' });
});
afterAll(async () => {
  await closeBrowser();
  await program.stop();
  await stopDaemon();
  rmSync(folder, { recursive: true, force: true });
});

const upload = (name: string, bytes: Buffer) => rosa.call(uploadAttachment, { query: { name }, bytes });
const refusal = (name: string, bytes: Buffer) =>
  upload(name, bytes).then(
    () => 'taken',
    (error: Error) => error.message,
  );

const hidden = zipOf([
  { name: 'lea.txt', content: Buffer.from('nada') },
  { name: 'dentro.zip', content: zipOf([{ name: 'factura.txt', content: EICAR }]) },
]);

it('finds a threat, also inside an archive within an archive, and lets the rest through', async () => {
  expect((await upload('bitacora.txt', Buffer.from('todo bien'))).scan).toBe('clean');
  expect(await refusal('factura.txt', EICAR)).toBe('410 attachment.infected');
  expect(await refusal('datos.zip', hidden)).toBe('410 attachment.infected');
});

it('says so to whoever attached it, who goes on with the rest', async () => {
  const { page, complaints, leave } = await visit({ url: program.url });
  await page.goto('/entrar');
  await page.locator('[name=email]').fill('rosa@gobierno.example');
  await page.locator('[name=password]').fill(PASSWORD);
  await page.getByRole('button', { name: words('auth.sign-in.send'), exact: true }).click();
  await page.waitForURL(/solicitudes/);
  await page.goto('/solicitudes/nueva');
  const give = (name: string, buffer: Buffer) =>
    page.locator('input[type=file]').first().setInputFiles({ name, mimeType: 'application/zip', buffer });
  await give('datos.zip', hidden);
  const said = words('fault.attachment.infected', { name: 'datos.zip' });
  await page.getByRole('alert').getByText(said).first().waitFor();
  await give('bueno.zip', zipOf([{ name: 'lea.txt', content: Buffer.from('nada') }]));
  await page.locator('.attachment:not(.attachment--error)').getByText('bueno.zip', { exact: true }).waitFor();
  expect(complaints).toEqual([]);
  await leave();
});

it('what is larger than it takes is held, not lost', async () => {
  const large = Buffer.alloc(24 * 1024 * 1024, 'una línea de bitácora\n');
  expect((await upload('bitacora.log', large)).scan).toBe('held');
});

it('what came while it was away is scanned when it is back', async () => {
  await stopDaemon();
  const good = await upload('oficio.txt', Buffer.from('un oficio'));
  const bad = await upload('factura.txt', EICAR);
  expect([good.scan, bad.scan]).toEqual(['held', 'held']);
  await startDaemon();
  const state = async (id: typeof good.id) => (await rosa.call(ownAttachment, { params: { id } })).scan;
  await expect.poll(() => state(bad.id), { timeout: 200_000, interval: 2_000 }).toBe('infected');
  await expect.poll(() => state(good.id), { timeout: 20_000, interval: 1_000 }).toBe('clean');
}, 240_000);
