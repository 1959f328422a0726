/**
 * The open connections, and which of them somebody is in the middle of using. Node's own `closeIdleConnections`, which
 * `server.close()` calls, takes a response that was handed over for one that has arrived and cuts its last bytes off; it
 * also closes a line whose first request is still on its way. A line is idle here when nothing was said on it for a while.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { systemClock as clock } from '../clock.ts';

/** Milliseconds without a word. */
const IDLE_AFTER = 500;

type Line = { talking: number; quietSince: number };

export function watchLines(server: Server): void {
  const lines = new Map<Socket, Line>();
  server.on('connection', (socket: Socket) => {
    lines.set(socket, { talking: 0, quietSince: clock.elapsed() });
    socket.once('close', () => lines.delete(socket));
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const line = lines.get(request.socket);
    if (!line) return;
    line.talking += 1;
    response.once('close', () => {
      line.talking -= 1;
      line.quietSince = clock.elapsed();
    });
  });
  server.closeIdleConnections = () => {
    for (const [socket, line] of lines)
      if (line.talking === 0 && clock.elapsed() - line.quietSince >= IDLE_AFTER) socket.destroy();
  };
}
