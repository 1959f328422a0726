/** Clients that come and hardly go on: bare sockets by the thousand that cost the driver little. */
import { connect, type Socket } from 'node:net';
import { uploadAttachment } from '#contract/attachments.ts';

export type Kind = 'headers' | 'body' | 'reader';

export type Crowd = {
  readonly kind: Kind;
  /** How many came in, how many are there still, and how many the program sent away. */
  standing(): { came: number; open: number; closed: number };
  leave(): void;
};

export type Crawling = {
  port: number;
  kind: Kind;
  count: number;
  cookies: readonly string[];
  /** A large file of each of them, for those who read slowly. */
  downloads: readonly string[];
};

/** Between two words of a slow one (ms). */
const EVERY = 5_000;

const firstWords = ({ port, kind, cookies, downloads }: Crawling, n: number): string => {
  const cookie = cookies[n % cookies.length] ?? '';
  const host = `host: localhost:${port}\r\n`;
  if (kind === 'headers') return `GET /api/session HTTP/1.1\r\n${host}`;
  if (kind === 'reader') return `GET ${downloads[n % cookies.length]} HTTP/1.1\r\n${host}cookie: ${cookie}\r\n\r\n`;
  const origin = `origin: http://localhost:${port}\r\nsec-fetch-site: same-origin\r\n`;
  const length = 'content-type: application/octet-stream\r\ncontent-length: 1000000\r\n';
  return `POST ${uploadAttachment.path}?name=lento.txt HTTP/1.1\r\n${host}${origin}cookie: ${cookie}\r\n${length}\r\n`;
};

/** One more header, one more byte; a reader says nothing, and takes in a little. */
function goOn(socket: Socket, kind: Kind): void {
  if (kind === 'headers') socket.write(`x-${Math.random().toString(36).slice(2)}: 1\r\n`);
  else if (kind === 'body') socket.write('a');
  else {
    socket.resume();
    setTimeout(() => socket.pause(), 1);
  }
}

/** Comes within two seconds, as a crowd does, and not in one tick. */
export function crawl(given: Crawling): Crowd {
  const { port, kind, count } = given;
  const sockets = new Set<Socket>();
  const state = { came: 0, closed: 0, left: false };
  const come = (n: number): void => {
    if (state.left) return;
    const socket = connect({ port, host: '127.0.0.1' });
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      if (!state.left) state.closed += 1;
    });
    socket.on('connect', () => {
      state.came += 1;
      socket.write(firstWords(given, n));
      // What the program says to one who is too slow is taken in, or its end would not be seen.
      if (kind === 'reader') socket.pause();
      else socket.resume();
    });
  };
  for (let n = 0; n < count; n += 1) setTimeout(() => come(n), (2_000 * n) / count);
  const timer = setInterval(() => {
    for (const socket of sockets) if (!socket.connecting) goOn(socket, kind);
  }, EVERY);
  return {
    kind,
    standing: () => ({ came: state.came, open: sockets.size, closed: state.closed }),
    leave: () => {
      state.left = true;
      clearInterval(timer);
      for (const socket of sockets) socket.destroy();
    },
  };
}
