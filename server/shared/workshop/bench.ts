/**
 * The bench: the other side of the pipe. Hostile bytes are opened here and nowhere else (S6), in a process that has
 * no database, no network, no secrets, no folder to write to, and that is killed when it takes too long or too much.
 */
import { setPriority } from 'node:os';
import { lookInto } from './archives.ts';
import { readFrames, toFrame } from './frames.ts';
import { drawPage } from './pdf.ts';
import { describePicture, drawPicture, drawSign } from './pictures.ts';
import { readSheet } from './sheets.ts';
import { type MadePicture, Refusal, type Reply, type Task } from './words.ts';

const LARGEST_FRAME = 64 * 1024 * 1024;
/** People who wait for a page go first. */
const LOW = 10;

const made = ({ webp, ...facts }: MadePicture) => ({ facts, bytes: webp });

async function perform(
  task: Task,
  bytes: Buffer,
): Promise<{ facts: Record<string, string | number | boolean>; bytes: Buffer | null }> {
  switch (task.do) {
    case 'describe':
      return { facts: { ...(await describePicture(bytes)) }, bytes: null };
    case 'picture':
      return made(await drawPicture(bytes, task));
    case 'sign': {
      const { png, ...facts } = await drawSign(bytes, task.max);
      return { facts, bytes: png };
    }
    case 'pdf':
      return made(await drawPage(bytes, task));
    case 'sheet':
      return { facts: {}, bytes: Buffer.from(JSON.stringify(await readSheet(bytes))) };
    case 'archive':
      return { facts: { ...(await lookInto(bytes)) }, bytes: null };
  }
}

function say(reply: Reply, bytes: Buffer | null): void {
  for (const piece of toFrame(reply, bytes)) process.stdout.write(piece);
}

setPriority(LOW);
for await (const { words, bytes } of readFrames(process.stdin, LARGEST_FRAME)) {
  try {
    const done = await perform(words as Task, bytes);
    say({ ok: true, facts: done.facts }, done.bytes);
  } catch (error) {
    // What a library says of broken bytes has no reader; that they are broken is all that counts.
    say({ ok: false, why: error instanceof Refusal ? error.why : 'damaged' }, null);
  }
}
// The pipe is closed: the house is gone, or has no use for the bench.
process.exit(0);
