/** The mail server is stopped for a while under the real program, and started again: nothing is missing, nothing doubled. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDeskLists } from '#contract/catalogue.ts';
import { fileRequest, postMessage, resolveRequest, takeRequest } from '#contract/requests.ts';
import type { Api } from '../kit/api.ts';
import { addPerson, setUp, technicalSupport } from '../kit/desk.ts';
import { type Program, startProgram } from '../kit/program.ts';
import { type TestSmtp, testSmtp } from '../letters/smtp.ts';

const folder = mkdtempSync(join(tmpdir(), 'mesa-outage-'));
const NO_FILES = { attachments: [] };
let smtp: TestSmtp;
let program: Program;
let rosa: Api;
let laura: Api;
let areaId: string;

beforeAll(async () => {
  smtp = await testSmtp();
  program = await startProgram('serve', {
    DATA_DIR: join(folder, 'data'),
    SMTP_URL: smtp.url,
    MAIL_FROM: 'mesa@gobierno.example',
  });
  const admin = await setUp(program);
  const owner = await addPerson(admin, program.url, {
    email: 'dsg@gobierno.example',
    roles: ['requester', 'service_owner'],
  });
  const team = (await owner.call(readDeskLists)).teams.find((each) => each.areaId === null);
  rosa = await addPerson(admin, program.url, { email: 'rosa@gobierno.example' });
  laura = await addPerson(admin, program.url, {
    email: 'laura@gobierno.example',
    roles: ['requester', 'agent'],
    teamIds: team ? [team.id] : [],
  });
  areaId = (await technicalSupport(rosa)).id;
});
afterAll(async () => {
  await program.stop();
  await smtp.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** One request from filing to solution. (A question answered meanwhile would send no letter: nobody need answer it any more.) */
async function live(n: number): Promise<void> {
  const place = { building: '', floor: '', office: '', phone: '' };
  const filing = {
    draftId: null,
    subject: `Corte de correo ${n}`,
    description: 'El correo no sale por un rato.',
    areaId: areaId as never,
    serviceId: null,
    place,
    ...NO_FILES,
  };
  const params = { id: (await rosa.call(fileRequest, { body: filing })).id };
  await laura.call(takeRequest, { params, body: {} });
  await laura.call(postMessage, { params, body: { text: `aviso-${n}`, ...NO_FILES } });
  await rosa.call(postMessage, { params, body: { text: `respuesta-${n}`, ...NO_FILES } });
  await laura.call(resolveRequest, { params, body: { solution: `solución-${n}`, closureCode: 'solved', ...NO_FILES } });
}

const says = (text: string) =>
  smtp.received.filter(({ message }) => message.text.includes(text)).map(({ to }) => to[0]);

it('letters of an outage all arrive, each once, in order, after it ends', async () => {
  await live(0);
  await smtp.stop();
  const during = 8;
  for (let n = 1; n <= during; n += 1) await live(n);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  await smtp.start();
  const last = (n: number) => says(`solución-${n}`).length > 0;
  for (
    let tries = 0;
    tries < 200 && !Array.from({ length: during + 1 }, (_, n) => last(n)).every(Boolean);
    tries += 1
  ) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  for (let n = 0; n <= during; n += 1) {
    expect([n, says(`aviso-${n}`)]).toEqual([n, ['rosa@gobierno.example']]);
    expect([n, says(`respuesta-${n}`)]).toEqual([n, ['laura@gobierno.example']]);
    expect([n, says(`solución-${n}`)]).toEqual([n, ['rosa@gobierno.example']]);
    const place = (text: string) => smtp.received.findIndex(({ message }) => message.text.includes(text));
    expect(place(`aviso-${n}`)).toBeLessThan(place(`solución-${n}`));
  }
  const ids = smtp.received.map(({ message }) => message.header('message-id'));
  expect(new Set(ids).size).toBe(ids.length);
}, 300_000);
