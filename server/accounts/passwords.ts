/**
 * Passwords at rest: argon2id, in the PHC string form `$argon2id$v=19$m=…,t=…,p=…$salt$hash`.
 * Hashing runs off the event loop, two at a time: a crowd at the door waits in line instead of taking the machine.
 */
import { type Argon2Parameters, argon2 } from 'node:crypto';
import { Fault } from '../shared/fault.ts';
import { newSecret, sameBytes } from '../shared/ids.ts';

type Cost = { readonly memory: number; readonly passes: number; readonly parallelism: number };

/** OWASP's floor; raise it here and every hash is renewed at its owner's next sign-in. Memory in KiB. */
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const TAG_LENGTH = 32;
const SALT_LENGTH = 16;
const AT_ONCE = 2;
const IN_LINE = 60;

/** Runs at most `atOnce` tasks; past `inLine` waiting ones it refuses with `server.unavailable`. */
function makeGate(atOnce: number, inLine: number) {
  let busy = 0;
  const waiting: (() => void)[] = [];
  return async <Result>(run: () => Promise<Result>): Promise<Result> => {
    if (busy >= atOnce) {
      if (waiting.length >= inLine) throw new Fault('server.unavailable', {}, { retryAfter: 5 });
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else busy += 1;
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else busy -= 1;
    }
  };
}

const gate = makeGate(AT_ONCE, IN_LINE);

const derive = (password: string, salt: Uint8Array, cost: Cost): Promise<Buffer> =>
  gate(
    () =>
      new Promise((resolve, reject) => {
        const parameters: Argon2Parameters = { message: password, nonce: salt, tagLength: TAG_LENGTH, ...cost };
        argon2('argon2id', parameters, (error, key) => (error ? reject(error) : resolve(Buffer.from(key))));
      }),
  );

const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');

/** Random bytes, 32 at most. */
const random = (length: number): Buffer => Buffer.from(newSecret(), 'base64url').subarray(0, length);

export async function hashPassword(password: string): Promise<string> {
  const salt = random(SALT_LENGTH);
  const hash = await derive(password, salt, COST);
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${encode(salt)}$${encode(hash)}`;
}

type Parsed = { readonly cost: Cost; readonly salt: Buffer; readonly hash: Buffer };

function parsePhc(text: string): Parsed {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(text);
  if (!found) throw new Error('a stored password hash is not readable');
  const [, memory, passes, parallelism, salt = '', hash = ''] = found;
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

/** Nobody's: what is compared when there is no account, so that the answer takes as long as when there is. */
const nobody: Parsed = { cost: COST, salt: random(SALT_LENGTH), hash: random(TAG_LENGTH) };

/** Does the password match? With null there is no account: the work is done all the same and the answer is no. */
export async function matchesPassword(stored: string | null, password: string): Promise<boolean> {
  const { cost, salt, hash } = stored === null ? nobody : parsePhc(stored);
  const given = await derive(password, salt, cost);
  return sameBytes(given, hash) && stored !== null;
}

/** Was it hashed at another cost than today's? */
export function isOutdated(stored: string): boolean {
  const { cost } = parsePhc(stored);
  return cost.memory !== COST.memory || cost.passes !== COST.passes || cost.parallelism !== COST.parallelism;
}
