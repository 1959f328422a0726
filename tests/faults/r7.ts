/**
 * R7: a mail server that is away, busy, slow, closes in the middle or refuses one address, while two thousand letters
 * come to be written; then the program is killed in the middle of sending them. A scaled clock cannot be had in the real
 * program: six hours pass by moving back what the letters' rows say.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSession } from '#contract/accounts.ts';
import { readDeskLists } from '#contract/catalogue.ts';
import { listLetters, retryLetter } from '#contract/notifications.ts';
import { fileRequest, postMessage, takeRequest } from '#contract/requests.ts';
import { type Api, Refusal } from '../kit/api.ts';
import { addPerson, setUp, technicalSupport } from '../kit/desk.ts';
import { freePort, type Program, startProgram } from '../kit/program.ts';
import { type Mode, type TestSmtp, testSmtp } from '../letters/smtp.ts';
import { type Expected, type Outbox, openOutbox, readPost, subjectOf } from './post.ts';
import { bar, type Options, type Report, sleep, timedBar } from './report.ts';

/** A receipt, who attends, and ten messages each way. */
const MESSAGES = 10;
const LETTERS_EACH = 2 + 2 * MESSAGES;
/** Nobody writes more than 300 messages an hour. */
const REQUESTS_OF_PERSON = 5;
const REQUESTS_OF_AGENT = 25;
const WRITERS = 8;
/** Letters on their way at once: what a kill may leave taken by the server and not written down. */
const LANES = 4;
const KILLS = 3;
const DRAIN_BAR = 20;
/** Longer than the program waits for a greeting. */
const TARPIT_SECONDS = 20;
const PATIENCE = 300_000;

const REFUSED = 'persona0@gobierno.example';

type Crowd = { people: { email: string; api: Api }[]; agents: { email: string; api: Api }[]; areaId: string };

async function gather(admin: Api, url: string, requests: number): Promise<Crowd> {
  const { teams } = await admin.call(readDeskLists);
  const teamIds = teams.filter((team) => team.areaId === null).map((team) => team.id);
  const crowd: Crowd = { people: [], agents: [], areaId: (await technicalSupport(admin)).id };
  for (let n = 0; n < Math.ceil(requests / REQUESTS_OF_PERSON); n += 1) {
    const email = `persona${n}@gobierno.example`;
    crowd.people.push({ email, api: await addPerson(admin, url, { email }) });
  }
  for (let n = 0; n < Math.ceil(requests / REQUESTS_OF_AGENT); n += 1) {
    const email = `agente${n}@gobierno.example`;
    crowd.agents.push({ email, api: await addPerson(admin, url, { email, roles: ['requester', 'agent'], teamIds }) });
  }
  return crowd;
}

/** Files and writes; what was acknowledged is expected to arrive. Gives how long the slowest call took. */
async function write(crowd: Crowd, requests: number, expected: Expected[]): Promise<number> {
  let next = 0;
  let slowest = 0;
  const timed = async <T>(call: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    for (;;) {
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof Refusal) || error.status !== 503) throw error;
        await sleep(250);
      } finally {
        slowest = Math.max(slowest, performance.now() - began);
      }
    }
  };
  const writer = async () => {
    for (let n = next++; n < requests; n = next++) {
      const person = crowd.people[Math.floor(n / REQUESTS_OF_PERSON)];
      const agent = crowd.agents[Math.floor(n / REQUESTS_OF_AGENT)];
      if (!person || !agent) throw new Error('nobody to write');
      const expect = (key: string, to: string) => expected.push({ key, to, request: n });
      const { id } = await timed(() =>
        person.api.call(fileRequest, { key: `r7-solicitud-${n}`, body: filing(crowd, n) }),
      );
      expect(`acuse-${n}`, person.email);
      await timed(() => agent.api.call(takeRequest, { params: { id }, body: {} }));
      expect(`asignada-${n}`, person.email);
      for (let m = 0; m < MESSAGES; m += 1) {
        const say = (who: Api, key: string) =>
          timed(() =>
            who.call(postMessage, { params: { id }, key: `r7-${key}`, body: { text: key, attachments: [] } }),
          );
        await say(agent.api, `aviso-${n}-${m}`);
        expect(`aviso-${n}-${m}`, person.email);
        await say(person.api, `respuesta-${n}-${m}`);
        expect(`respuesta-${n}-${m}`, agent.email);
      }
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  return Math.round(slowest);
}

const filing = (crowd: Crowd, n: number) => ({
  draftId: null,
  subject: subjectOf(n),
  description: 'El correo no sale por un rato.',
  areaId: crowd.areaId as never,
  serviceId: null,
  place: { building: '', floor: '', office: '', phone: '' },
  attachments: [],
});

/** Takes every caller in and never says a word. */
async function tarpit(port: number, ms: number): Promise<number> {
  const held = new Set<Socket>();
  const server = createServer((socket) => {
    held.add(socket.on('error', () => undefined));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await sleep(ms);
  const stopped = new Promise((resolve) => server.close(resolve));
  for (const socket of held) socket.destroy();
  await stopped;
  return held.size;
}

/** One fault after the other, each for a while, with the pauses of what was put off ended every second. */
async function misbehave(smtp: TestSmtp, seconds: number, outbox: Outbox): Promise<Record<string, number>> {
  const outcome: Record<string, number> = {};
  const { port } = smtp;
  const wait = async (given: number) => {
    for (let second = 0; second < given; second += 1) {
      await outbox.due();
      await sleep(1_000);
    }
  };
  const during = async (name: string, mode: () => Mode) => {
    const before = smtp.received.length;
    smtp.behave((to) => (to === REFUSED ? '550' : mode()));
    await wait(seconds);
    outcome[name] = smtp.received.length - before;
  };
  await during('arrived while 421 greets', () => 'busy-greeting');
  await during('arrived while 421', () => '421');
  await during('arrived while 451', () => '451');
  let letter = 0;
  await during('arrived while some are dropped', () => (++letter % 7 === 0 ? 'drop' : 'accept'));
  await smtp.stop();
  const patience = Math.max(TARPIT_SECONDS, seconds);
  const [held] = await Promise.all([tarpit(port, patience * 1_000), wait(patience)]);
  outcome['held in the tarpit'] = held;
  await wait(seconds);
  return outcome;
}

type Sending = { program: Program; restart: () => Promise<Program>; smtp: TestSmtp; dataDir: string; total: number };

/** Lets the letters out, with the program killed on the way; gives how many a second left after the last kill. */
async function drain(given: Sending & { outbox: Outbox; kills: number }) {
  const { smtp, kills, total, dataDir, restart } = given;
  let { program, outbox } = given;
  smtp.behave((to) => (to === REFUSED ? '550' : 'accept'));
  await smtp.start();
  const start = smtp.received.length;
  await outbox.due();
  let heldByTheDead = 0;
  for (let kill = 1; kill <= kills; kill += 1) {
    const mark = start + Math.round((kill * total) / (2 * kills + 2));
    await until(() => smtp.received.length >= mark, outbox);
    await program.kill();
    const died = new Date();
    await outbox.close();
    program = await restart();
    outbox = await openOutbox(dataDir);
    heldByTheDead += await outbox.letGo(died);
    await outbox.due();
  }
  const [began, before] = [performance.now(), smtp.received.length];
  await until(async () => (await outbox.counts()).waiting === 0, outbox);
  const seconds = (performance.now() - began) / 1_000;
  const left = smtp.received.length - before;
  return { program, outbox, heldByTheDead, left, seconds: Math.round(seconds), perSecond: Math.round(left / seconds) };
}

/** Waits, ending the pauses of what was put off. */
async function until(isSo: () => boolean | Promise<boolean>, outbox: Outbox): Promise<void> {
  const limit = performance.now() + PATIENCE;
  for (let turn = 1; performance.now() < limit; turn += 1) {
    if (await isSo()) return;
    await sleep(5);
    if (turn % 200 === 0) await outbox.due();
  }
  throw new Error('the letters did not leave');
}

/** What the administrator sees of the address that takes nothing, and the button for each. */
async function visible(admin: Api): Promise<{ id: never; to: string; lastError: string | null }[]> {
  const found: { id: never; to: string; lastError: string | null }[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const query = { state: 'failed' as const, ...(cursor === undefined ? {} : { cursor }) };
    const page = await admin.call(listLetters, { query });
    found.push(...page.items.map(({ id, to, lastError }) => ({ id: id as never, to, lastError })));
    cursor = page.next;
  }
  return found;
}

export async function r7(options: Options): Promise<Report> {
  const { count = 2_000, seconds = 12, cycles: kills = KILLS, say } = options;
  const requests = Math.ceil(count / LETTERS_EACH);
  const folder = mkdtempSync(join(tmpdir(), 'mesa-r7-'));
  const dataDir = join(folder, 'data');
  const smtp = await testSmtp();
  const mail = { SMTP_URL: smtp.url, MAIL_FROM: 'mesa@gobierno.example' };
  const env = { DATA_DIR: dataDir, PORT: String(await freePort()), LOG_LEVEL: 'fatal', ...mail };
  const restart = () => startProgram('serve', env);
  let program = await restart();
  let outbox: Outbox | null = null;
  try {
    const admin = await setUp(program);
    const crowd = await gather(admin, program.url, requests);
    outbox = await openOutbox(dataDir);
    const expected: Expected[] = [];
    smtp.behave((to) => (to === REFUSED ? '550' : 'accept'));
    const [slowestMs, faults] = await Promise.all([write(crowd, requests, expected), misbehave(smtp, seconds, outbox)]);
    say(`written: ${expected.length} notices; ${JSON.stringify(faults)}`);
    await until(async () => ((await outbox?.counts())?.queued ?? 0) >= expected.length, outbox);
    await outbox.pass(6);
    const { standingNotices } = await admin.call(readSession);
    const { waiting } = await outbox.counts();
    say(`six hours later ${waiting} wait; told to the administrator: ${standingNotices.join(', ')}`);
    const sending = { program, restart, smtp, dataDir, total: waiting };
    const { outbox: opened, program: last, ...drained } = await drain({ ...sending, outbox, kills });
    [outbox, program] = [opened, last];
    say(`left: ${JSON.stringify(drained)}`);
    const failed = await visible(admin);
    smtp.behave(() => 'accept');
    for (const { id } of failed) await admin.call(retryLetter, { params: { id }, body: {} });
    await until(async () => (await opened.counts()).waiting === 0, opened);
    const code = await program.stop();
    const figures = { notices: expected.length, requests, kills, faults, slowestMs, waiting, drained };
    const seen = { figures, expected, failed, standingNotices, code, perSecond: drained.perSecond };
    return judge({ ...seen, smtp, count, kills, slowestMs });
  } finally {
    await outbox?.close().catch(() => undefined);
    await program.kill();
    await smtp.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Seen = {
  figures: Record<string, unknown>;
  expected: readonly Expected[];
  failed: readonly { to: string; lastError: string | null }[];
  standingNotices: readonly string[];
  code: number | null;
  perSecond: number;
  slowestMs: number;
  smtp: TestSmtp;
  count: number;
  kills: number;
};

function judge(seen: Seen): Report {
  const { smtp, expected, failed } = seen;
  // What was sent by the button goes in the order of the clicks.
  const others = expected.filter(({ to }) => to !== REFUSED);
  const post = { ...readPost(smtp.received, expected), outOfOrder: readPost(smtp.received, others).outOfOrder };
  const dropped = smtp.received.filter(({ answered }) => !answered).length;
  const ambiguous = dropped + seen.kills * LANES;
  const shown = failed.filter(({ to, lastError }) => to === REFUSED && /no such box/.test(lastError ?? '')).length;
  const refused = expected.length - others.length;
  return {
    figures: { ...seen.figures, dropped, ambiguous, ...post, refused, shownAsRefused: shown },
    bars: [
      bar('notices missing 0', post.missing === 0 && expected.length >= seen.count),
      bar('letters that came twice ≤ endings nobody can tell', post.twice <= ambiguous),
      bar('each of them under the same Message-ID', post.otherNames === 0),
      bar('order of each request kept', post.outOfOrder === 0),
      bar('an outage of hours is told to the administrator', seen.standingNotices.includes('mail-failing')),
      bar(
        'each letter refused for good stands in the list with the words of the server',
        shown === failed.length && shown === refused,
      ),
      bar('the program stops with 0', seen.code === 0),
      timedBar(`at least ${DRAIN_BAR} letters a second`, seen.perSecond >= DRAIN_BAR),
      timedBar('nobody waits 5 s because of the mail', seen.slowestMs <= 5_000),
    ],
  };
}
