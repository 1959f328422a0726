/** V11–V21: who reaches a file, what it leaves as, and what its name may do. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signOut } from '#contract/accounts.ts';
import { discardAttachment, FileName, ownAttachment, ownThumbnail, uploadAttachment } from '#contract/attachments.ts';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import {
  downloadAttachment,
  fileRequest,
  postMessage,
  postNote,
  previewAttachment,
  readRequest,
  saveDraft,
  takeRequest,
  thumbnailAttachment,
} from '#contract/requests.ts';
import { attachmentNamed } from '#server/shared/http/files.ts';
import { newId } from '#server/shared/ids.ts';
import { hostile, pngOf } from '#tests/kit/hostile.ts';
import { NAUGHTY_NAMES } from '#tests/kit/naughty-names.ts';
import { type Settled, settle } from './settled.ts';

let desk: Settled;
let rosa: string;
let other: string;
let agent: string;
let auditor: string;
let areaId: string;

beforeAll(async () => {
  desk = await settle();
  const { areas } = (await desk.call(readCatalogue, { session: desk.admin })).reply;
  areaId = String(areas.find((area) => area.code === 'ST')?.id);
  const enter = async (email: string, roles: Parameters<Settled['person']>[0]['roles'], teamIds: string[] = []) => {
    await desk.person({ email, roles, teamIds });
    return desk.enter(email);
  };
  const owner = await enter('dsg@gobierno.example', ['service_owner']);
  const { teams } = (await desk.call(readDeskLists, { session: owner })).reply;
  rosa = await enter('rosa.canul@gobierno.example', ['requester']);
  other = await enter('jorge.balam@gobierno.example', ['requester']);
  auditor = await enter('organo.control@gobierno.example', ['auditor']);
  agent = await enter(
    'laura.mendoza@gobierno.example',
    ['agent'],
    teams.filter((team) => team.areaId === areaId).map((team) => team.id),
  );
}, 60_000);
afterAll(() => desk.close());

const OPENINGS = [downloadAttachment, previewAttachment, thumbnailAttachment] as const;
const NO_SUCH = '01890000-0000-7000-8000-00000000dead';
const place = { building: 'Edificio A', floor: '2', office: 'Recursos Humanos', phone: '' };
const words = { subject: 'La impresora no imprime', description: 'Desde el viernes no imprime nada.' };

const upload = (name: string, bytes: Buffer, session = rosa) =>
  desk.call(uploadAttachment, { session, query: { name }, upload: bytes });
const file = (attachments: string[], session = rosa) =>
  desk.call(fileRequest, {
    session,
    body: { draftId: null, ...words, areaId, serviceId: null, place, attachments } as never,
  });
const open = (operation: (typeof OPENINGS)[number], session: string, at: { id: string; attachmentId: string }) =>
  desk.call(operation, { session, params: at as never });

/** All of an answer that could tell one refusal from another; the request's own code and the time are not that. */
const sameness = (answer: Awaited<ReturnType<typeof open>>) => {
  const { 'x-request-id': _code, date: _date, ...headers } = answer.raw.headers;
  return { status: answer.status, headers, body: { ...answer.problem, requestId: '' } };
};

async function drawn(name: string, session = rosa): Promise<string> {
  const sent = (await upload(name, pngOf(40, 20), session)).reply;
  await desk.drain();
  return sent.id;
}

describe('who reaches a file', () => {
  it('V11: one of an internal note is, to who asked, one that does not exist', async () => {
    const request = (await file([])).reply;
    const taken = await desk.call(takeRequest, {
      session: agent,
      params: { id: request.id },
      body: { version: request.version },
    });
    expect(taken.status, taken.raw.body).toBe(200);
    const secret = await drawn('secreto.png', agent);
    const noted = await desk.call(postNote, {
      session: agent,
      params: { id: request.id },
      body: { text: 'Solo para nosotros.', attachments: [secret] } as never,
    });
    expect(noted.status, noted.raw.body).toBeLessThan(300);
    for (const operation of OPENINGS) {
      expect((await open(operation, agent, { id: request.id, attachmentId: secret })).status).toBe(200);
      const hidden = await open(operation, rosa, { id: request.id, attachmentId: secret });
      const missing = await open(operation, rosa, { id: request.id, attachmentId: NO_SUCH });
      expect(hidden.status).toBe(404);
      expect(sameness(hidden)).toEqual(sameness(missing));
    }
    const seen = (await desk.call(readRequest, { session: rosa, params: { ref: request.id } as never })).raw.body;
    expect(seen).not.toContain(secret);
  });

  it('V12: a readable request does not open the file of another', async () => {
    const theirs = (await file([await drawn('ajena.png', other)], other)).reply;
    const mine = (await file([])).reply;
    const attachmentId = String(theirs.attachments[0]?.id);
    for (const operation of OPENINGS) {
      expect((await open(operation, other, { id: theirs.id, attachmentId })).status).toBe(200);
      for (const id of [mine.id, theirs.id])
        expect((await open(operation, rosa, { id, attachmentId })).status).toBe(404);
    }
  });

  it('V13, V18: naming a file of somebody else neither copies nor moves nor shows it', async () => {
    const mine = (await file([])).reply;
    const hers = await drawn('ajena.png', other);
    const sent = (await file([hers], other)).reply;
    const unsent = await drawn('sin-enviar.png', other);
    for (const foreign of [hers, unsent]) {
      const said = await desk.call(postMessage, {
        session: rosa,
        params: { id: mine.id },
        body: { text: 'Adjunto lo de siempre.', attachments: [foreign], version: mine.version } as never,
      });
      expect([said.status, said.problem.code]).toEqual([422, 'attachment.gone']);
      const kept = await desk.call(saveDraft, {
        session: rosa,
        params: { id: newId() } as never,
        body: { ...words, areaId: null, serviceId: null, place, attachments: [foreign] } as never,
      });
      expect(kept.problem.code).toBe('attachment.gone');
      for (const operation of [discardAttachment, ownAttachment, ownThumbnail])
        expect((await desk.call(operation, { session: rosa, params: { id: foreign } as never })).status).toBe(404);
    }
    expect((await open(downloadAttachment, other, { id: sent.id, attachmentId: hers })).status).toBe(200);
    expect((await desk.call(ownThumbnail, { session: other, params: { id: unsent } as never })).status).toBe(200);
  });

  it('V14: an address is no key: it dies with the session', async () => {
    const session = await desk.enter('rosa.canul@gobierno.example');
    const request = (await file([await drawn('captura.png')])).reply;
    const at = { id: request.id, attachmentId: String(request.attachments[0]?.id) };
    for (const operation of OPENINGS) expect((await open(operation, session, at)).status).toBe(200);
    await desk.call(signOut, { session });
    for (const operation of OPENINGS) expect((await open(operation, session, at)).status).toBe(401);
  });

  it('V19: who may only read uploads nothing, and no byte of it is kept', async () => {
    const before = await onDisk();
    const answer = await upload('captura.png', pngOf(40, 20), auditor);
    expect([answer.status, answer.problem.code]).toEqual([403, 'right.missing']);
    expect(await onDisk()).toEqual(before);
  });
});

async function onDisk(): Promise<string[]> {
  return (await readdir(join(desk.dataDir, 'files'), { recursive: true })).toSorted();
}

describe('what a file leaves as', () => {
  it('V15, V26: a page or a drawing under a false name is refused, and under a true one is bytes and no picture', async () => {
    const page = hostile.html();
    for (const [name, bytes] of [
      ['logo.png', hostile.svg()],
      ['logo.jpg', page],
      ['oficio.pdf', page],
      ['logo.webp', hostile.svgAfterGif()],
      ['a.svg', hostile.svg()],
      ['a.html', page],
      ['a.xhtml', page],
      ['a.mht', page],
    ] as const)
      expect([name, (await upload(name, bytes)).status]).toEqual([name, 415]);
    for (const [name, bytes] of [
      ['nota.txt', page],
      ['datos.xml', Buffer.concat([Buffer.from('<?xml version="1.0"?>'), hostile.svg()])],
    ] as const) {
      const sent = (await upload(name, bytes)).reply;
      expect([name, sent.preview]).toEqual([name, 'none']);
      const request = (await file([sent.id])).reply;
      const { raw } = await open(downloadAttachment, rosa, { id: request.id, attachmentId: sent.id });
      expect(raw.headers).toMatchObject({
        'content-type': 'application/octet-stream',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'",
      });
      expect(raw.headers['content-disposition']).toMatch(/^attachment; /);
    }
  });

  it('V16: whatever type is claimed, only bytes are taken and only bytes are given', async () => {
    const claims = ['', 'text/html', 'text/html;x', 'image/svg+xml', 'TEXT/HTML', 'application/xhtml+xml', 'a', '*/*'];
    for (const type of claims) {
      const answer = await desk.call(uploadAttachment, {
        session: rosa,
        query: { name: 'nota.txt' },
        upload: Buffer.from('hola'),
        headers: { 'content-type': type },
      });
      expect([type, answer.status >= 400 && answer.status < 500]).toEqual([type, true]);
    }
    const sent = (await upload('nota.txt', Buffer.from('hola'))).reply;
    const request = (await file([sent.id])).reply;
    const { raw } = await open(downloadAttachment, rosa, { id: request.id, attachmentId: sent.id });
    expect(raw.headers['content-type']).toBe('application/octet-stream');
  });

  it.each(['gifScript', 'jpegZip', 'pdfZip', 'svgAfterGif'] as const)(
    'V25: %s, two things at once, is shown only as what was drawn of it',
    async (name) => {
      const extension = name === 'svgAfterGif' ? 'gif' : name.slice(0, 3).replace('jpe', 'jpg');
      const sent = (await upload(`doble.${extension}`, hostile[name]())).reply;
      await desk.drain();
      const shown = await desk.call(ownThumbnail, { session: rosa, params: { id: sent.id } });
      expect([200, 404]).toContain(shown.status);
      if (shown.status !== 200) return;
      expect(shown.raw.headers['content-type']).toBe('image/webp');
      expect(shown.raw.bytes.includes('alert')).toBe(false);
      expect(shown.raw.bytes.includes('PK')).toBe(false);
    },
  );
});

describe('what a name does', () => {
  it('V17: none of 515 naughty ones breaks out of its header, hides its end or turns around', () => {
    expect(NAUGHTY_NAMES.length).toBeGreaterThanOrEqual(515);
    for (const naughty of NAUGHTY_NAMES) {
      const name = v.safeParse(FileName, naughty);
      if (!name.success) continue;
      expect(name.output).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}/\\]/u);
      expect(name.output).toBe(name.output.trim());
      expect(attachmentNamed(name.output)).toMatch(
        /^attachment; filename="[\x20\x21\x23\x24\x26-\x5b\x5d-\x7e]*"; filename\*=UTF-8''(?:[A-Za-z0-9\-._~!]|%[0-9A-F]{2})*$/,
      );
    }
  });

  it('V17, V20, V21: what is not a name of ours is refused, the rest is kept under an id', async () => {
    for (const name of ['.htaccess', 'a.png\u200b.php', '..', '../../etc/passwd', 'a.png/', 'con', 'x.png:evil', 'a.'])
      expect([name, (await upload(name, pngOf(40, 20))).status]).toEqual([
        name,
        expect.toSatisfy((s) => s === 400 || s === 415),
      ]);
    for (const [name, kept] of [
      ['a\0.png', 'a.png'],
      ['captura.png.', 'captura.png'],
      ['../../../captura.png', '.._.._.._captura.png'],
      ['C:\\captura.png', 'C:_captura.png'],
      ['fotognp.\u202egnp.png', 'fotognp.gnp.png'],
      ['\u200bcaptura.\u200bpng', 'captura.png'],
    ] as const) {
      const sent = await upload(name, pngOf(40, 20));
      expect([name, sent.status, sent.reply.name]).toEqual([name, 201, kept]);
      expect(await readdir(join(desk.dataDir, 'files', sent.reply.id.slice(-2)))).toContain(sent.reply.id);
    }
    for (const path of await onDisk())
      expect(path).toMatch(/^(incoming|[0-9a-f]{2})(\/[0-9a-f-]{36}(\.preview|\.thumb)?)?$/);
  });

  it('V21: an id is an id', async () => {
    for (const id of [
      '..',
      '../../etc/passwd',
      '..%2f..%2fetc%2fpasswd',
      '%00',
      '....//',
      'incoming',
      'a'.repeat(90),
    ]) {
      for (const path of [
        `/api/attachments/${encodeURIComponent(id)}`,
        `/api/attachments/${encodeURIComponent(id)}/thumbnail`,
      ]) {
        const answer = await desk.app.inject({
          url: path,
          headers: { host: 'localhost:3000', cookie: `mesa=${rosa}` },
        });
        expect([path, answer.statusCode >= 400 && answer.statusCode < 500]).toEqual([path, true]);
      }
    }
    expect(() => desk.house.files.read('../../../etc/passwd')).toThrow('not an id');
  });
});
