/** The command line as a person types it, on a database of its own. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '#contract/accounts.ts';
import { uploadAttachment } from '#contract/attachments.ts';
import { fileRequest, readRequest } from '#contract/requests.ts';
import { type Api, openApi, Refusal } from '#tests/kit/api.ts';
import { ADMIN, setUp, technicalSupport } from '#tests/kit/desk.ts';
import { freePort, type Program, startProgram } from '#tests/kit/program.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

/** With a file in it. */
async function aRequest(api: Api) {
  const area = await technicalSupport(api);
  const file = await api.call(uploadAttachment, { query: { name: 'nota.txt' }, bytes: Buffer.from('Lo que sale.') });
  return api.call(fileRequest, {
    body: {
      draftId: null,
      subject: 'No sale a la impresora de red',
      description: 'Desde las nueve nadie imprime en el piso.',
      areaId: area.id,
      serviceId: null,
      place: { building: '', floor: '', office: '', phone: '' },
      attachments: [file.id],
    },
  });
}

describe('mesa', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mesa-line-'));
  let desk: Program;
  let env: Record<string, string>;
  let setUpLink = '';
  // The program itself: scripts/mesa.mjs installs what is missing, which is no business of a test.
  const mesaIn = (over: Record<string, string>, input: string, words: string[]) => {
    const done = spawnSync(process.execPath, [join(ROOT, 'server/main.ts'), ...words], {
      cwd: ROOT,
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env, ...over },
      encoding: 'utf8',
      input,
    });
    return { code: done.status, out: done.stdout, err: done.stderr };
  };
  const mesa = (...words: string[]) => mesaIn({}, '', words);
  const elsewhere = mkdtempSync(join(tmpdir(), 'mesa-restored-'));

  beforeAll(async () => {
    env = { DATA_DIR: folder, PORT: String(await freePort()), LANG: 'es_MX.UTF-8' };
    desk = await startProgram('serve', env);
  });
  afterAll(async () => {
    await desk?.stop();
    for (const each of [folder, elsewhere]) rmSync(each, { recursive: true, force: true });
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
    setUpLink = first.out.trim().split(/\s+/).at(-1) ?? '';
  });

  it('backs a desk in use up, and gives it back in another folder: the same request, nobody signed in', async () => {
    const api = await setUp({ url: desk.url, output: desk.output, setUpLink: () => setUpLink });
    const filed = await aRequest(api);
    const before = await api.call(readRequest, { params: { ref: filed.id } });

    const backups = join(elsewhere, 'respaldos');
    const identity = /AGE-SECRET-KEY-1[0-9A-Z]+/.exec(mesa('backup', 'key').out)?.[0] ?? '';
    expect(identity).toHaveLength(74);
    const backed = JSON.parse(mesa('backup', '--to', backups, '--json').out);
    expect(backed).toMatchObject({ ok: true, backup: { files: 1, gone: 0 } });
    expect(readdirSync(backups)).toEqual([expect.stringMatching(/^mesa-.*\.mesa$/)]);
    const { bytes: length, sha256, path: file } = backed.backup;
    expect(JSON.parse(mesa('backup', 'list', '--to', backups, '--json').out).backups).toMatchObject([
      { bytes: length },
    ]);

    const looked = mesaIn({}, identity, ['verify-archive', file, '--json']);
    expect(JSON.parse(looked.out)).toMatchObject({ ok: true, archive: { sha256, files: 1 } });
    const there = { DATA_DIR: join(elsewhere, 'data'), PORT: String(await freePort()) };
    const altered = join(elsewhere, 'alterado.mesa');
    const bytes = readFileSync(file);
    bytes[length - 40] = (bytes[length - 40] ?? 0) ^ 1;
    writeFileSync(altered, bytes);
    expect(mesaIn(there, identity, ['restore', altered])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/alterado/),
    });
    expect(readdirSync(elsewhere).sort()).toEqual(['alterado.mesa', 'respaldos']);
    expect(mesaIn({}, identity, ['restore', file])).toMatchObject({ code: 1, err: expect.stringContaining(folder) });

    const key = join(elsewhere, 'llave.txt');
    writeFileSync(key, `# de la caja fuerte\n${identity}\n`);
    expect(mesaIn(there, '', ['restore', file, '--identity', key])).toMatchObject({ code: 0, err: '' });

    const restored = await startProgram('serve', { ...env, ...there });
    try {
      const former = api.copy();
      former.at(restored.url);
      await expect(former.call(readRequest, { params: { ref: filed.id } })).rejects.toBeInstanceOf(Refusal);
      const again = openApi(restored.url);
      await again.call(signIn, { body: ADMIN });
      const { folio, subject, version, attachments } = before;
      expect(await again.call(readRequest, { params: { ref: filed.id } })).toMatchObject({
        ...{ folio, subject, version, attachments },
      });
      // It goes on with the same recovery key.
      const [kept, carriedOn] = [folder, there.DATA_DIR].map((each) =>
        readFileSync(join(each, 'secrets/recovery-recipient')),
      );
      expect(carriedOn).toEqual(kept);
    } finally {
      await restored.stop();
    }
  });
});
