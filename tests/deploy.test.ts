/** What lies in deploy/ and docs/operations/ names the program's own settings, ports and limits. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ATTACHMENT_MAX_BYTES } from '#contract/attachments.ts';
import { HEARTBEAT_SECONDS } from '#contract/live.ts';
import { LONGEST_ANSWER } from '#server/shared/cut.ts';
import { readSettings } from '#server/shared/settings.ts';
import { sectionsOf } from './install/blocks.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(`${ROOT}/${path}`, 'utf8');
const figure = (text: string, pattern: RegExp): number => {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`${pattern} is not there`);
  return Number(found.replaceAll('_', ''));
};

const MIB = 1024 * 1024;
const DEFAULTS = readSettings({});
const unit = read('deploy/systemd/mesa.service');
const nginx = read('deploy/nginx/mesa.conf');
const caddy = read('deploy/caddy/Caddyfile');
const containerfile = read('deploy/container/Containerfile');
const compose = read('deploy/container/compose.yaml');
const example = read('deploy/env.example');
/** Milliseconds the program takes at most to stop, part by part; PostgreSQL's own quick stop is the last. */
const STOP =
  figure(read('server/shared/http/leaving.ts'), /LONGEST_WAIT = ([\d_]+)/) +
  figure(read('server/assemble.ts'), /GRACE = ([\d_]+)/) +
  figure(read('server/shared/jobs.ts'), /graceful: true, timeout: ([\d_]+)/) +
  figure(read('server/shared/postgres/server-process.ts'), /QUICK_STOP = ([\d_]+)/);

/** Names the program asks the environment for. */
function asked(): string[] {
  const names = new Set<string>();
  const env = new Proxy<NodeJS.ProcessEnv>({}, { get: (_, name) => void names.add(String(name)) });
  readSettings(env);
  return [...names].sort();
}

describe('deploy/env.example', () => {
  const named = [...example.matchAll(/^#?([A-Z][A-Z_]*)=(.*)$/gm)].map(([, name = '', value = '']) => ({
    name,
    value,
  }));

  it('names every setting of the program once, and none that it does not have', () => {
    expect(named.map(({ name }) => name).sort()).toEqual(asked());
    expect(asked().length).toBeGreaterThan(14);
  });

  it('shows the values that hold when nothing is set', () => {
    const shown = Object.fromEntries(named.filter(({ value }) => value !== '').map(({ name, value }) => [name, value]));
    expect(Object.keys(shown).length).toBeGreaterThan(3);
    expect(readSettings(shown)).toEqual(DEFAULTS);
  });

  it('sets nothing by itself: every line is a remark', () => {
    expect(example.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
  });
});

describe('deploy/systemd/mesa.service', () => {
  const lines = unit.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const value = (name: string): string[] =>
    lines.filter((line) => line.startsWith(`${name}=`)).map((line) => line.slice(name.length + 1));

  it('runs the program that is there, from a folder it cannot write', () => {
    expect(lines.filter((line) => !/^(\[(Unit|Service|Install)\]|[A-Z]\w+=.*)$/.test(line))).toEqual([]);
    const [node = '', script = '', ...words] = value('ExecStart')[0]?.split(' ') ?? [];
    expect(node).toBe('/opt/mesa/node_modules/.bin/node');
    expect([existsSync(`${ROOT}/${script}`), words]).toEqual([true, ['serve']]);
    expect(value('ProtectSystem')).toEqual(['strict']);
    expect([value('StateDirectory'), value('NoNewPrivileges'), value('CapabilityBoundingSet')]).toEqual([
      ['mesa'],
      ['yes'],
      [''],
    ]);
  });

  it('gives the program the time it takes to stop in order, and tells it alone', () => {
    expect(figure(unit, /^TimeoutStopSec=(\d+)s$/m) * 1000).toBeGreaterThan(STOP + 10_000);
    expect(value('KillMode')).toEqual(['mixed']);
  });

  it('lets the lock of the data folder see who holds it: processes of the desk beside it, and which start of the machine', () => {
    expect(read('server/shared/postgres/processes.ts')).toContain('/proc/sys/kernel/random/boot_id');
    expect([value('ProcSubset'), value('ProtectProc')]).toEqual([[], []]);
    expect(value('ProtectKernelTunables')).toEqual(['yes']);
    expect(read('deploy/systemd/mesa')).toContain('--property=ProtectKernelTunables=yes');
  });

  it('leaves the program the fences it puts up itself: namespaces for what looks into files, setpriv for what must end with it', () => {
    const fences = read('server/shared/workshop/process.ts');
    expect(fences).toContain("['unshare', '--user', '--net']");
    expect(value('RestrictNamespaces')).toEqual(['user net']);
    expect(fences).toContain("['setpriv', '--pdeathsig=KILL', '--no-new-privs']");
    expect(value('SystemCallFilter')).toEqual(['@system-service', '~@privileged', 'capset']);
  });
});

describe.each([
  ['nginx', nginx, /server 127\.0\.0\.1:(\d+);/, /client_max_body_size (\d+)m;/, /keepalive_timeout (\d+)s;/],
  ['Caddy', caddy, /reverse_proxy 127\.0\.0\.1:(\d+) /, /max_size (\d+)MiB/, /keepalive (\d+)s/],
] as const)('the example for %s', (_, text, port, size, keepAlive) => {
  const server = read('server/shared/http/server.ts');

  it('goes to the port of the program, and closes lines before the program does', () => {
    expect(figure(text, port)).toBe(DEFAULTS.port);
    expect(figure(text, keepAlive) * 1000).toBeLessThan(figure(server, /keepAliveTimeout: ([\d_]+)/));
  });

  it('takes the largest file, and a little more for the program to refuse', () => {
    expect(figure(text, size) * MIB).toBeGreaterThan(ATTACHMENT_MAX_BYTES + 4 * MIB);
    expect(figure(text, size) * MIB).toBeLessThan(2 * ATTACHMENT_MAX_BYTES);
  });

  it('waits longer than the program for its answers and between the beats of a live page', () => {
    const patience = figure(text, /(?:proxy_read_timeout|response_header_timeout) (\d+)s/);
    expect(patience).toBeGreaterThan(2 * HEARTBEAT_SECONDS);
    expect(patience * 1000).toBeGreaterThan(LONGEST_ANSWER);
  });

  it('adds no security header beside those of the program', () => {
    const said = text.replaceAll(/^\s*#.*$/gm, '');
    expect(said).not.toMatch(/strict-transport|content-security|x-frame|nosniff|referrer-policy/i);
  });
});

describe('deploy/container', () => {
  it('runs on the Node the program is pinned to, with a PostgreSQL new enough', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    for (const [, version] of containerfile.matchAll(/^FROM node:([\d.]+)-/gm)) expect(version).toBe(dependencies.node);
    expect(containerfile.match(/^FROM node:/gm)).toHaveLength(2);
    expect(figure(read('deploy/container/compose.postgres.yaml'), /image: postgres:(\d+)\./)).toBeGreaterThanOrEqual(
      18,
    );
  });

  it('listens where the outside is sent, asks for readiness, and stops in time', () => {
    expect(figure(containerfile, /PORT=(\d+)/)).toBe(DEFAULTS.port);
    expect(compose).toContain(`"127.0.0.1:${DEFAULTS.port}:${DEFAULTS.port}"`);
    expect(containerfile).toContain('/health/ready');
    expect(figure(compose, /stop_grace_period: (\d+)s/)).toBe(figure(unit, /^TimeoutStopSec=(\d+)s$/m));
  });

  it('copies what there is, and ends as a user that is not root', () => {
    for (const [, folder = ''] of containerfile.matchAll(/^COPY --from=build \/opt\/mesa\/(\w+) \w+$/gm))
      expect(existsSync(`${ROOT}/${folder}`), folder).toBe(true);
    expect([...containerfile.matchAll(/^USER (\w+)$/gm)].at(-1)?.[1]).toBe('node');
  });

  it('names only settings the program has', () => {
    const known = new Set([
      ...asked(),
      'POSTGRES_USER',
      'POSTGRES_DB',
      'POSTGRES_PASSWORD_FILE',
      'POSTGRES_INITDB_ARGS',
    ]);
    const files = [compose, read('deploy/container/compose.postgres.yaml')];
    const named = files.flatMap((text) => [...text.matchAll(/^ {6}([A-Z_]+): /gm)].map(([, name = '']) => name));
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('docs/operations', () => {
  const pages = readdirSync(`${ROOT}/docs/operations`);

  it.each([
    ['instalar.md', 'install.md', 7],
    ['respaldar.md', 'backup.md', 1],
    ['restaurar.md', 'restore.md', 5],
    ['mudar.md', 'move.md', 6],
  ])('says in Spanish in %s, block by block, what %s has run', (spanish, page, least) => {
    const english = sectionsOf(page);
    expect(english.flatMap(({ blocks }) => blocks).length).toBeGreaterThan(least);
    expect(sectionsOf(spanish)).toEqual(english);
  });

  it.each(pages)('%s names only pages and files that exist', (page) => {
    const text = read(`docs/operations/${page}`);
    const linked = [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = '']) => join('docs/operations', path));
    const named = [...text.matchAll(/(?:\/opt\/mesa\/|`)((?:deploy|docs)\/[\w./-]+)/g)].map(([, path = '']) => path);
    const missing = [...linked, ...named].filter((path) => !existsSync(join(ROOT, path)));
    expect(linked.length).toBeGreaterThan(0);
    expect(missing).toEqual([]);
  });

  it('writes only settings the program has', () => {
    const shell = pages.flatMap((page) => sectionsOf(page).flatMap(({ blocks }) => blocks)).join('\n');
    const written = [...shell.matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name);
    const known = new Set([...asked(), 'REPOSITORY', 'NAME', 'ARCHIVE', 'KEY', 'DATABASE']);
    expect(written).toContain('TRUSTED_PROXIES');
    expect(written.filter((name) => !known.has(name))).toEqual([]);
  });
});
