/** Uploads and downloads by Node's own client: bytes made as they go, so that a hundred large files cost the driver nothing. */
import { createHash, type Hash } from 'node:crypto';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { signIn } from '#contract/accounts.ts';
import { uploadAttachment } from '#contract/attachments.ts';
import { PASSWORD } from '../kit/desk.ts';
import { sleep } from './report.ts';

export const MEGABYTE = 1024 * 1024;
const PIECE = Buffer.alloc(64 * 1024, 'renglón de una bitácora muy larga\n');

export type Answered = { status: number; code: string; id: string; sha256: string; sent: number; ms: number };

export type Sending = {
  url: string;
  cookie: string;
  /** In the first bytes, so that no two files are alike. */
  name: string;
  bytes: number;
  /** False: by chunks, without saying how many bytes will come. */
  declared?: boolean;
  /** Hangs up after so many bytes. */
  breakAt?: number;
  /** At most so many bytes a second. */
  pace?: number;
};

/** Signs in and gives the cookie alone. */
export async function cookieOf(url: string, email: string, password = PASSWORD): Promise<string> {
  const headers = { 'content-type': 'application/json', origin: url, 'sec-fetch-site': 'same-origin' };
  const answer = await fetch(`${url}${signIn.path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email, password }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (!answer.ok || !cookie) throw new Error(`not signed in: ${answer.status} ${await answer.text()}`);
  return cookie;
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of response) text += String(piece);
  return text;
}

/** Sends one file; null when it was broken off, as asked. */
export function sendFile(given: Sending): Promise<Answered | null> {
  const { url, cookie, name, bytes, declared = true } = given;
  // As a browser: whoever says `connection: close` is hung up on with the answer, in the middle of sending.
  const agent = new Agent({ keepAlive: true });
  const began = performance.now();
  const progress = { sent: 0, over: false, hash: createHash('sha256') };
  const request = httpRequest(`${url}${uploadAttachment.path}?name=${name}.txt`, {
    agent,
    method: 'POST',
    headers: {
      origin: url,
      'sec-fetch-site': 'same-origin',
      cookie,
      'content-type': 'application/octet-stream',
      ...(declared ? { 'content-length': String(bytes) } : { 'transfer-encoding': 'chunked' }),
    },
  });
  const answered = new Promise<Answered | null>((resolve) => {
    // The code of a network error takes the place of a fault's: no answer is a figure too.
    const cut = (error: Error) => {
      const code = 'code' in error ? String(error.code) : error.message;
      const nothing = { status: 0, code, id: '', sha256: '', sent: progress.sent, ms: performance.now() - began };
      resolve(given.breakAt === undefined ? nothing : null);
    };
    request.on('error', cut);
    request.on('response', (response) => {
      const { sent } = progress;
      textOf(response).then((text) => {
        progress.over = true;
        const said = JSON.parse(text) as { id?: string; code?: string };
        const sha256 = response.statusCode === 201 ? progress.hash.digest('hex') : '';
        const ms = performance.now() - began;
        resolve({ status: response.statusCode ?? 0, code: said.code ?? '', id: said.id ?? '', sha256, sent, ms });
      }, cut);
    });
  }).finally(() => {
    request.destroy();
    agent.destroy();
  });
  const write = async (piece: Buffer): Promise<void> => {
    progress.hash.update(piece);
    progress.sent += piece.length;
    if (request.write(piece)) return;
    await Promise.race([new Promise((resolve) => request.once('drain', resolve)), answered]);
  };
  void pour(given, { write, isOver: () => progress.over || request.destroyed }).then(
    () => (given.breakAt === undefined ? request.end() : request.destroy()),
    () => request.destroy(),
  );
  return answered;
}

async function pour(given: Sending, to: { write(piece: Buffer): Promise<void>; isOver(): boolean }): Promise<void> {
  const last = Math.min(given.bytes, given.breakAt ?? given.bytes);
  const head = Buffer.from(`${given.name}\n`);
  const pieceBytes = given.pace === undefined ? PIECE.length : Math.ceil(given.pace / 4);
  for (let sent = 0; sent < last && !to.isOver(); ) {
    const piece = sent === 0 ? Buffer.concat([head, PIECE]) : PIECE;
    const part = piece.subarray(0, Math.min(pieceBytes, last - sent));
    await to.write(part);
    sent += part.length;
    if (given.pace !== undefined) await sleep(250);
  }
}

/** The SHA-256 of what arrives, as it arrives. */
export async function digestOf(url: string, cookie: string): Promise<{ status: number; sha256: string }> {
  const answer = await fetch(url, { headers: { cookie } });
  const hash: Hash = createHash('sha256');
  for await (const piece of answer.body ?? []) hash.update(piece);
  return { status: answer.status, sha256: hash.digest('hex') };
}
