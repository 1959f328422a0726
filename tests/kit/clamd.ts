/** A small antivirus daemon that speaks clamd's own protocol over TCP, and can be made to fall silent or away. */
import { createServer, type Socket } from 'node:net';

/** Built in two halves, so that no scanner takes this very file for infected. */
export const EICAR = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
  'latin1',
);

export type SmallClamd = {
  readonly url: string;
  /** Bytes of each file it was given, in order. */
  readonly seen: number[];
  answer(how: 'truthfully' | 'never' | 'with-limit'): void;
  /** Refuses connections, as a daemon that is down. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
};

export async function openSmallClamd(): Promise<SmallClamd> {
  let how: 'truthfully' | 'never' | 'with-limit' = 'truthfully';
  const seen: number[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => undefined);
    serve(socket, seen, () => how);
  });
  const listen = (port: number) =>
    new Promise<number>((resolve) => {
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' ? (address?.port ?? 0) : 0);
      });
    });
  const stop = () =>
    new Promise<void>((resolve) => {
      for (const socket of open) socket.destroy();
      if (server.listening) server.close(() => resolve());
      else resolve();
    });
  const port = await listen(0);
  return {
    url: `tcp://127.0.0.1:${port}`,
    seen,
    answer: (next) => {
      how = next;
    },
    goAway: stop,
    comeBack: async () => {
      await listen(port);
    },
    close: stop,
  };
}

const COMMAND = Buffer.from('zINSTREAM\0');

function serve(socket: Socket, seen: number[], how: () => 'truthfully' | 'never' | 'with-limit'): void {
  const pieces: Buffer[] = [];
  let bytes = 0;
  socket.on('data', (piece: Buffer) => {
    pieces.push(piece);
    bytes += piece.length;
    // Put together only when it may be the end: a large file comes in hundreds of pieces.
    if (bytes > 1_000 && piece.at(-1) !== 0) return;
    const heard = Buffer.concat(pieces);
    if (!heard.subarray(0, COMMAND.length).equals(COMMAND)) {
      if (heard.length >= COMMAND.length) socket.end('UNKNOWN COMMAND\0');
      return;
    }
    const content = unframed(heard.subarray(COMMAND.length));
    if (content === null) return;
    seen.push(content.length);
    if (how() === 'never') return;
    if (how() === 'with-limit') socket.end('INSTREAM size limit exceeded. ERROR\0');
    else socket.end(content.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
  });
}

/** The pieces put together once the zero at the end has arrived; null before. */
function unframed(bytes: Buffer): Buffer | null {
  const pieces: Buffer[] = [];
  for (let at = 0; at + 4 <= bytes.length; ) {
    const size = bytes.readUInt32BE(at);
    if (size === 0) return Buffer.concat(pieces);
    pieces.push(bytes.subarray(at + 4, at + 4 + size));
    at += 4 + size;
  }
  return null;
}
