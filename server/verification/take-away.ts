/** What checks without this desk: the keys, the page that stands alone and the script, with the keys of today in them. */
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { ReplyOf } from '#contract/operation.ts';
import type { listSealKeys as operation } from '#contract/verification.ts';
import { sealKeys } from '../records/index.ts';
import type { House } from '../shared/house.ts';
import { FileAnswer } from '../shared/http/answer.ts';

/** Built with the pages (scripts/stand-alone-plugin.ts). */
const FOLDER = new URL('../../web/dist/.alone/', import.meta.url);
const FILES = { page: 'verificador.html', script: 'verificar.mjs' } as const;
/** A text in both, as it stands in its quotes. */
const MARK = '"@MESA_KEYS@"';

export async function listSealKeys({ store }: House): Promise<ReplyOf<typeof operation>> {
  const keys = await sealKeys(store.read);
  return {
    keys: keys.map(({ id, publicKey, registeredAt, endorsedBy }) => ({
      ...{ id, endorsedBy, publicKey: publicKey.toString('base64') },
      registeredAt: registeredAt.toISOString(),
    })),
  };
}

export async function downloadSealKeys({ store }: House): Promise<FileAnswer> {
  const keys = await sealKeys(store.read);
  return textFile('llaves.pem', keys.map(({ id, publicKey }) => pemOf(id, publicKey)).join('\n'));
}

const pemOf = (id: string, spki: Buffer): string =>
  `${id}\n-----BEGIN PUBLIC KEY-----\n${spki.toString('base64').replace(/.{64}(?=.)/g, '$&\n')}\n-----END PUBLIC KEY-----\n`;

export async function downloadVerifier({ store }: House, form: keyof typeof FILES): Promise<FileAnswer> {
  const name = FILES[form];
  const built = await readFile(fileURLToPath(new URL(name, FOLDER)), 'utf8');
  const keys = (await sealKeys(store.read)).map(({ id, publicKey }) => ({
    id,
    publicKey: publicKey.toString('base64'),
  }));
  return textFile(
    name,
    built.replace(MARK, () => JSON.stringify(JSON.stringify(keys))),
  );
}

function textFile(name: string, text: string): FileAnswer {
  const bytes = Buffer.from(text, 'utf8');
  return new FileAnswer({ name, bytes: bytes.length, content: Readable.from([bytes]) });
}
