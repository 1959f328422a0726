/** From a machine that has nothing but the settings: which copies there are, and one brought back. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { type SftpServer, startSftp } from '#tests/kit/sftp.ts';
import { COMMANDS } from './commands.ts';
import { runLine } from './line.ts';

const NAME = 'mesa-2026-03-02T08-30-00Z-0a1b2c.mesa';
let root: string;
let server: SftpServer;

async function mesa(...typed: string[]): Promise<{ code: number | null; said: string }> {
  const lines: string[] = [];
  const take = (line: string) => void lines.push(line);
  const code = await runLine(['backup', ...typed], COMMANDS, { say: take, complain: take });
  return { code, said: lines.join('\n') };
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'mesa-elsewhere-'));
  await mkdir(join(root, 'copias'));
  await writeFile(join(root, 'copias', NAME), 'un respaldo');
  await writeFile(join(root, 'copias', `${NAME}.partial`), 'la mit');
  server = await startSftp(root, { user: 'mesa', password: 'clave' });
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  await server.close();
  await rm(root, { recursive: true, force: true });
});

it('says so where copies go nowhere', async () => {
  expect(await mesa('list', '--elsewhere')).toMatchObject({
    code: 1,
    said: expect.stringContaining('BACKUP_COPY_URL'),
  });
});

it('lists the whole ones and brings one back, over nothing that is there', async () => {
  vi.stubEnv('BACKUP_COPY_URL', `sftp://mesa@127.0.0.1:${server.port}/copias`);
  vi.stubEnv('BACKUP_COPY_HOST_KEY', server.fingerprint);
  vi.stubEnv('BACKUP_COPY_PASSWORD', 'clave');
  const listed = await mesa('list', '--elsewhere');
  expect(listed).toEqual({ code: 0, said: `2026-03-02T08:30:00.000Z            11  ${NAME}` });
  const to = join(root, 'aqui');
  expect(await mesa('fetch', NAME, '--to', to)).toMatchObject({
    code: 0,
    said: expect.stringContaining(join(to, NAME)),
  });
  expect(await readFile(join(to, NAME), 'utf8')).toBe('un respaldo');
  expect(await mesa('fetch', NAME, '--to', to)).toMatchObject({ code: 1 });
  expect(await mesa('fetch', NAME.replace('0a1b', 'ffff'), '--to', to)).toMatchObject({ code: 1 });
  expect(await mesa('fetch', '../../etc/passwd', '--to', to)).toMatchObject({ code: 1 });
  expect(await readdir(to)).toEqual([NAME]);
});
