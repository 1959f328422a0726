/**
 * A tired person with docs/operations/backup.md and restore.md alone: a desk is looked at as it was, brought back on the machine
 * whose database is damaged, and on another machine. The pages' blocks are run word by word.
 */
import { copyFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shellOf } from '../install/blocks.ts';
import {
  blockOf,
  deskOn,
  filesOf,
  installedMachine,
  KEY,
  keepKey,
  newestIn,
  OURS,
  READY,
  rowsOf,
  visitIn,
  well,
} from '../install/desk-machine.ts';
import { type Machine, whyNot } from '../install/machine.ts';

const REASON = whyNot();
/** What Rosa knew when the archive was made. */
const THEN = '/root/remembered-then.json';
const LOOK = 'http://localhost:3001';
let machine: Machine;
let other: Machine | null = null;
let archive = '';
let then: { rows: Record<string, string>; files: string };

/** The first block of restore.md, filled in. */
const ours = (path = archive): string => `ARCHIVE=${path}\nKEY=${KEY}\n`;

describe.skipIf(REASON !== null)('backup.md and restore.md, on fresh machines', () => {
  beforeAll(async () => {
    machine = installedMachine();
    await deskOn(machine);
  }, 1_200_000);

  afterAll(async () => {
    await machine?.remove();
    await other?.remove();
  }, 900_000);

  it('backup.md makes an archive of a desk in use, which is whole', () => {
    keepKey(machine);
    then = { rows: rowsOf(machine), files: filesOf(machine) };
    const said = well(machine.run(shellOf('backup.md', [2])));
    archive = newestIn(machine);
    expect(said).toContain(basename(archive));
    well(machine.run(`cp /root/remembered.json ${THEN}\nmesa verify-archive ${archive} < ${KEY}`));
    visitIn(machine, 'write', { extra: '2' });
    visitIn(machine, 'check');
  });

  it('shows how it was beside the desk in use: what was filed since is not there, and stays where it is', () => {
    const [prepare = '', end = ''] = [blockOf('restore.md', 4, 0), blockOf('restore.md', 4, 1)];
    const until = `for n in $(seq 600); do curl --silent --fail ${LOOK}/health/ready && break; sleep 0.1; done`;
    const visit = `${LOOK} ${THEN}`;
    const listed = "systemctl list-units --no-legend --all 'mesa-command-*' | grep mesa-command";
    const gone = `for n in $(seq 300); do ${listed} || break; sleep 0.1; done > /root/listed`;
    well(machine.run(`cat > /root/look.sh <<'END'\n${ours()}${prepare}END`));
    const said = machine.run(
      `setsid bash -eu /root/look.sh > /root/look.log 2>&1 & look=$!\n${until}
      /opt/mesa/node_modules/.bin/node /opt/mesa/tests/install/visit.ts check ${visit} && seen=0 || seen=$?
      kill -- -$look\n${gone}\ncat /root/look.log\nexit $seen`,
    );
    expect(well(said)).toContain('everything acknowledged is there, once: 1');
    // Ended in order with the line that started it.
    expect(machine.run(listed).code).toBe(1);
    well(machine.run(end));
    visitIn(machine, 'check');
  });

  it('refuses to be brought back over a desk that runs, with the line that stops it', () => {
    const said = machine.run(`${ours()}mesa restore "$ARCHIVE" < "$KEY"`);
    expect(said).toMatchObject({ code: 1, out: expect.stringContaining('systemctl stop mesa') });
    visitIn(machine, 'check');
  });

  it('brings it back where the database is damaged', () => {
    well(machine.run('systemctl stop mesa\nrm -rf /var/lib/mesa/postgres/base'));
    well(machine.run(ours() + shellOf('restore.md', [3])));
    expect({ rows: rowsOf(machine), files: filesOf(machine) }).toEqual(then);
    visitIn(machine, 'check', { remembered: THEN });
    visitIn(machine, 'write', { remembered: THEN, extra: '1' });
    expect(well(machine.run('stat --format "%U %a" /var/lib/mesa /var/lib/mesa/files /var/lib/mesa/postgres'))).toBe(
      'mesa 700\nmesa 700\nmesa 700\n',
    );
  });

  it('brings it back on another machine, from the archive and the key alone', async () => {
    // All that is left of the first one.
    const carried = `/root/${basename(archive)}`;
    other = installedMachine();
    for (const path of [KEY, '/root/remembered.json', THEN])
      copyFileSync(join(machine.root, path), join(other.root, path));
    copyFileSync(join(machine.root, archive), join(other.root, carried));
    await machine.off();
    await other.boot();
    const [bring = '', verify = ''] = [blockOf('restore.md', 2, 0), blockOf('restore.md', 2, 1)];
    const said = well(other.run(ours(carried) + bring));
    expect(said).toMatch(/Restaurad|Restored/);
    well(other.run(OURS + shellOf('install.md', [5, 6])));
    well(other.run(verify));
    well(other.run(READY));
    expect({ rows: rowsOf(other), files: filesOf(other) }).toEqual(then);
  }, 600_000);
});

it.runIf(REASON !== null)(`does not try restore.md: ${REASON}`, () => {
  expect(REASON).not.toBeNull();
});
