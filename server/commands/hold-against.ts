/** `mesa verify-archive --proof`: whether a signed proof is of this very file, and of this server. Needs neither key nor desk. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { SignedProof } from '#contract/proof.ts';
import { isSigned, proofKeyOf } from '../safekeeping/index.ts';
import { openSecrets } from '../shared/secrets.ts';
import { readSettings } from '../shared/settings.ts';
import { readable } from './archive.ts';
import type { Call, Outcome } from './command.ts';
import { both } from './terminal.ts';

export async function holdAgainst({ words, t }: Call, proofFile: string): Promise<Outcome> {
  const [path = ''] = words;
  await readable(path);
  await readable(proofFile);
  const signed = signedIn(await readFile(proofFile, 'utf8'));
  if (signed === null) throw both('terminal.cli.proof-unreadable', { file: proofFile });
  const { proof, key } = signed;
  if (!isSigned(signed)) throw both('terminal.cli.proof-forged');
  if ((await sha256Of(path)) !== proof.archive.sha256) throw both('terminal.cli.proof-other', { at: proof.archive.at });
  const isOurs = ourKey() === key;
  const seconds = Math.ceil(proof.seconds.restore);
  return {
    ok: true,
    lines: [
      t('terminal.cli.proof-holds', { at: proof.at, seconds }),
      isOurs ? t('terminal.cli.proof-ours') : t('terminal.cli.proof-theirs', { key }),
    ],
    data: { proof, key, isOurs },
  };
}

/** As a row of the desk keeps it, or as `mesa prove --json` gave it. */
const AsGiven = v.pipe(
  v.object({ signed: SignedProof }),
  v.transform(({ signed }) => signed),
);

function signedIn(text: string): SignedProof | null {
  try {
    const parsed = v.safeParse(v.union([SignedProof, AsGiven]), JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** Null where there is no server of ours: nothing is made for the asking. */
function ourKey(): string | null {
  const { secretsDir } = readSettings();
  return existsSync(secretsDir) ? proofKeyOf(openSecrets(secretsDir)) : null;
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk);
  return hash.digest('hex');
}
