import { createServer } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EICAR, openSmallClamd, type SmallClamd } from '#tests/kit/clamd.ts';
import { openScanner } from './clamd.ts';

let clamd: SmallClamd;
beforeAll(async () => {
  clamd = await openSmallClamd();
});
afterAll(() => clamd.close());

const scan = (content: Readable | Buffer, withinMs = 2_000, url = clamd.url) =>
  openScanner(url)?.scan(Buffer.isBuffer(content) ? Readable.from([content]) : content, withinMs);

it('is no scanner without an address', () => {
  expect(openScanner(null)).toBeNull();
});

it('finds what is there to find, in whatever pieces it comes', async () => {
  expect(await scan(Buffer.from('una bitácora'))).toEqual({ found: 'nothing' });
  const inPieces = Readable.from([EICAR.subarray(0, 20), EICAR.subarray(20)]);
  expect(await scan(inPieces)).toEqual({ found: 'threat', signature: 'Eicar-Test-Signature' });
  clamd.seen.length = 0;
  expect(await scan(Readable.from(Array.from({ length: 200 }, () => Buffer.alloc(65_536, 'a'))))).toEqual({
    found: 'nothing',
  });
  expect(clamd.seen).toEqual([200 * 65_536]);
});

it('never takes silence, a limit or nonsense for a clean file', async () => {
  clamd.answer('with-limit');
  expect(await scan(Buffer.from('x'))).toMatchObject({ found: 'unknown', why: 'too-large' });
  clamd.answer('never');
  expect(await scan(Buffer.from('x'), 50)).toMatchObject({ found: 'unknown', why: 'unreachable' });
  clamd.answer('truthfully');
  await clamd.goAway();
  expect(await scan(Buffer.from('x'))).toMatchObject({ found: 'unknown', why: 'unreachable' });
  await clamd.comeBack();
  for (const nonsense of ['', 'OK', 'stream: OK but', 'HTTP/1.1 200 OK\r\n\r\n', 'a'.repeat(100_000)]) {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.resume();
      socket.end(nonsense);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const address = server.address();
    const url = `tcp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    expect(await scan(Buffer.alloc(1_000_000), 2_000, url)).toMatchObject({ found: 'unknown', why: 'unreachable' });
    server.close();
  }
});

it('speaks over a socket of the system too', async () => {
  expect(await scan(Buffer.from('x'), 500, 'unix:///nowhere/clamd.ctl')).toMatchObject({ why: 'unreachable' });
});
