import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isWritable, MODULES, NODE, ROOT, refuseIfNotWritable } from './paths.mjs';
import { runQuietly } from './run.mjs';
import { OperatorError, step } from './say.mjs';

/** Written last, inside what it speaks of: a half-made folder has none. */
const MARKER = path.join(MODULES, '.mesa-ready.json');
const NEEDED_NODE = 26;

/**
 * True when the packages are those of the lock. `mode` is "run" for what the program needs,
 * "full" for that and the tools of the tests.
 */
export function isInstalled(mode) {
  const marker = readJson(MARKER) ?? {};
  return marker.lock === lockHash() && (marker.mode === 'full' || marker.mode === mode) && existsSync(NODE);
}

/** Installs what is missing. Call it while alone. */
export async function install(mode) {
  if (isInstalled(mode)) return;
  refuseIfNotWritable(ROOT, MODULES, path.join(MODULES, '.bin'));
  const found = adoptable();
  if (found !== null && (found === 'full' || found === mode)) return writeMarker(found);
  // Tools are added to a finished installation in place: a running program works out of it.
  const adding = mode === 'full' && (found === 'run' || isInstalled('run'));
  rmSync(MARKER, { force: true });
  await step('Instalar paquetes', 'install packages', () => npm(argumentsFor(mode, adding)));
  refuseIfUnusable();
  writeMarker(mode);
}

function argumentsFor(mode, adding) {
  const groups = mode === 'full' ? ['--include=dev'] : ['--omit=dev'];
  const command = adding ? ['install', '--no-save'] : ['ci'];
  // The warnings silenced here are of packages that want a newer Node than the machine's:
  // they never run on it. Scripts bring Node 26 and the links of PostgreSQL's libraries.
  return [...command, ...groups, '--ignore-scripts=false', '--loglevel=error', '--no-audit', '--no-fund'];
}

/** A cache with files of root (npm was once run with sudo) is left alone and our own used. */
async function npm(args) {
  const ownCache = ['--cache', path.join(ROOT, '.ready/npm-cache')];
  const caches = cacheIsOurs() ? [[], ownCache] : [ownCache];
  let last = '';
  for (const cache of caches) {
    const { code, words } = await runNpm([...args, ...cache]);
    if (code === 0) return;
    last = words;
    if (!/EACCES|EPERM|root-owned/.test(words)) break;
  }
  throw new OperatorError(
    `No se pudieron instalar los paquetes. Revisa la conexión a internet y el espacio en disco. Esto dijo npm:\n${last}`,
    'The packages could not be installed. Check the connection and the disk. The words of npm are above.',
  );
}

/** With the very Node and npm the person called, not with those that are about to be replaced. */
function runNpm(args) {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  if (script && node && existsSync(script) && existsSync(node)) return runQuietly(node, [script, ...args]);
  return runQuietly('npm', args);
}

function cacheIsOurs() {
  const cache = process.env.npm_config_cache ?? path.join(os.homedir(), '.npm');
  return ['', '_cacache', '_cacache/tmp', '_cacache/content-v2', '_cacache/index-v5', '_logs']
    .map((part) => path.join(cache, part))
    .every((folder) => !existsSync(folder) || isWritable(folder));
}

/**
 * What an earlier `npm ci` by hand left, if it is whole: npm writes its own list of what it
 * installed at the very end. Answers "full", "run" or null.
 */
function adoptable() {
  const wanted = readJson(path.join(ROOT, 'package-lock.json'))?.packages ?? {};
  const there = readJson(path.join(MODULES, '.package-lock.json'))?.packages ?? null;
  if (there === null || existsSync(MARKER) || unusable() !== null) return null;
  const missing = Object.entries(wanted).filter(
    ([name, entry]) => name !== '' && !entry.optional && !entry.devOptional && there[name]?.version !== entry.version,
  );
  if (missing.length === 0) return 'full';
  return missing.every(([, entry]) => entry.dev) ? 'run' : null;
}

function refuseIfUnusable() {
  const reason = unusable();
  if (reason === null) return;
  // Other packages' install scripts ran on that Node too, and failed unseen: the next start installs all anew.
  rmSync(path.join(MODULES, '.package-lock.json'), { force: true });
  const library = /(lib[\w+.-]+\.so\.\d+): cannot open shared object/.exec(reason)?.[1];
  if (library !== undefined) throw missingLibrary(library);
  throw new OperatorError(
    `Los paquetes se instalaron pero Node ${NEEDED_NODE} no corre (${reason}). Borra la carpeta node_modules y vuelve a intentar; si sigue, revisa que npm tenga permiso de correr los programas de instalación.`,
    `The packages were installed but Node ${NEEDED_NODE} does not run (${reason}). Remove the folder node_modules and try again; if it persists, check that npm may run install scripts.`,
  );
}

/** Node 26 links to what most systems have and the barest lack; npm cannot bring it. */
function missingLibrary(library) {
  const name = library.replace(/\.so.*$/, '');
  const debian = name === 'libatomic' ? 'libatomic1' : name;
  return new OperatorError(
    `Al sistema le falta la biblioteca ${library}, que Node ${NEEDED_NODE} necesita. Instálala y vuelve a intentar: «apt-get install ${debian}» en Debian o Ubuntu, «dnf install ${name}» en Fedora o RHEL.`,
    `The system lacks the library ${library}, which Node ${NEEDED_NODE} needs. Install it and try again: "apt-get install ${debian}" on Debian or Ubuntu, "dnf install ${name}" on Fedora or RHEL.`,
  );
}

function unusable() {
  const asked = spawnSync(NODE, ['--version'], { encoding: 'utf8' });
  if (asked.error) return asked.error.message;
  if (asked.status !== 0) return asked.stderr.trim();
  return Number(asked.stdout.slice(1).split('.')[0]) >= NEEDED_NODE ? null : asked.stdout.trim();
}

function lockHash() {
  const lock = readFileSync(path.join(ROOT, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex');
}

function writeMarker(mode) {
  mkdirSync(MODULES, { recursive: true });
  writeFileSync(MARKER, `${JSON.stringify({ lock: lockHash(), mode })}\n`);
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
