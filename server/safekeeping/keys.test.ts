/** The server's own keys in an archive: out with the passphrase alone, and never anywhere but under a name of their own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, expect, it } from 'vitest';
import { openSecrets } from '../shared/secrets.ts';
import { openKeys, sealKeys } from './keys.ts';
import { ArchiveRefused } from './refused.ts';
import { sealWithPassphrase } from './seal.ts';

const PASSPHRASE = 'cinco palabras al azar bastan';
const folder = mkdtempSync(join(tmpdir(), 'mesa-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const reasonOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'opened',
    (error: unknown) => (error instanceof ArchiveRefused ? error.reason : String(error)),
  );

it('come out as they were with the passphrase, and with no other', async () => {
  const secrets = openSecrets(folder);
  secrets.write('smtp-url', 'smtp://usuario:clave@correo.example');
  secrets.write('proof-key', 'una llave');
  writeFileSync(join(folder, 'LEEME.txt'), 'de alguien más');
  const sealed = await sealKeys(secrets, PASSPHRASE);
  expect(sealed?.includes('clave')).toBe(false);
  expect(await openKeys(sealed, PASSPHRASE)).toEqual({
    'smtp-url': 'smtp://usuario:clave@correo.example',
    'proof-key': 'una llave',
  });
  expect(await reasonOf(openKeys(sealed, `${PASSPHRASE}.`))).toBe('wrong-passphrase');
});

it('stay on the server where no passphrase is set', async () => {
  expect(await sealKeys(openSecrets(folder), null)).toBeNull();
  expect(await reasonOf(openKeys(null, PASSPHRASE))).toBe('no-keys');
});

it.each(['../authorized_keys', '/etc/cron.d/mesa', '.hidden', ''])('are refused under the name %j', async (name) => {
  const json = Buffer.from(JSON.stringify({ [name]: 'x' }));
  const sealed = await buffer(sealWithPassphrase(PASSPHRASE)(Readable.from([json])));
  expect(await reasonOf(openKeys(sealed, PASSPHRASE))).toBe('unknown-format');
});
