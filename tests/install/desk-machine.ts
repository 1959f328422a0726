/** A desk on a fresh machine, as docs/operations/install.md makes it, and people who come to it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sectionsOf, shellOf } from './blocks.ts';
import { Machine, type Said } from './machine.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const NAME = 'mesa.ejemplo.gob.mx';
export const URL_ = `https://${NAME}`;
/** The code of this commit, in the machine. */
export const BUNDLE = '/srv/mesa.bundle';
/** The first block of install.md, filled in. */
export const OURS = `REPOSITORY=${BUNDLE}\nNAME=${NAME}\n`;
export const VISIT = '/opt/mesa/node_modules/.bin/node /opt/mesa/tests/install/visit.ts';
export const TRUST = 'export NODE_EXTRA_CA_CERTS=/etc/mesa/tls/authority.pem';
/** systemd calls it started before it answers. */
export const READY = `curl --silent --fail --retry 60 --retry-delay 1 --retry-all-errors ${URL_}/health/ready`;

/** The words of a script that ended well; what it said otherwise. */
export function well({ code, out }: Said): string {
  if (code !== 0) throw new Error(`ended with ${code}:\n${out.slice(-6_000)}`);
  return out;
}

const git = (...words: string[]): string => execFileSync('git', ['-C', ROOT, ...words], { encoding: 'utf8' }).trim();
/** The code of this commit as one file. */
export const bundled = (path: string): void => void git('bundle', 'create', '-q', path, 'HEAD');
/** Asked once: two machines of one test are of one commit, whatever is committed meanwhile. */
let commit: string | null = null;

type Visit = { extra?: string; url?: string; remembered?: string };
/** A stage of visit.ts in the machine. */
export const visitIn = (machine: Machine, stage: string, visit: Visit = {}): string => {
  const { extra = '', url = URL_, remembered = '/root/remembered.json' } = visit;
  return well(machine.run(`${TRUST}\n${VISIT} ${stage} ${url} ${remembered} '${extra}'`));
};

/** Steps 1 to 4 of install.md, which every desk of this commit begins with; nothing was started. */
export function installedMachine(): Machine {
  const folder = mkdtempSync(join(tmpdir(), 'mesa-bundle-'));
  try {
    const bundle = join(folder, 'mesa.bundle');
    bundled(bundle);
    commit ??= git('rev-parse', '--short=12', 'HEAD');
    return Machine.prepared(`installed-${commit}`, { [BUNDLE]: bundle }, `${OURS}${shellOf('install.md', [2, 3, 4])}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Steps 5 to 7, and a desk with people, a request and files. */
export async function deskOn(machine: Machine): Promise<void> {
  await machine.boot();
  well(machine.run(OURS + shellOf('install.md', [5, 6])));
  visitIn(machine, 'set-up', { extra: well(machine.run(OURS + shellOf('install.md', [7]))).trim() });
}

/** The recovery key that backup.md makes, in the file of it that the pages ask for. */
export function keepKey(machine: Machine): void {
  const key = /AGE-SECRET-KEY-1[0-9A-Z]+/.exec(well(machine.run(shellOf('backup.md', [1]))))?.[0];
  if (key === undefined) throw new Error('no recovery key was shown');
  well(machine.run(`echo ${key} | install -m 0600 /dev/stdin ${KEY}`));
}
export const KEY = '/root/recovery-key.txt';

/** The archive made last. */
export const newestIn = (machine: Machine): string =>
  well(machine.run('ls -t /var/lib/mesa/backups/mesa-*.mesa | head -n 1')).trim();

/** One block of a section, where the others are for somebody else. */
export function blockOf(page: string, number: number, nth: number): string {
  const block = sectionsOf(page).find((each) => each.number === number)?.blocks[nth];
  if (block === undefined) throw new Error(`no block ${nth} in step ${number} of ${page}`);
  return block;
}

/** A hash of every file people sent, by its name: kept outside the database and its archive. */
export const filesOf = (machine: Machine): string =>
  well(
    machine.run(
      "cd /var/lib/mesa/files && find . -type f ! -name '*.preview' ! -name '*.thumb' | sort | xargs sha256sum",
    ),
  );
/** The desk's own PostgreSQL, whose door is a folder. */
const EMBEDDED = 'postgres://postgres@/mesa?host=/var/lib/mesa/postgres';
/** What a restore ends or writes itself, and what a desk writes merely by running. */
const LIVING = new Set(['history', 'sessions', 'migrations', 'backups', 'rate_limits']);

/** One hash of each table of a desk that runs. */
export function rowsOf(machine: Machine, address = EMBEDDED): Record<string, string> {
  const said = well(machine.run(`cd /opt/mesa && node_modules/.bin/node tests/install/hashes.ts '${address}'`));
  return Object.fromEntries(Object.entries<string>(JSON.parse(said)).filter(([name]) => !LIVING.has(name)));
}
