/** The command line as a person types it, on a database of its own. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, type Program, startProgram } from '#tests/kit/program.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

describe('mesa', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mesa-line-'));
  let desk: Program;
  let env: Record<string, string>;
  // The program itself: scripts/mesa.mjs installs what is missing, which is no business of a test.
  const mesa = (...words: string[]) => {
    const done = spawnSync(process.execPath, [join(ROOT, 'server/main.ts'), ...words], {
      cwd: ROOT,
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
      encoding: 'utf8',
    });
    return { code: done.status, out: done.stdout, err: done.stderr };
  };

  beforeAll(async () => {
    env = { DATA_DIR: folder, PORT: String(await freePort()), LANG: 'es_MX.UTF-8' };
    desk = await startProgram('serve', env);
  });
  afterAll(async () => {
    await desk?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('works beside a desk that is open, and says how it went by its code', () => {
    const seen = mesa('doctor', '--json');
    const told = JSON.parse(seen.out) as { ok: boolean; findings: { check: string; state: string }[] };
    expect({ code: seen.code, faults: told.findings.filter(({ state }) => state === 'fault') }).toEqual({
      code: 0,
      faults: [],
    });
    expect(told.findings).toContainEqual(expect.objectContaining({ check: 'port', state: 'fine' }));
    expect(told.findings).toContainEqual(expect.objectContaining({ check: 'people', state: 'warning' }));

    const first = mesa('user', 'first');
    expect(first).toMatchObject({ code: 0, out: expect.stringMatching(/http:\S+\/preparar#\S{20,}/) });
  });
});
