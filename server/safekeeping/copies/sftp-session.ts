/** One connection to an SFTP server: let in by its host key alone, cut when it falls silent, its errors put into words. */
import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { SFTPWrapper } from 'ssh2';
import SftpClient from 'ssh2-sftp-client';
import { copyPlace, type SftpTarget } from '#server/shared/copy-target.ts';
import { CopyFailed, codeOf, networkTrouble, wordsOf } from './trouble.ts';

/** To be let in, and without a byte either way; milliseconds. */
const TO_ENTER = 20_000;
const SILENCE = 60_000;
/** Of the protocol (draft-ietf-secsh-filexfer-02, 7; 14 and 15 from its later drafts). */
const STATUS = { noSuchFile: 2, permissionDenied: 3, failure: 4, noSpace: 14, quota: 15 };

type Done<Value> = (error: Error | null | undefined, value: Value) => void;

/** `ask` throws CopyFailed; after it, end the session. */
export type Session = {
  ask<Value = unknown>(act: (sftp: SFTPWrapper, done: Done<Value>) => void): Promise<Value>;
  end(): void;
};

/** Throws CopyFailed. `signal` cuts whatever is under way. */
export async function openSession(target: SftpTarget, signal: AbortSignal): Promise<Session> {
  if (signal.aborted) throw new CopyFailed('cancelled', {});
  const socket = connect({ host: target.host, port: target.port, noDelay: true });
  const road = watch(socket, signal);
  const shown: Shown = { key: null, refused: null };
  const quiet = { error: () => undefined, end: () => undefined, close: () => undefined };
  const client = new SftpClient('mesa', quiet);
  client.on('error', (error: Error) => {
    shown.refused ??= error;
  });
  try {
    await Promise.race([reached(socket), road.gone]);
    const asking = client.connect({ ...wayIn(target, shown), sock: socket, readyTimeout: TO_ENTER });
    const sftp = await Promise.race([asking, road.gone]);
    return session(sftp, { target, signal, socket, road });
  } catch (error) {
    road.end();
    throw signal.aborted ? new CopyFailed('cancelled', {}) : refusal(error, { target, shown, road });
  }
}

type Shown = { key: Buffer | null; refused: Error | null };
type Road = { gone: Promise<never>; cause(): Error | null; end(): void };

const reached = (socket: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('error', reject);
  });

/** `gone` fails with why the road ended, whoever ended it. */
function watch(socket: Socket, signal: AbortSignal): Road {
  let cause: Error | null = null;
  const cut = () => socket.destroy();
  signal.addEventListener('abort', cut, { once: true });
  socket.setTimeout(SILENCE, () => socket.destroy(Object.assign(new Error('no answer in time'), { code: 'ESILENT' })));
  const gone = new Promise<never>((_, reject) => {
    socket.on('error', (error) => {
      cause ??= error;
    });
    socket.once('close', () => {
      cause ??= Object.assign(new Error('the connection was cut'), { code: 'ECONNRESET' });
      signal.removeEventListener('abort', cut);
      reject(cause);
    });
  });
  gone.catch(() => undefined);
  return { gone, cause: () => cause, end: () => socket.destroy() };
}

function wayIn({ user, password, privateKey, hostKeys }: SftpTarget, shown: Shown) {
  return {
    username: user,
    ...(password === null ? {} : { password }),
    ...(privateKey === null ? {} : { privateKey: `${privateKey}\n` }),
    hostVerifier: (key: Buffer): boolean => {
      shown.key = key;
      return hostKeys.includes(fingerprint(key));
    },
  };
}

/** As `ssh-keygen -l` writes it. */
const fingerprint = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;

/** A key begins with the length of the name of its kind, and the name (RFC 4253, 6.6). */
const kindOf = (key: Buffer): string => key.subarray(4, 4 + key.readUInt32BE(0)).toString('latin1');

function refusal(
  error: unknown,
  { target, shown, road }: { target: SftpTarget; shown: Shown; road: Road },
): CopyFailed {
  const values = { place: copyPlace(target), host: target.host, reason: wordsOf(shown.refused ?? error) };
  if (shown.key !== null && !target.hostKeys.includes(fingerprint(shown.key))) {
    return new CopyFailed('host-key', { ...values, seen: fingerprint(shown.key), kind: kindOf(shown.key) });
  }
  const refused = shown.refused ?? error;
  const level = refused instanceof Error && 'level' in refused ? refused.level : null;
  if (level === 'client-authentication') return new CopyFailed('sign-in', values);
  if (/privateKey|passphrase/i.test(wordsOf(error))) return new CopyFailed('private-key', values);
  if (level === 'client-timeout') return new CopyFailed('silent', values);
  const trouble = networkTrouble(refused) ?? networkTrouble(road.cause());
  return new CopyFailed(trouble ?? 'other', values);
}

type Open = { target: SftpTarget; signal: AbortSignal; socket: Socket; road: Road };

function session(sftp: SFTPWrapper, { target, signal, socket, road }: Open): Session {
  const raw = <Value>(act: (sftp: SFTPWrapper, done: Done<Value>) => void): Promise<Value> =>
    Promise.race([
      new Promise<Value>((resolve, reject) => act(sftp, (error, value) => (error ? reject(error) : resolve(value)))),
      road.gone,
    ]);
  const inWords = async (error: unknown): Promise<CopyFailed> => {
    const values = {
      place: copyPlace(target),
      host: target.host,
      reason: wordsOf(road.cause() ?? error),
      name: target.folder,
    };
    if (signal.aborted) return new CopyFailed('cancelled', {});
    // Its requests fall before the road is known to have ended.
    const cut = road.cause() ?? (codeOf(error) === null ? await ended(road) : null);
    if (cut !== null) return new CopyFailed(networkTrouble(cut) ?? 'silent', values);
    const code = codeOf(error);
    if (code === STATUS.noSuchFile) return new CopyFailed('not-there', values);
    if (code === STATUS.permissionDenied) return new CopyFailed('no-permission', values);
    const full = code === STATUS.noSpace || code === STATUS.quota || (code === STATUS.failure && (await isFull()));
    return new CopyFailed(full ? 'no-room' : 'other', values);
  };
  // A full disk is "failure" to most servers, as anything else is; some say how much room they have.
  const isFull = async (): Promise<boolean> => {
    try {
      const room = await raw<{ f_bavail: number; f_frsize: number }>((on, done) =>
        on.ext_openssh_statvfs(target.folder, done),
      );
      return room.f_bavail * room.f_frsize < LITTLE;
    } catch {
      return false;
    }
  };
  return {
    ask: async (act) => {
      try {
        return await raw(act);
      } catch (error) {
        throw await inWords(error);
      }
    },
    end: () => {
      sftp.end();
      socket.destroySoon();
    },
  };
}

const LITTLE = 1024 * 1024;

const ended = (road: Road): Promise<Error | null> =>
  Promise.race([
    road.gone.catch(() => road.cause()),
    new Promise<null>((resolve) => setTimeout(resolve, 200, null).unref()),
  ]);
