/** As much of an LDAP server as the desk speaks to (RFC 4511): it knows people by address, and keeps what it was asked. */
import { createServer, type Socket } from 'node:net';

type Person = { readonly dn: string; readonly password: string; readonly attributes: Record<string, string> };
export type TestLdap = {
  readonly port: number;
  /** By address. */
  readonly people: Map<string, Person>;
  /** What it was asked since it was last looked at, in order: `bind`, `search`. */
  asked(): string[];
  close(): Promise<void>;
};

/** Of the desk's own account there. */
export const LDAP_ACCOUNT = { dn: 'cn=mesa,dc=gobierno,dc=example', password: 'secreto-de-la-cuenta' };

const BIND = 0x60;
const SEARCH = 0x63;
const RIGHT = 0;
const INVALID_CREDENTIALS = 49;

const length = (bytes: number): number[] => (bytes < 128 ? [bytes] : [0x82, bytes >> 8, bytes & 255]);
const tlv = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...length(content.length)]), content]);
};
const octets = (text: string): Buffer => tlv(0x04, Buffer.from(text));
const result = (tag: number, code: number): Buffer => tlv(tag, tlv(0x0a, Buffer.from([code])), octets(''), octets(''));

type Part = { readonly tag: number; readonly content: Buffer; readonly rest: Buffer };
/** The first element; null while it is not whole. */
function first(bytes: Buffer): Part | null {
  if (bytes.length < 2) return null;
  const short = bytes[1] ?? 0;
  const more = short < 128 ? 0 : short & 127;
  const size = more === 0 ? short : bytes.readUIntBE(2, more);
  const from = 2 + more;
  if (bytes.length < from + size) return null;
  return { tag: bytes[0] ?? 0, content: bytes.subarray(from, from + size), rest: bytes.subarray(from + size) };
}

function elements(bytes: Buffer): Part[] {
  const part = first(bytes);
  return part === null ? [] : [part, ...elements(part.rest)];
}

const entry = ({ dn, attributes }: Person): Buffer =>
  tlv(
    0x64,
    octets(dn),
    tlv(0x30, ...Object.entries(attributes).map(([name, value]) => tlv(0x30, octets(name), tlv(0x31, octets(value))))),
  );

/** What is answered to one question, without the envelope. */
function answersTo(tag: number, content: Buffer, people: ReadonlyMap<string, Person>): Buffer[] {
  const [one, two, three] = elements(content).map((part) => part.content);
  if (tag === BIND) {
    const accounts = [LDAP_ACCOUNT, ...people.values()];
    const known = accounts.some(({ dn, password }) => dn === String(two) && password === String(three));
    return [result(0x61, known ? RIGHT : INVALID_CREDENTIALS)];
  }
  const byName = two?.[0] === 0;
  const found = [...people].filter(([email, { dn }]) => (byName ? dn === String(one) : content.includes(email)));
  return [...found.map(([, person]) => entry(person)), result(0x65, RIGHT)];
}

export async function openLdap(): Promise<TestLdap> {
  const people = new Map<string, Person>();
  const sockets = new Set<Socket>();
  let asked: string[] = [];
  // As servers of directories do: without it a second packet waits 40 ms for the first to be heard of, and who is known there is told by time.
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    let pending: Buffer = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (bytes: Buffer) => {
      pending = Buffer.concat([pending, bytes]);
      for (let message = first(pending); message !== null; message = first(pending)) {
        pending = Buffer.from(message.rest);
        const [id, question] = elements(message.content);
        if (id === undefined || question === undefined) return socket.destroy();
        if (question.tag !== BIND && question.tag !== SEARCH) return socket.end();
        asked.push(question.tag === BIND ? 'bind' : 'search');
        const answers = answersTo(question.tag, question.content, people);
        for (const answer of answers) socket.write(tlv(0x30, tlv(0x02, id.content), answer));
      }
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    people,
    asked: () => {
      const before = asked;
      asked = [];
      return before;
    },
    close: () =>
      new Promise((closed) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => closed());
      }),
  };
}
