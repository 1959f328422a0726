/** A real SMTP server on loopback that can be made to misbehave, and a reader of what it received. */
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** How it treats the next letters: `drop` takes the whole letter and closes without an answer. */
export type Mode = 'accept' | '421' | '451' | '550' | '554' | 'sender-550' | 'drop' | 'busy-greeting';

export type Received = { from: string; to: string[]; raw: string; message: ParsedMessage; answered: boolean };

export type TestSmtp = {
  readonly port: number;
  readonly url: string;
  readonly received: Received[];
  /** Given each letter's recipient; by default everything is accepted. */
  behave(next: (to: string) => Mode): void;
  stop(): Promise<void>;
  /** Listens again on the same port. */
  start(): Promise<void>;
};

const refusal = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });

export async function testSmtp(options: { user?: string; password?: string } = {}): Promise<TestSmtp> {
  const received: Received[] = [];
  let mode: (to: string) => Mode = () => 'accept';
  let port = 0;
  let server: SMTPServer | null = null;

  const make = () =>
    new SMTPServer({
      disabledCommands: options.user === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
      authOptional: options.user === undefined,
      allowInsecureAuth: true,
      disableReverseLookup: true,
      logger: false,
      closeTimeout: 200,
      onAuth: (auth, _session, done) =>
        auth.username === options.user && auth.password === options.password
          ? done(null, { user: auth.username })
          : done(refusal(535, 'wrong user or password')),
      onConnect: (_session, done) => done(mode('') === 'busy-greeting' ? refusal(421, 'too busy') : null),
      onMailFrom: (_address, _session, done) => done(mode('') === 'sender-550' ? refusal(550, 'not you') : null),
      onRcptTo: (address, _session, done) => {
        const how = mode(address.address);
        if (how === '421') return done(refusal(421, 'closing'));
        if (how === '451') return done(refusal(451, 'try later'));
        if (how === '550') return done(refusal(550, 'no such box'));
        return done();
      },
      onData: (stream, session, done) => {
        const pieces: Buffer[] = [];
        stream.on('data', (piece: Buffer) => pieces.push(piece));
        stream.on('end', () => finish(session, Buffer.concat(pieces).toString('utf8'), done));
      },
    });

  const finish = (session: SMTPServerSession, raw: string, done: (error?: Error | null) => void) => {
    const to = session.envelope.rcptTo.map((address) => address.address);
    const how = mode(to[0] ?? '');
    if (how === '554') return done(refusal(554, 'looks like spam'));
    const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
    received.push({ from, to, raw, message: parseMessage(raw), answered: how !== 'drop' });
    if (how !== 'drop') return done();
    for (const connection of server?.connections ?? []) {
      const held = connection as unknown as { session: { id: string }; _socket: { destroy(): void } };
      if (held.session.id === session.id) held._socket.destroy();
    }
  };

  const start = () =>
    new Promise<void>((resolve, reject) => {
      const made = make();
      server = made;
      made.on('error', () => undefined);
      made.server.once('error', reject);
      made.listen(port, '127.0.0.1', () => {
        port = (made.server.address() as AddressInfo).port;
        resolve();
      });
    });
  const stop = () =>
    new Promise<void>((resolve) => {
      const stopped = server;
      server = null;
      if (stopped === null) return resolve();
      stopped.close(() => resolve());
    });

  await start();
  const login = options.user === undefined ? '' : `${options.user}:${options.password}@`;
  return {
    get port() {
      return port;
    },
    get url() {
      return `smtp://${login}127.0.0.1:${port}`;
    },
    received,
    behave: (next) => {
      mode = next;
    },
    start,
    stop,
  };
}

export type ParsedMessage = {
  /** In order, names as sent, values unfolded and decoded. */
  headers: { name: string; value: string }[];
  header(name: string): string | undefined;
  text: string;
  html: string;
};

/** Enough of MIME for what the desk sends: one multipart/alternative. */
export function parseMessage(raw: string): ParsedMessage {
  const [head, body] = split(raw);
  const headers = readHeaders(head);
  const header = (name: string) => headers.find((each) => each.name.toLowerCase() === name.toLowerCase())?.value;
  const boundary = /boundary="?([^";]+)"?/.exec(header('content-type') ?? '')?.[1];
  const parts = boundary === undefined ? [] : body.split(`--${boundary}`).slice(1, -1);
  const part = (type: string) => {
    const found = parts.find((each) => split(each.trimStart())[0].toLowerCase().includes(`content-type: ${type}`));
    return found === undefined ? '' : decodeBody(found.trimStart());
  };
  return { headers, header, text: part('text/plain'), html: part('text/html') };
}

const split = (raw: string): [string, string] => {
  const at = raw.indexOf('\r\n\r\n');
  return at < 0 ? [raw, ''] : [raw.slice(0, at), raw.slice(at + 4)];
};

const readHeaders = (head: string) =>
  head
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => {
      const colon = line.indexOf(':');
      return { name: line.slice(0, colon), value: decodeWords(line.slice(colon + 1).trim()) };
    });

const quotedPrintable = (text: string): Buffer =>
  Buffer.from(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

const wordBytes = (kind: string, data: string): Buffer =>
  kind.toUpperCase() === 'B' ? Buffer.from(data, 'base64') : quotedPrintable(data.replaceAll('_', ' '));

/** A character may be cut in two between neighbouring words: a run is decoded as one. */
const decodeWords = (value: string): string =>
  value.replace(/(?:=\?utf-8\?[QB]\?[^?]*\?=(?:\s+(?==\?))?)+/gi, (run) =>
    Buffer.concat(
      [...run.matchAll(/=\?utf-8\?([QB])\?([^?]*)\?=/gi)].map((word) => wordBytes(word[1] ?? '', word[2] ?? '')),
    ).toString('utf8'),
  );

function decodeBody(part: string): string {
  const [head, body] = split(part);
  const encoding = /content-transfer-encoding:\s*(\S+)/i.exec(head)?.[1]?.toLowerCase();
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : encoding === 'quoted-printable'
        ? quotedPrintable(body)
        : Buffer.from(body, 'utf8');
  return bytes.toString('utf8').replace(/\r\n/g, '\n').trimEnd();
}
