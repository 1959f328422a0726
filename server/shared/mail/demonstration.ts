/** The mailbox of the demonstration: each letter is kept as a file and nothing leaves the machine. */
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { type Clock, systemClock } from '../clock.ts';
import { newId } from '../ids.ts';
import type { KeptLetter, KeptLetters, Letter, Mailbox } from '../mailbox.ts';
import { headersOf, toMessage } from './message.ts';

const FROM = 'mesa@demostracion.example';

/** Names sort by the instant they were kept, since ids do. */
const FILE = /^([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})\.json$/;

const Kept = v.object({
  id: v.string(),
  from: v.string(),
  to: v.object({ name: v.string(), address: v.string() }),
  subject: v.string(),
  at: v.pipe(
    v.string(),
    v.transform((text) => new Date(text)),
  ),
  text: v.string(),
  html: v.string(),
  headers: v.array(v.object({ name: v.string(), value: v.string() })),
});

export function demonstrationMailbox(folder: string, clock: Clock = systemClock): Mailbox {
  const keep = async (letter: Letter): Promise<void> => {
    const at = clock.now();
    const message = await toMessage(letter, { from: FROM, at });
    const id = newId();
    const kept: KeptLetter = {
      id,
      from: letter.fromName === undefined ? FROM : `${letter.fromName} <${FROM}>`,
      to: letter.to,
      subject: letter.subject,
      at,
      text: letter.text,
      html: letter.html,
      headers: headersOf(message.bytes),
    };
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const half = join(folder, `.${id}.half`);
    await writeFile(half, JSON.stringify(kept), { mode: 0o600 });
    await rename(half, join(folder, `${id}.json`));
  };
  const send: Mailbox['send'] = async (letter) => {
    await keep(letter);
    return { outcome: 'sent' };
  };
  return {
    isConfigured: () => true,
    state: () => ({ source: 'environment', host: 'demostracion.example', user: '', from: FROM }),
    send,
    tryOut: (_settings, letter) => send(letter),
    configure: () => undefined,
    close: () => undefined,
    kept: keptLetters(folder),
  };
}

function keptLetters(folder: string): KeptLetters {
  const find: KeptLetters['find'] = async (id) => {
    if (!FILE.test(`${id}.json`)) return null;
    try {
      return v.parse(Kept, JSON.parse(await readFile(join(folder, `${id}.json`), 'utf8')));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
  };
  const ids = async (): Promise<string[]> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const found = (await readdir(folder)).flatMap((name) => FILE.exec(name)?.[1] ?? []);
    return found.sort().reverse();
  };
  return {
    find,
    list: async ({ before, limit }) => {
      const until = before?.[1];
      const page = (await ids()).filter((id) => until === undefined || id < until).slice(0, limit);
      return (await Promise.all(page.map(find))).filter((letter) => letter !== null);
    },
  };
}
