/** Copies over SFTP: written beside their name, forced to the disk where the server knows how, read back, renamed. */
import { copyPlace, type SftpTarget } from '#server/shared/copy-target.ts';
import { newId } from '#server/shared/ids.ts';
import { listed } from '../names.ts';
import { openSession, type Session } from './sftp-session.ts';
import { CopyFailed } from './trouble.ts';
import { type Reading, type Sending, sha256Of, type Way } from './way.ts';

/** Every server takes this much in one request; many are under way at once, so that a long road is filled. */
const PIECE = 32 * 1024;
const UNDER_WAY = 32;

export function sftpWay(target: SftpTarget): Way {
  const place = copyPlace(target);
  const at = (name: string) => `${target.folder}/${name}`;
  const inside = async <Result>(act: (session: Session) => Promise<Result>, signal = never()): Promise<Result> => {
    const session = await openSession(target, signal);
    try {
      return await act(session);
    } finally {
      session.end();
    }
  };
  return {
    describe: () => place,
    put: async (name, sending) => {
      const half = `${at(name)}.partial`;
      try {
        await inside((session) => send(session, { target, half, name, sending }), sending.signal);
      } catch (error) {
        // What a cut road left behind is taken away on another one, if there is one.
        await inside((session) => forget(session, half)).catch(() => undefined);
        throw error;
      }
    },
    list: () =>
      inside(async (session) => {
        await requireFolder(session, target);
        const found = await session.ask<{ filename: string; attrs: { size: number } }[]>((sftp, done) =>
          sftp.readdir(target.folder, done),
        );
        return listed(found.map(({ filename, attrs }) => ({ name: filename, bytes: attrs.size })));
      }),
    read: async function* (name, signal) {
      const session = await openSession(target, signal);
      try {
        yield* readAhead(session, at(name));
      } catch (error) {
        throw error instanceof CopyFailed && error.reason === 'not-there'
          ? new CopyFailed('not-there', { name, place })
          : error;
      } finally {
        session.end();
      }
    },
    remove: (name) =>
      inside(async (session) => {
        for (const each of [at(name), `${at(name)}.partial`]) await forget(session, each);
      }),
    check: () =>
      inside(async (session) => {
        await requireFolder(session, target);
        const trial = at(`.mesa-${newId()}`);
        await session.ask((sftp, done) =>
          sftp.writeFile(trial, 'mesa\n', { mode: 0o600 }, (error) => done(error, null)),
        );
        await session.ask((sftp, done) => sftp.unlink(trial, (error) => done(error, null)));
      }),
  };
}

const never = (): AbortSignal => new AbortController().signal;

async function requireFolder(session: Session, target: SftpTarget): Promise<void> {
  const there = await session
    .ask<{ isDirectory(): boolean }>((sftp, done) => sftp.stat(target.folder, done))
    .catch((error: unknown) => {
      if (error instanceof CopyFailed && error.reason === 'not-there') return null;
      throw error;
    });
  if (!there?.isDirectory()) throw new CopyFailed('no-folder', { folder: target.folder, host: target.host });
}

type ToSend = { target: SftpTarget; half: string; name: string; sending: Sending };

async function send(session: Session, { target, half, name, sending }: ToSend): Promise<void> {
  await requireFolder(session, target);
  const { path, progress } = sending;
  const step = (_total: number, piece: number) => progress(piece);
  const options = { chunkSize: PIECE, concurrency: UNDER_WAY, mode: 0o600, step };
  await session.ask((sftp, done) => sftp.fastPut(path, half, options, (error) => done(error, null)));
  await force(session, half);
  if ((await sha256Of(readAhead(session, half), progress)) !== sending.sha256) {
    throw new CopyFailed('altered', { name, place: copyPlace(target) });
  }
  await replace(session, half, `${target.folder}/${name}`);
}

/** To the disk; an extension of OpenSSH that others need not know. */
async function force(session: Session, path: string): Promise<void> {
  const handle = await session.ask<Buffer>((sftp, done) => sftp.open(path, 'r+', done));
  await session.ask((sftp, done) => sftp.ext_openssh_fsync(handle, done)).catch(unlessKnown);
  await session.ask((sftp, done) => sftp.close(handle, (error) => done(error, null)));
}

/** In one step over what stands there; where the server knows no such step, the name is free for a moment. */
async function replace(session: Session, from: string, to: string): Promise<void> {
  const inOne = await session
    .ask((sftp, done) => sftp.ext_openssh_rename(from, to, (error) => done(error, true)))
    .catch(unlessKnown);
  if (inOne) return;
  await forget(session, to);
  await session.ask((sftp, done) => sftp.rename(from, to, (error) => done(error, null)));
}

/** A server that does not know an extension says so by failing at it; whatever else it is shows at the next step. */
const unlessKnown = (error: unknown): null => {
  if (error instanceof CopyFailed && error.reason === 'other') return null;
  throw error;
};

const forget = (session: Session, path: string): Promise<unknown> =>
  session
    .ask((sftp, done) => sftp.unlink(path, (error) => done(error, null)))
    .catch((error: unknown) => {
      if (!(error instanceof CopyFailed && error.reason === 'not-there')) throw error;
    });

async function* readAhead(session: Session, path: string): Reading {
  const handle = await session.ask<Buffer>((sftp, done) => sftp.open(path, 'r', done));
  const { size } = await session.ask<{ size: number }>((sftp, done) => sftp.fstat(handle, done));
  const underWay: Promise<Buffer>[] = [];
  for (let from = 0; from < size || underWay.length > 0; ) {
    while (underWay.length < UNDER_WAY && from < size) {
      const reading = exactly(session, handle, { from, length: Math.min(PIECE, size - from) });
      // Heard when its turn comes.
      reading.catch(() => undefined);
      underWay.push(reading);
      from += PIECE;
    }
    const piece = await underWay.shift();
    if (piece) yield { piece, ofBytes: size };
  }
  await session.ask((sftp, done) => sftp.close(handle, (error) => done(error, null)));
}

/** A server may give less than it was asked for; shorter than it said, the file gives what there is. */
async function exactly(
  session: Session,
  handle: Buffer,
  { from, length }: { from: number; length: number },
): Promise<Buffer> {
  const piece = Buffer.alloc(length);
  let got = 0;
  while (got < length) {
    const more = await session.ask<number>((sftp, done) =>
      sftp.read(handle, piece, got, length - got, from + got, done),
    );
    if (more === 0) break;
    got += more;
  }
  return piece.subarray(0, got);
}
