/** The server's own keys (`SECRETS_DIR`) in an archive: only where a passphrase is set, and sealed with it once more. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import * as v from 'valibot';
import type { Secrets } from '../shared/secrets.ts';
import { ArchiveRefused } from './refused.ts';
import { sealWithPassphrase, unsealWithPassphrase } from './seal.ts';

/** Each becomes a file under its name: nothing that leads anywhere else is one. */
const Keys = v.record(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,62}$/)), v.pipe(v.string(), v.maxLength(65_536)));
export type Keys = v.InferOutput<typeof Keys>;

/** Null without a passphrase: then the keys stay on the server. */
export async function sealKeys(secrets: Secrets, passphrase: string | null): Promise<Buffer | null> {
  if (passphrase === null) return null;
  const kept = secrets.names().map((name) => [name, secrets.read(name)] as const);
  const keys = v.parse(Keys, Object.fromEntries(kept.filter(([, value]) => value !== null)));
  return buffer(sealWithPassphrase(passphrase)(Readable.from([Buffer.from(JSON.stringify(keys))])));
}

/** Throws ArchiveRefused: `no-keys`, `wrong-passphrase`, `altered`, `unknown-format`. */
export async function openKeys(sealed: Buffer | null, passphrase: string): Promise<Keys> {
  if (sealed === null) throw new ArchiveRefused('no-keys');
  const opened = await buffer(unsealWithPassphrase(passphrase)(Readable.from([sealed])));
  const keys = v.safeParse(Keys, JSON.parse(opened.toString('utf8')));
  if (!keys.success) throw new ArchiveRefused('unknown-format');
  return keys.output;
}
