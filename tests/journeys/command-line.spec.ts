/** The command line as a person types it, on a database of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSession, signIn } from '#contract/accounts.ts';
import { listOrganisation } from '#contract/agencies.ts';
import { uploadAttachment } from '#contract/attachments.ts';
import { fileRequest, readRequest } from '#contract/requests.ts';
import { type Api, openApi, Refusal } from '#tests/kit/api.ts';
import { ADMIN, addPerson, PASSWORD, setUp, technicalSupport } from '#tests/kit/desk.ts';
import { compiledBefore, freePort, type Program, startProgram } from '#tests/kit/program.ts';

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
  // Not waited for with this process asleep, or it would not hear that the desk closes a line it had kept open.
  const mesaIn = async (over: Record<string, string>, input: string, words: string[]) => {
    const child = spawn(process.execPath, [join(ROOT, 'server/main.ts'), ...words], {
      cwd: ROOT,
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...compiledBefore(), ...env, ...over },
    });
    // A command that asks for nothing ends without reading.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    return { code, out, err };
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

  it('works beside a desk that is open, and says how it went by its code', async () => {
    const seen = await mesa('doctor', '--json');
    const told = JSON.parse(seen.out) as { ok: boolean; findings: { check: string; state: string }[] };
    expect({ code: seen.code, faults: told.findings.filter(({ state }) => state === 'fault') }).toEqual({
      code: 0,
      faults: [],
    });
    expect(told.findings).toContainEqual(expect.objectContaining({ check: 'port', state: 'fine' }));
    expect(told.findings).toContainEqual(expect.objectContaining({ check: 'people', state: 'warning' }));

    const first = await mesa('user', 'first');
    expect(first).toMatchObject({ code: 0, out: expect.stringMatching(/http:\S+\/preparar#\S{20,}/) });
    setUpLink = first.out.trim().split(/\s+/).at(-1) ?? '';
  });

  it('backs a desk in use up, and gives it back in another folder: the same request, nobody signed in', async () => {
    const api = await setUp({ url: desk.url, output: desk.output, setUpLink: () => setUpLink });
    const filed = await aRequest(api);
    const before = await api.call(readRequest, { params: { ref: filed.id } });

    const backups = join(elsewhere, 'respaldos');
    const identity = /AGE-SECRET-KEY-1[0-9A-Z]+/.exec((await mesa('backup', 'key')).out)?.[0] ?? '';
    expect(identity).toHaveLength(74);
    const backed = JSON.parse((await mesa('backup', '--to', backups, '--json')).out);
    expect(backed).toMatchObject({ ok: true, backup: { files: 1, gone: 0 } });
    expect(readdirSync(backups)).toEqual([expect.stringMatching(/^mesa-.*\.mesa$/)]);
    const { bytes: length, sha256, path: file } = backed.backup;
    expect(JSON.parse((await mesa('backup', 'list', '--to', backups, '--json')).out).backups).toMatchObject([
      { bytes: length },
    ]);

    const looked = await mesaIn({}, identity, ['verify-archive', file, '--json']);
    expect(JSON.parse(looked.out)).toMatchObject({ ok: true, archive: { sha256, files: 1 } });
    const there = { DATA_DIR: join(elsewhere, 'data'), PORT: String(await freePort()) };
    const altered = join(elsewhere, 'alterado.mesa');
    const bytes = readFileSync(file);
    bytes[length - 40] = (bytes[length - 40] ?? 0) ^ 1;
    writeFileSync(altered, bytes);
    expect(await mesaIn(there, identity, ['restore', altered])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/alterado/),
    });
    expect(readdirSync(elsewhere).sort()).toEqual(['alterado.mesa', 'respaldos']);
    expect(await mesaIn({}, identity, ['restore', file])).toMatchObject({
      code: 1,
      err: expect.stringContaining(folder),
    });

    const key = join(elsewhere, 'llave.txt');
    writeFileSync(key, `# de la caja fuerte\n${identity}\n`);
    expect(await mesaIn(there, '', ['restore', file, '--identity', key])).toMatchObject({ code: 0, err: '' });

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

  it('closes an account to everybody and opens it again, and leaves the desk its last administrator', async () => {
    const admin = openApi(desk.url);
    await admin.call(signIn, { body: ADMIN });
    const who = { email: 'rosa@gobierno.example', password: PASSWORD };
    const rosa = await addPerson(admin, desk.url, { email: who.email });
    expect(await mesa('user', 'lock', ADMIN.email)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/administra/),
    });

    expect(await mesa('user', 'lock', who.email)).toMatchObject({ code: 0, out: expect.stringContaining('cerrada') });
    await expect(rosa.call(readSession)).rejects.toMatchObject({ status: 401 });
    await expect(openApi(desk.url).call(signIn, { body: who })).rejects.toBeInstanceOf(Refusal);
    expect(await mesa('user', 'link', who.email)).toMatchObject({ code: 1 });

    expect(await mesa('user', 'unlock', who.email)).toMatchObject({ code: 0 });
    await openApi(desk.url).call(signIn, { body: who });
  });

  it('looks at a catalogue without taking it, and says line by line why it takes none', async () => {
    const known = join(ROOT, 'database/starting-data/catalogue.json');
    const looked = await mesa('import', 'catalogue', known, '--json');
    expect({ ...JSON.parse(looked.out), code: looked.code }).toMatchObject({
      ...{ code: 0, ok: true, report: { applied: false, troubles: [] } },
    });
    const file = join(elsewhere, 'servicios.json');
    writeFileSync(file, readFileSync(known, 'utf8').replaceAll('"ST-04"', '7'));
    const refused = await mesa('import', 'catalogue', file, '--mode', 'publish', '--json');
    expect({ ...JSON.parse(refused.out), code: refused.code }).toMatchObject({
      ...{ code: 1, ok: false, report: { applied: false, troubles: expect.arrayContaining([expect.anything()]) } },
    });
    expect(await mesa('import', 'printers', file)).toMatchObject({ code: 1, err: expect.stringContaining('printers') });
  });

  it('looks at people of the desk before, then brings them in, and the same file no second time', async () => {
    const { agencies, positions } = await openApi(desk.url).call(listOrganisation);
    const file = join(elsewhere, 'personas.csv');
    const place = `${agencies[0]?.name.es};${positions[0]?.name.es}`;
    const people = [`Ana;Núñez;ana.vieja@gobierno.example;${place}`, `Luis;Tun;;${place}`];
    writeFileSync(file, ['Nombre;Paterno;Correo;Dependencia;Puesto', ...people].join('\r\n'));
    const bring = async (...more: string[]) => {
      const done = await mesa('import', 'people', file, '--desk', 'Mesa vieja', '--json', ...more);
      return { code: done.code, ...JSON.parse(done.out).counts };
    };
    expect(await bring('--dry-run')).toEqual({ code: 1, new: 1, here: 0, fault: 1, brought: 0 });
    expect(await bring()).toEqual({ code: 1, new: 0, here: 0, fault: 1, brought: 1 });
    expect(await bring()).toEqual({ code: 1, new: 0, here: 1, fault: 1, brought: 0 });
  });

  it('works in the background alone until it is told to stop, and not beside a desk on the same folder', async () => {
    expect(await mesa('work')).toMatchObject({ code: 1, err: expect.stringContaining(folder) });
    const there = { DATA_DIR: join(elsewhere, 'data'), LOG_LEVEL: 'error' };
    const worker = spawn(process.execPath, ['server/main.ts', 'work'], {
      cwd: ROOT,
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env, ...there },
    });
    let said = '';
    worker.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
    await expect.poll(() => said, { timeout: 60_000 }).toContain('Ctrl+C');
    worker.kill('SIGTERM');
    const [code] = await once(worker, 'exit');
    expect(code).toBe(0);
  });

  it('finds the one entry of the history that somebody changed, and names its stream', async () => {
    expect(await mesa('verify', '--json')).toMatchObject({ code: 0 });
    const client = new pg.Client({ host: join(folder, 'postgres'), user: 'postgres', database: 'mesa' });
    await client.connect();
    await client.query('alter table history disable trigger user');
    const { rows } = await client.query(
      `update history set data = data || '{"by":"another"}' where position = (select max(position) from history) returning stream, sequence`,
    );
    await client.query('alter table history enable trigger user');
    await client.end();

    const broken = await mesa('verify', '--json');
    expect(broken.code).toBe(1);
    expect(JSON.parse(broken.out)).toMatchObject({
      ok: false,
      breaks: rows,
      findings: [{ what: 'edited', ...rows[0] }],
    });
    expect(await mesa('verify')).toMatchObject({ code: 1, out: expect.stringContaining(rows[0].stream) });
  });
});
