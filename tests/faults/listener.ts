/** A page that listens, by a bare socket: thousands of them must cost the generator little. */
import { connect, type Socket } from 'node:net';

export type Change = {
  readonly requestId: string;
  readonly fact: string;
  readonly sequence: number;
  readonly at: number;
};

export type Listener = {
  readonly changes: Change[];
  readonly state: { events: number; opened: boolean; ended: boolean; closedAt: number };
  /** For one that never read: takes in what lies there. */
  readOn(): void;
  leave(): void;
};

export type ListenTo = { port: number; token: string; reads: boolean };

const EVENT = /event: (\w+)\nid: \S+\ndata: (.*)\n\n/g;

export function listen({ port, token, reads }: ListenTo): Listener {
  const socket: Socket = connect({ port, host: '127.0.0.1' });
  const changes: Change[] = [];
  const state = { events: 0, opened: false, ended: false, closedAt: 0 };
  let rest = '';
  const closed = (): void => {
    state.closedAt ||= performance.now();
  };
  socket.on('error', closed);
  socket.on('close', closed);
  socket.on('connect', () =>
    socket.write(`GET /api/live HTTP/1.1\r\nhost: localhost:${port}\r\ncookie: mesa=${token}\r\n\r\n`),
  );
  const take = (piece: Buffer): void => {
    const at = performance.now();
    // The lines of chunked coding stand between events, never inside one.
    rest += piece.toString('utf8').replaceAll('\r\n', '\n');
    if (rest.includes(' 200 OK')) state.opened = true;
    let end = 0;
    for (const match of rest.matchAll(EVENT)) {
      end = match.index + match[0].length;
      if (match[1] !== 'beat') state.events += 1;
      if (match[1] === 'end') state.ended = true;
      if (match[1] === 'change') changes.push({ ...JSON.parse(match[2] ?? '{}'), at });
    }
    rest = rest.slice(end);
  };
  if (reads) socket.on('data', take);
  else socket.pause();
  return {
    changes,
    state,
    readOn: () => {
      socket.on('data', () => undefined);
      socket.resume();
    },
    leave: () => socket.destroy(),
  };
}
