/** `mesa seal …`: the key official records are sealed with: what the world checks by, a new one, or the institution's own. */
import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { replaceSealKey } from '../records/index.ts';
import type { House } from '../shared/house.ts';
import { sha256 } from '../shared/ids.ts';
import type { PublicSealKey } from '../shared/sealing.ts';
import { readable } from './archive.ts';
import type { Call, Command, Outcome } from './command.ts';
import { both } from './terminal.ts';
import { withDesk } from './with-desk.ts';

type Act = (house: House, call: Call) => Promise<Outcome>;

/** What an institution publishes: whoever checks a paper compares the fingerprint. */
function published({ id, publicKey, certificate }: PublicSealKey) {
  const pem = createPublicKey({ key: publicKey, format: 'der', type: 'spki' }).export({ format: 'pem', type: 'spki' });
  const fingerprint = sha256(publicKey).toString('hex');
  return { id, fingerprint, publicKey: pem.toString(), certified: certificate !== null };
}

const keyLine = (t: Call['t'], { id, fingerprint }: ReturnType<typeof published>): string =>
  t('terminal.cli.seal-key', { id, fingerprint });

const show: Act = async ({ sealing }, { t }) => {
  const data = published({ ...sealing, id: sealing.keyId });
  return { ok: true, lines: [keyLine(t, data), data.publicKey.trim()], data };
};

async function replaced(house: House, { t }: Call, given: Parameters<typeof replaceSealKey>[1]): Promise<Outcome> {
  const { former, key } = await replaceSealKey(house, given);
  const data = { former, ...published(key) };
  return {
    ok: true,
    lines: [keyLine(t, data), t('terminal.cli.seal-replaced', { former }), data.publicKey.trim()],
    data,
  };
}

const rotate: Act = (house, call) => replaced(house, call, null);

const adopt: Act = async (house, call) => {
  const [, file = ''] = call.words;
  if (file === '') throw both('terminal.cli.seal-file');
  const [key, certificate, password] = await Promise.all([
    bytesOf(file),
    flagged(call, 'certificate'),
    flagged(call, 'password-file'),
  ]);
  return replaced(house, call, {
    key: plainKey(key, { file, password: password?.toString('utf8').replace(/\r?\n$/, '') }),
    certificate: certificate === null ? null : pemOf(certificate, String(call.flags.certificate)),
  });
};

const flagged = async ({ flags }: Call, flag: string): Promise<Buffer | null> =>
  flags[flag] === undefined ? null : bytesOf(String(flags[flag]));

async function bytesOf(file: string): Promise<Buffer> {
  await readable(file);
  return readFile(file);
}

/** PEM or the DER of a `.key` of the SAT, with its password or without; kept without, in a folder only the desk reads. */
function plainKey(bytes: Buffer, { file, password }: { file: string; password: string | undefined }): string {
  const isPem = bytes.includes('-----BEGIN');
  const protection = password === undefined ? {} : { passphrase: password };
  try {
    const key = isPem
      ? createPrivateKey({ key: bytes, format: 'pem', ...protection })
      : createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8', ...protection });
    return key.export({ format: 'pem', type: 'pkcs8' }).toString();
  } catch {
    throw both('terminal.cli.seal-unreadable', { file });
  }
}

function pemOf(bytes: Buffer, file: string): string {
  try {
    return new X509Certificate(bytes).toString();
  } catch {
    throw both('terminal.cli.seal-certificate-unreadable', { file });
  }
}

const ACTS: Readonly<Record<string, Act>> = { show, rotate, adopt };

export const seal: Command = {
  name: 'seal',
  says: 'terminal.cli.seal',
  words: ['<show|rotate|adopt>', '[file]'],
  flags: {
    certificate: { type: 'string', says: 'terminal.cli.seal-certificate' },
    'password-file': { type: 'string', says: 'terminal.cli.seal-password' },
  },
  run: async (call) => {
    const name = call.words[0] ?? '';
    const act = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
    if (act === undefined) throw both('terminal.cli.seal-act', { name, acts: Object.keys(ACTS).join(', ') });
    return withDesk((house) => act(house, call));
  },
};
