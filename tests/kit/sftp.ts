/** An SFTP server on loopback by the server half of ssh2: real SSH, files of one folder, and troubles on demand. */
import { createHash, timingSafeEqual } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import ssh2, { type Attributes, type Connection, type SFTPWrapper } from 'ssh2';

export type SftpServer = {
  port: number;
  /** Of its host key, as `ssh-keygen -l` writes it. */
  fingerprint: string;
  /** A private key that lets the user in. */
  userKey: string;
  /** How many passwords were shown to it. */
  passwords(): number;
  /** Answers every act that writes with this status; null: does as it is asked. */
  refuse(status: number | null): void;
  /** Cuts the connection that has written this many bytes, once. */
  dieAfter(bytes: number): void;
  close(): Promise<void>;
};

const { OPEN_MODE, STATUS_CODE } = ssh2.utils.sftp;

type Trouble = { status: number | null; left: number | null };

export async function startSftp(root: string, who: { user: string; password: string }): Promise<SftpServer> {
  const [hostKey, userKey] = [ssh2.utils.generateKeyPairSync('ed25519'), ssh2.utils.generateKeyPairSync('ed25519')];
  const shown = ssh2.utils.parseKey(hostKey.public);
  const allowed = ssh2.utils.parseKey(userKey.public);
  if (shown instanceof Error || allowed instanceof Error) throw new Error('no keys');
  const trouble: Trouble = { status: null, left: null };
  let passwords = 0;
  const open = new Set<Connection>();
  const server = new ssh2.Server({ hostKeys: [hostKey.private] }, (client) => {
    // Missing in its types. Without it each answer waits for the next question.
    if ('setNoDelay' in client && typeof client.setNoDelay === 'function') client.setNoDelay(true);
    open.add(client);
    client.on('error', () => undefined);
    client.on('close', () => open.delete(client));
    client.on('authentication', (asked) => {
      if (asked.username !== who.user) return asked.reject();
      if (asked.method === 'password') {
        passwords += 1;
        return asked.password === who.password ? asked.accept() : asked.reject(['password', 'publickey']);
      }
      if (asked.method !== 'publickey') return asked.reject(['password', 'publickey']);
      const [mine, theirs] = [allowed.getPublicSSH(), asked.key.data];
      const same = mine.length === theirs.length && timingSafeEqual(mine, theirs);
      const signed = !asked.signature || allowed.verify(asked.blob ?? Buffer.alloc(0), asked.signature, asked.hashAlgo);
      return same && signed === true ? asked.accept() : asked.reject();
    });
    client.on('session', (accept) =>
      accept().on('sftp', (acceptSftp) => serve(acceptSftp(), { root, trouble, die: () => client.end() })),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    port: (server.address() as AddressInfo).port,
    fingerprint: `SHA256:${createHash('sha256').update(shown.getPublicSSH()).digest('base64').replace(/=+$/, '')}`,
    userKey: userKey.private,
    passwords: () => passwords,
    refuse: (status) => {
      trouble.status = status;
    },
    dieAfter: (bytes) => {
      trouble.left = bytes;
    },
    close: () => {
      for (const client of open) client.end();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

type Serving = { root: string; trouble: Trouble; die(): void };

function serve(sftp: SFTPWrapper, { root, trouble, die }: Serving): void {
  const files = new Map<number, number | string[]>();
  let next = 0;
  const place = (path: string) => join(root, normalize(`/${path}`));
  const attributes = (found: { mode: number; size: number }): Attributes => ({
    ...{ mode: found.mode, size: found.size, uid: 0, gid: 0, atime: 0, mtime: 0 },
  });
  const give = (id: number, what: number | string[]) => {
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE(next);
    files.set(next, what);
    next += 1;
    sftp.handle(id, handle);
  };
  const statusOf = (error: unknown) =>
    error instanceof Error && 'code' in error && error.code === 'ENOENT'
      ? STATUS_CODE.NO_SUCH_FILE
      : STATUS_CODE.FAILURE;
  const doing = (id: number, act: () => unknown) => {
    try {
      act();
    } catch (error) {
      sftp.status(id, statusOf(error));
    }
  };
  const writing = (id: number, act: () => unknown) => {
    if (trouble.status !== null) sftp.status(id, trouble.status);
    else doing(id, act);
  };
  const well = (id: number) => sftp.status(id, STATUS_CODE.OK);
  sftp.on('OPEN', (id, path, flags) => {
    const way = flags & OPEN_MODE.CREAT ? constants.O_CREAT | constants.O_TRUNC | constants.O_WRONLY : constants.O_RDWR;
    const act = () => give(id, openSync(place(path), flags === OPEN_MODE.READ ? constants.O_RDONLY : way, 0o600));
    if (flags === OPEN_MODE.READ) doing(id, act);
    else writing(id, act);
  });
  sftp.on('WRITE', (id, handle, offset, data) => {
    if (trouble.left !== null) trouble.left -= data.length;
    if (trouble.left !== null && trouble.left < 0) {
      trouble.left = null;
      return die();
    }
    writing(id, () => {
      writeSync(Number(files.get(handle.readUInt32BE())), data, 0, data.length, offset);
      well(id);
    });
  });
  sftp.on('READ', (id, handle, offset, length) =>
    doing(id, () => {
      const data = Buffer.alloc(length);
      const got = readSync(Number(files.get(handle.readUInt32BE())), data, 0, length, offset);
      if (got === 0) sftp.status(id, STATUS_CODE.EOF);
      else sftp.data(id, data.subarray(0, got));
    }),
  );
  sftp.on('FSTAT', (id, handle) =>
    doing(id, () => sftp.attrs(id, attributes(fstatSync(Number(files.get(handle.readUInt32BE())))))),
  );
  for (const kind of ['STAT', 'LSTAT'] as const) {
    sftp.on(kind, (id: number, path: string) => doing(id, () => sftp.attrs(id, attributes(statSync(place(path))))));
  }
  sftp.on('FSETSTAT', (id) => well(id));
  sftp.on('SETSTAT', (id) => well(id));
  sftp.on('OPENDIR', (id, path) =>
    doing(id, () =>
      give(
        id,
        readdirSync(place(path)).map((name) => join(place(path), name)),
      ),
    ),
  );
  sftp.on('READDIR', (id, handle) => {
    const key = handle.readUInt32BE();
    const names = files.get(key);
    if (!Array.isArray(names) || names.length === 0) return sftp.status(id, STATUS_CODE.EOF);
    files.set(key, []);
    sftp.name(
      id,
      names.map((path) => ({
        filename: path.split('/').at(-1) ?? '',
        longname: '',
        attrs: attributes(statSync(path)),
      })),
    );
  });
  sftp.on('REMOVE', (id, path) =>
    doing(id, () => {
      rmSync(place(path));
      well(id);
    }),
  );
  sftp.on('RENAME', (id, from, to) =>
    doing(id, () => {
      renameSync(place(from), place(to));
      well(id);
    }),
  );
  sftp.on('CLOSE', (id, handle) => {
    const kept = files.get(handle.readUInt32BE());
    if (typeof kept === 'number') closeSync(kept);
    files.delete(handle.readUInt32BE());
    well(id);
  });
}
