import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { watchLines } from './lines.ts';

const LARGE = 20 * 1024 * 1024;
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

async function serving() {
  const server = createServer((_request, response) => void response.end(Buffer.alloc(LARGE, 'a')));
  watchLines(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const call = async (words: string): Promise<Socket> => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    sockets.push(socket);
    await new Promise((resolve) => socket.once('connect', resolve));
    if (words !== '') socket.write(words);
    return socket;
  };
  return { server, call };
}

const GET = 'GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n';
const bytesOf = (socket: Socket): Promise<number> =>
  new Promise((resolve) => {
    let bytes = 0;
    socket.on('data', (piece) => {
      bytes += piece.length;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(bytes));
  });

it('what was handed over arrives whole although the server closes meanwhile', async () => {
  const { server, call } = await serving();
  const socket = await call(GET);
  await sleep(100);
  server.close();
  expect(await bytesOf(socket)).toBeGreaterThan(LARGE);
});

it('a line just opened, whose first request is still on its way, is answered; a silent one is closed', async () => {
  const { server, call } = await serving();
  const silent = await call('');
  const gone = new Promise((resolve) => silent.once('close', resolve));
  await sleep(600);
  const fresh = await call('');
  await sleep(50);
  server.close();
  await gone;
  fresh.write(GET);
  expect(await bytesOf(fresh)).toBeGreaterThan(LARGE);
});
