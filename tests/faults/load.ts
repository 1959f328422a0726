/**
 * Writers who live requests from filing to closing, and write into the ledger whatever was acknowledged.
 * A call without an answer is repeated with the same key until the program answers; only a real refusal ends it.
 */
import { createHash } from 'node:crypto';
import { uploadAttachment } from '#contract/attachments.ts';
import { readDeskLists } from '#contract/catalogue.ts';
import type { RequestId } from '#contract/request-shapes.ts';
import { acceptSolution, fileRequest, postMessage, resolveRequest, takeRequest } from '#contract/requests.ts';
import { type Api, Refusal } from '../kit/api.ts';
import { addPerson, technicalSupport } from '../kit/desk.ts';
import type { Ledger } from './ledger.ts';
import { sleep } from './report.ts';

/** How often each kind of non-answer came, and how long the calls took that were answered. */
export type Tally = {
  answered: number;
  /** 503, 507… with their code; a network error with its own. */
  failures: Map<string, number>;
  /** Refused without saying when to come back. */
  withoutRetryAfter: number;
  /** Moments of acknowledgement (performance.now), to tell how long nothing went. */
  at: number[];
  slowestMs: number;
};

export type Load = {
  readonly tally: Tally;
  readonly people: readonly Api[];
  readonly agents: readonly Api[];
  readonly areaId: string;
  start(): void;
  /** Lets each writer end the request it lives; settles when all did. */
  stop(): Promise<void>;
};

export type LoadParts = {
  url: string;
  admin: Api;
  ledger: Ledger;
  writers: number;
  /** Nobody files more than 60 requests an hour: a writer goes on in the next person's name. */
  peopleEach?: number;
  fileBytes?: number;
  /** Waited for before each call: what stands between the callers and the program. */
  gate?: () => Promise<void>;
};

const FILED_BY_ONE = 58;

const codeOf = (error: unknown): string => {
  if (error instanceof Refusal) return `${error.status} ${error.problem.code}`;
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(error);
};

export async function openLoad(parts: LoadParts): Promise<Load> {
  const { admin, url, writers } = parts;
  const { teams } = await admin.call(readDeskLists);
  const teamIds = teams.filter((team) => team.areaId === null).map((team) => team.id);
  const agents: Api[] = [];
  for (let n = 0; n < Math.ceil(writers / 4) * (parts.peopleEach ?? 1); n += 1)
    agents.push(
      await addPerson(admin, url, { email: `agente${n}@gobierno.example`, roles: ['requester', 'agent'], teamIds }),
    );
  const people: Api[] = [];
  for (let n = 0; n < writers * (parts.peopleEach ?? 1); n += 1)
    people.push(await addPerson(admin, url, { email: `persona${n}@gobierno.example` }));
  const areaId = (await technicalSupport(admin)).id;
  const tally: Tally = { answered: 0, failures: new Map(), withoutRetryAfter: 0, at: [], slowestMs: 0 };
  let stopped = false;
  let running: Promise<void>[] = [];
  let failed: unknown;
  const living = (n: number): Promise<void> => {
    const own = people.filter((_, index) => index % writers === n);
    const desk = agents.filter((_, index) => index % Math.ceil(writers / 4) === n % Math.ceil(writers / 4));
    return live({ ...parts, own, desk, areaId, name: `w${n}`, tally, isOver: () => stopped });
  };
  return {
    tally,
    people,
    agents,
    areaId,
    start: () => {
      running = Array.from({ length: writers }, (_, n) =>
        living(n).catch((error: unknown) => {
          failed ??= error;
        }),
      );
    },
    stop: async () => {
      stopped = true;
      await Promise.all(running);
      if (failed !== undefined) throw failed;
    },
  };
}

type Living = LoadParts & {
  own: readonly Api[];
  /** Who attends what each of them files: nobody writes more than 300 messages an hour either. */
  desk: readonly Api[];
  areaId: string;
  name: string;
  tally: Tally;
  isOver: () => boolean;
};

/** Repeats until answered. `done`: a refusal that, after an attempt without an answer, says that it had been done. */
async function insist<T>(given: Living, attempt: () => Promise<T>, done?: string): Promise<T | null> {
  const { tally, gate } = given;
  for (let tries = 0; ; tries += 1) {
    await gate?.();
    const began = performance.now();
    try {
      const answer = await attempt();
      tally.answered += 1;
      tally.at.push(performance.now());
      tally.slowestMs = Math.max(tally.slowestMs, performance.now() - began);
      return answer;
    } catch (error) {
      tally.slowestMs = Math.max(tally.slowestMs, performance.now() - began);
      if (error instanceof Refusal && error.status < 500) {
        if (tries > 0 && error.problem.code === done) return null;
        throw error;
      }
      const code = codeOf(error);
      tally.failures.set(code, (tally.failures.get(code) ?? 0) + 1);
      if (error instanceof Refusal && error.retryAfter === null) tally.withoutRetryAfter += 1;
      // As a browser would, not as fast as it can: the program needs the machine to come back.
      await sleep(250);
    }
  }
}

async function live(given: Living): Promise<void> {
  const { ledger, name } = given;
  for (let n = 0; !given.isOver(); n += 1) {
    const turn = Math.floor(n / FILED_BY_ONE);
    const [person, agent] = [given.own[turn], given.desk[turn]];
    if (!person || !agent) return;
    const bytes = Buffer.from(`captura ${name} ${n} ${'x'.repeat((given.fileBytes ?? 20_000) + n)}`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = await insist(given, () =>
      person.call(uploadAttachment, { query: { name: `captura-${n}.txt` }, bytes }),
    );
    if (!file) return;
    const key = `${name}-request-${n}`;
    const body = {
      draftId: null,
      subject: `Prueba de corte ${name} ${n}`,
      description: 'Se corta la energía a la mitad de todo.',
      areaId: given.areaId as never,
      serviceId: null,
      place: { building: '', floor: '', office: '', phone: '' },
      attachments: [file.id],
    };
    const request = await insist(given, () => person.call(fileRequest, { key, body }));
    if (!request) return;
    const { id } = request;
    ledger.write({ kind: 'request', key, id, folio: request.folio });
    ledger.write({ kind: 'file', key, id: file.id, sha256 });
    await act(given, 'request.taken', { id, run: () => agent.call(takeRequest, { params: { id }, body: {} }) });
    await say(given, agent, { id, key: `${name}-desk-${n}` });
    await say(given, person, { id, key: `${name}-message-${n}` });
    const solution = { solution: 'Se cambió el cable.', closureCode: 'solved', attachments: [] };
    const resolving = { params: { id }, key: `${name}-resolve-${n}`, body: solution };
    await act(given, 'request.resolved', { id, run: () => agent.call(resolveRequest, resolving) });
    if (n % 2 === 1) continue;
    await act(given, 'request.accepted', { id, run: () => person.call(acceptSolution, { params: { id }, body: {} }) });
  }
}

async function act(given: Living, fact: string, what: { id: string; run: () => Promise<unknown> }): Promise<void> {
  await insist(given, what.run, 'request.transition');
  given.ledger.write({ kind: 'act', key: fact, id: what.id });
}

async function say(given: Living, who: Api, what: { id: RequestId; key: string }): Promise<void> {
  const body = { text: what.key, attachments: [] };
  await insist(given, () => who.call(postMessage, { params: { id: what.id }, key: what.key, body }));
  given.ledger.write({ kind: 'message', key: what.key, id: what.id });
}

/** The longest time nothing was acknowledged within [from, to]. */
export function longestSilence(tally: Tally, from: number, to: number): number {
  const moments = [from, ...tally.at.filter((at) => at > from && at < to), to];
  return Math.round(Math.max(...moments.slice(1).map((at, index) => at - (moments[index] ?? at))));
}

/** Milliseconds from `since` to the next acknowledgement, waited for a minute at most. */
export async function nextAnswer(tally: Tally, since: number): Promise<number> {
  while (!tally.at.some((at) => at > since) && performance.now() - since < 60_000) await sleep(20);
  return Math.round((tally.at.find((at) => at > since) ?? Number.POSITIVE_INFINITY) - since);
}

export const failuresOf = (tally: Tally): Record<string, number> => Object.fromEntries([...tally.failures].sort());
