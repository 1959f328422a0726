import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { openTestHouse, type TestHouse } from '#tests/kit/house.ts';
import { systemClock } from '../clock.ts';
import { openLeaving } from './leaving.ts';

let house: TestHouse;
const line = new Agent({ keepAlive: true, maxSockets: 1 });
afterEach(() => line.destroy());

const get = (port: number, path: string) =>
  new Promise<{ status: number; connection: string | undefined }>((resolve, reject) => {
    request({ agent: line, port, host: '127.0.0.1', path, headers: { host: 'localhost:3000' } }, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode ?? 0, connection: response.headers.connection }));
    })
      .on('error', reject)
      .end();
  });

it('a stop first says "not ready" to whoever asks, bids each caller farewell, and only then closes the port', async () => {
  house = await openTestHouse();
  await house.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = house.app.server.address() as AddressInfo;
  expect((await get(port, '/health/ready')).status).toBe(200);
  const closed = house.close();
  expect(await get(port, '/health/ready')).toEqual({ status: 503, connection: 'close' });
  expect(await get(port, '/api/institution')).toEqual({ status: 200, connection: 'close' });
  await closed;
  await expect(get(port, '/health/ready')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

const nobody = { server: { getConnections: (tell: (error: null, count: number) => void) => tell(null, 0) } } as never;

it('waits for one probe of a balancer that asks, and for none when nobody does', async () => {
  const alone = openLeaving(systemClock);
  const began = performance.now();
  await alone.begin(nobody);
  expect(performance.now() - began).toBeLessThan(50);

  const watched = openLeaving(systemClock);
  watched.probed(true);
  await sleep(40);
  watched.probed(true);
  let left = false;
  const leaving = watched.begin(nobody).then(() => {
    left = true;
  });
  await sleep(100);
  expect([watched.begun, left]).toEqual([true, false]);
  watched.probed(true);
  await sleep(20);
  expect(left).toBe(false);
  watched.probed(false);
  await leaving;
  expect(left).toBe(true);
});

it('does not wait for a balancer that is gone', async () => {
  let at = 0;
  const watched = openLeaving({ now: () => new Date(at), elapsed: () => at });
  watched.probed(true);
  at = 5_000;
  watched.probed(true);
  at = 60_000;
  const began = performance.now();
  await watched.begin(nobody);
  expect(performance.now() - began).toBeLessThan(50);
});
