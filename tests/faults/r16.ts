/**
 * R16: a thousand open pages. Requests move ten times a second; every page that may know hears of it at once, nobody else
 * hears anything; who never reads is cut off at the limit, who is revoked is closed, and a page costs little memory.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { grantRoles, type PersonId, signIn } from '#contract/accounts.ts';
import { readDeskLists } from '#contract/catalogue.ts';
import { showPresence } from '#contract/live.ts';
import { fileRequest, postMessage, postNote, type RequestId } from '#contract/requests.ts';
import { type Api, openApi } from '../kit/api.ts';
import { ADMIN, setUp, technicalSupport } from '../kit/desk.ts';
import { freePort, type Program, startProgram } from '../kit/program.ts';
import { addCrowd, type Member } from './crowd.ts';
import { type Listener, listen } from './listener.ts';
import { bar, type Options, quantile, type Report, sleep, spread, timedBar } from './report.ts';

const PER_SECOND = 10;

type Guest = { member: Member; api: Api; page: Listener };
type Crowd = Record<'askers' | 'desk' | 'deaf' | 'revoked' | 'strangers', Guest[]>;
/** In tenths of all. */
const SHARES: Record<keyof Crowd, number> = { askers: 3, desk: 4, deaf: 1, revoked: 1, strangers: 1 };

type Told = {
  requestId: RequestId;
  sequence: number;
  internal: boolean;
  asker: number;
  /** When the call that moved it left, and when its answer came. */
  asked: number;
  answered: number;
};

const rssOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);

export async function r16(options: Options): Promise<Report> {
  const { count = 1_000, seconds = 60, say } = options;
  const folder = mkdtempSync(join(tmpdir(), 'mesa-r16-'));
  const env = { DATA_DIR: join(folder, 'data'), PORT: String(await freePort()) };
  let program: Program | null = null;
  try {
    program = await startProgram('serve', env);
    const first = await setUp(program);
    const { teams } = await first.call(readDeskLists);
    const area = await technicalSupport(first);
    await program.stop();
    const mine = teams.filter((team) => team.areaId === area.id).map((team) => team.id);
    const theirs = teams.filter((team) => team.areaId !== null && team.areaId !== area.id).map((team) => team.id);
    const members = await addCrowd(folder, wanted(count, { mine, theirs }));
    program = await startProgram('serve', env);
    say(`${count} people with a session each`);
    const admin = openApi(program.url);
    await admin.call(signIn, { body: ADMIN });
    return await listenAll({ program, admin, members, areaId: area.id, count, seconds, say });
  } finally {
    await program?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const sizes = (count: number) =>
  (Object.keys(SHARES) as (keyof Crowd)[]).map((kind) => [kind, Math.round((count * SHARES[kind]) / 10)] as const);

const wanted = (count: number, teams: { mine: string[]; theirs: string[] }) =>
  sizes(count).flatMap(([kind, size]) =>
    Array.from({ length: size }, () =>
      kind === 'askers'
        ? { roles: ['requester' as const], teamIds: [] }
        : { roles: ['agent' as const], teamIds: kind === 'strangers' ? teams.theirs.slice(0, 1) : teams.mine },
    ),
  );

type Running = {
  program: Program;
  admin: Api;
  members: readonly Member[];
  areaId: string;
  count: number;
  seconds: number;
  say(text: string): void;
};

async function listenAll(running: Running): Promise<Report> {
  const { program, members, count, seconds, say } = running;
  const port = Number(new URL(program.url).port);
  const apis = members.map(({ token }) => openApi(program.url, `mesa=${token}`));
  const requests = await fileAll(apis.slice(0, sizes(count)[0]?.[1]), running.areaId);
  const { crowd, before, pages } = await open(running, { port, apis });
  const guests = Object.values(crowd).flat();
  const perPage = (): number => (rssOf(program.pid) - before) / pages;
  const fresh = perPage();
  say(`${guests.filter(({ page }) => page.state.opened).length} pages open, ${fresh.toFixed(1)} KB each`);

  const told = await move(crowd, requests, seconds);
  await sleep(2_000);
  const settled = perPage();
  const heard = weigh(crowd, told, requests);
  say(`${told.length} movements, ${heard.delivered} deliveries`);
  const revoked = await revoke(running.admin, crowd);
  say('revoked');
  const quietBefore = crowd.revoked.map(({ page }) => page.changes.length);
  await move(crowd, requests, 3);
  const afterwards = crowd.revoked.filter(({ page }, n) => page.changes.length !== quietBefore[n]).length;
  const cut = await deafen(crowd, requests[0] as RequestId, say);
  const rssAtEnd = rssOf(program.pid);
  for (const { page } of guests) page.leave();
  return {
    figures: {
      pages: count,
      // As opened; and after the work, whose own growth of the heap is in it.
      rssPerPageKb: { fresh: Number(fresh.toFixed(1)), afterWork: Number(settled.toFixed(1)) },
      movements: told.length,
      deliveries: heard.delivered,
      missed: heard.missed,
      deliveryMs: spread(heard.sinceAsked),
      afterTheAnswerMs: spread(heard.sinceAnswered),
      leaks: heard.leaks + afterwards,
      revokedClosedMs: spread(revoked),
      revokedStillOpen: crowd.revoked.filter(({ page }) => page.state.closedAt === 0).length,
      deaf: crowd.deaf.length,
      deafCut: cut,
      rssAtEndMb: Math.round(rssAtEnd / 1024),
    },
    bars: [
      bar('each page costs at most 30 KB', fresh <= 30),
      timedBar('delivery p95 ≤ 1 s', quantile(heard.sinceAsked, 0.95) <= 1_000),
      bar('nothing missed', told.length > 0 && heard.missed === 0),
      bar('nothing told to whom it does not concern', heard.leaks + afterwards === 0),
      bar(
        'revoked pages are closed within 5 s',
        revoked.every((ms) => ms <= 5_000),
      ),
      ...(crowd.deaf.length < 50 ? [] : [bar('pages nobody reads are cut', cut === crowd.deaf.length)]),
    ],
  };
}

/** The first third warms the program up; what one page more costs is measured with the others. */
async function open(running: Running, at: { port: number; apis: readonly Api[] }) {
  const crowd: Crowd = { askers: [], desk: [], deaf: [], revoked: [], strangers: [] };
  const warm = Math.floor(running.count / 3);
  let before = 0;
  let next = 0;
  for (const [kind, size] of sizes(running.count)) {
    for (let n = 0; n < size; n += 1, next += 1) {
      const [member, api] = [running.members[next], at.apis[next]];
      if (!member || !api) throw new Error('fewer people than places');
      crowd[kind].push({ member, api, page: listen({ port: at.port, token: member.token, reads: kind !== 'deaf' }) });
      // People do not open their browsers in one instant.
      await sleep(10);
      if (next !== warm) continue;
      await sleep(4_000);
      before = rssOf(running.program.pid);
    }
  }
  await sleep(4_000);
  return { crowd, before, pages: running.count - warm - 1 };
}

async function fileAll(askers: readonly Api[], areaId: string): Promise<RequestId[]> {
  const ids: RequestId[] = [];
  const words = { subject: 'La impresora no imprime', description: 'Desde el viernes no imprime nada.' };
  const place = { building: '', floor: '', office: '', phone: '' };
  for (const api of askers) {
    const body = { ...words, place, draftId: null, areaId: areaId as never, serviceId: null, attachments: [] };
    ids.push((await api.call(fileRequest, { body })).id);
  }
  return ids;
}

/** Ten times a second, another request each time: every fifth time a note of the desk's own. */
async function move(crowd: Crowd, requests: readonly RequestId[], seconds: number): Promise<Told[]> {
  const told: Told[] = [];
  const one = async (n: number): Promise<void> => {
    const asker = n % requests.length;
    const requestId = requests[asker] as RequestId;
    const internal = n % 5 === 0;
    const who = internal ? crowd.desk[n % crowd.desk.length] : crowd.askers[asker];
    const sent = { params: { id: requestId }, body: { text: `Movimiento ${n}`, attachments: [] } };
    const asked = performance.now();
    const view = await (internal ? who?.api.call(postNote, sent) : who?.api.call(postMessage, sent));
    const sequence = view?.timeline.at(-1)?.sequence;
    if (sequence !== undefined) told.push({ requestId, sequence, internal, asker, asked, answered: performance.now() });
  };
  const calls: Promise<void>[] = [];
  const began = performance.now();
  for (let n = 0; n < seconds * PER_SECOND; n += 1) {
    await sleep(Math.max(0, began + (n * 1_000) / PER_SECOND - performance.now()));
    // One the busy machine turned away moved nothing.
    calls.push(one(n).catch(() => undefined));
  }
  await Promise.all(calls);
  return told;
}

/** Who should have heard of each movement, and who did. */
function weigh(crowd: Crowd, told: readonly Told[], requests: readonly RequestId[]) {
  const [sinceAsked, sinceAnswered]: [number[], number[]] = [[], []];
  let missed = 0;
  const key = (requestId: string, sequence: number) => `${requestId} ${sequence}`;
  const heardBy = (guest: Guest) =>
    new Map(guest.page.changes.map((each) => [key(each.requestId, each.sequence), each.at]));
  const look = (guest: Guest, its: readonly Told[]) => {
    const heard = heardBy(guest);
    for (const each of its) {
      const at = heard.get(key(each.requestId, each.sequence));
      if (at === undefined) missed += 1;
      else {
        sinceAsked.push(at - each.asked);
        sinceAnswered.push(at - each.answered);
      }
    }
  };
  for (const guest of crowd.desk) look(guest, told);
  crowd.askers.forEach((guest, index) => {
    look(
      guest,
      told.filter((each) => each.asker === index && !each.internal),
    );
  });
  const leaks =
    crowd.strangers.reduce((sum, { page }) => sum + page.state.events, 0) +
    crowd.askers.reduce(
      (sum, { page }, index) =>
        sum + page.changes.filter((each) => each.fact === 'request.noted' || each.requestId !== requests[index]).length,
      0,
    );
  return { sinceAsked, sinceAnswered, missed, leaks, delivered: sinceAsked.length };
}

/** How long each page lived on after the answer that its person's roles were taken. */
async function revoke(admin: Api, crowd: Crowd): Promise<number[]> {
  const answered: number[] = [];
  for (const { member } of crowd.revoked) {
    const params = { id: member.id as PersonId };
    await admin.call(grantRoles, { params, body: { roles: ['requester'], teamIds: [] } });
    answered.push(performance.now());
  }
  await sleep(5_500);
  return crowd.revoked.map(({ page }, n) =>
    page.state.closedAt === 0 ? Number.POSITIVE_INFINITY : Math.max(0, page.state.closedAt - (answered[n] ?? 0)),
  );
}

/** Makes those who never read be told of much, until the limit cuts them: all look at one request, one writes and stops. */
async function deafen(crowd: Crowd, id: RequestId, say: (text: string) => void): Promise<number> {
  const [busy] = crowd.desk;
  const show = (api: Api, state: 'looking' | 'writing') => api.call(showPresence, { params: { id }, body: { state } });
  // Each time some 11 kB for each of a hundred: more than the system keeps for them (3 MB on this machine's own lines).
  for (let round = 0; round < 5; round += 1) {
    for (const { api } of crowd.deaf) await show(api, 'looking');
    for (let n = 0; n < 100; n += 1) {
      if (busy) await show(busy.api, n % 2 === 0 ? 'writing' : 'looking');
      await sleep(100);
    }
  }
  for (const { page } of crowd.deaf) page.readOn();
  await sleep(3_000);
  const cut = crowd.deaf.filter(({ page }) => page.state.closedAt > 0).length;
  say(`${cut} of ${crowd.deaf.length} pages nobody read were cut`);
  return cut;
}
