import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { holderOf, lockFolder } from './folder-lock.ts';
import { processState } from './processes.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'mesa-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (): string => path.join(folder, 'mesa.lock');
const held = (holder: object): void => writeFileSync(file(), JSON.stringify({ outside: [], ...holder }));
const stateOf = (pid: number) => processState(pid) ?? { name: '', started: '' };

describe('a folder whose lock was taken where the machine says another start of itself', () => {
  test('is still held by the process of that number, name and moment', async () => {
    const other = spawn(process.execPath, ['-e', 'process.stdout.write("up"); setTimeout(() => {}, 60_000)']);
    await once(other.stdout, 'data');
    const pid = other.pid ?? 0;
    const { name, started } = stateOf(pid);
    held({ pid, name, started, boot: 'of a masked /proc/sys' });
    expect(holderOf(folder)).toMatchObject({ pid });
    expect(() => lockFolder(folder)).toThrow(String(pid));

    held({ pid, name: 'another', started, boot: 'of a masked /proc/sys' });
    expect(holderOf(folder)).toBeNull();
    held({ pid, name, started: '1', boot: 'of a masked /proc/sys' });
    expect(holderOf(folder)).toBeNull();
    other.kill('SIGKILL');
    await once(other, 'exit');
  });

  test('is taken over by whoever comes back under the number it had before', () => {
    held({ pid: process.pid, ...stateOf(process.pid), boot: 'of the start before' });
    const lock = lockFolder(folder);
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ pid: process.pid });
    lock.release();
    expect(holderOf(folder)).toBeNull();
  });
});
