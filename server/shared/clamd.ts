/** Asks ClamAV's daemon about a file (S31): its INSTREAM command, over TCP or a socket of the system. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';

/** `unknown`: no answer that can be trusted; the file waits. `too-large`: it will not look at files of this size. */
export type Verdict =
  | { readonly found: 'nothing' }
  | { readonly found: 'threat'; readonly signature: string }
  | { readonly found: 'unknown'; readonly why: 'unreachable' | 'too-large'; readonly detail: string };

export type Scanner = {
  /** Never throws for the scanner's faults; throws what reading the file throws. */
  scan(content: Readable, withinMs: number): Promise<Verdict>;
};

const PORT = 3310;
/** clamd's answer is one short line. */
const LONGEST_ANSWER = 4_096;

export function openScanner(url: string | null): Scanner | null {
  if (url === null) return null;
  const { protocol, hostname, port, pathname } = new URL(url);
  const way =
    protocol === 'unix:' ? { path: decodeURIComponent(pathname) } : { host: hostname, port: Number(port || PORT) };
  return { scan: (content, withinMs) => ask(() => connect(way), content, withinMs) };
}

async function ask(open: () => Socket, content: Readable, withinMs: number): Promise<Verdict> {
  const socket = open();
  let trouble = '';
  let heard = '';
  socket.on('error', (error) => {
    trouble ||= error.message;
  });
  socket.on('data', (piece: Buffer) => {
    heard += piece.toString('utf8');
    if (heard.length > LONGEST_ANSWER) socket.destroy();
  });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const tooLong = setTimeout(() => socket.destroy(new Error('no answer in time')), withinMs);
  try {
    await send(socket, content);
    await closed;
  } finally {
    clearTimeout(tooLong);
    content.destroy();
    socket.destroy();
  }
  return read(heard, trouble);
}

/** The size before each piece, a zero at the end. Stops as soon as the other side has hung up or answered. */
async function send(socket: Socket, content: Readable): Promise<void> {
  const gone = new AbortController();
  socket.once('close', () => gone.abort());
  socket.write('zINSTREAM\0');
  for await (const piece of content) {
    if (socket.destroyed || socket.readableEnded) return;
    const size = Buffer.alloc(4);
    size.writeUInt32BE((piece as Buffer).length);
    socket.write(size);
    if (!socket.write(piece)) await once(socket, 'drain', { signal: gone.signal }).catch(() => undefined);
  }
  socket.end(Buffer.alloc(4));
}

function read(heard: string, trouble: string): Verdict {
  const line = (heard.split('\0')[0] ?? '').trim();
  if (line === 'stream: OK') return { found: 'nothing' };
  const signature = /^stream: (.+) FOUND$/.exec(line)?.[1];
  if (signature !== undefined) return { found: 'threat', signature };
  if (/size limit exceeded/i.test(line)) return { found: 'unknown', why: 'too-large', detail: line };
  return { found: 'unknown', why: 'unreachable', detail: line || trouble || 'hung up without an answer' };
}
