/**
 * R18: work that fails for good, work that takes the program down each time, and work whose lease ran out while it was
 * being done. What only code could do (a loop without end, two gigabytes) no payload can make a reaction of ours do.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readSession } from '#contract/accounts.ts';
import { readDeskLists } from '#contract/catalogue.ts';
import { fileRequest, postMessage, takeRequest } from '#contract/requests.ts';
import { dropDeadJob, listDeadJobs, retryDeadJob } from '#contract/upkeep.ts';
import { openEmbedded } from '#server/shared/postgres/embedded.ts';
import type { Api } from '../kit/api.ts';
import { addPerson, setUp, technicalSupport } from '../kit/desk.ts';
import { freePort, type Program, startProgram } from '../kit/program.ts';
import { openQueues, type Queues } from './poison.ts';
import { type Bar, bar, type Options, quantile, type Report, sleep, timedBar } from './report.ts';

const QUEUES = ['on.tell-of-request', 'on.tell-of-account'] as const;
const [TOLD] = QUEUES;
/** The first try and twenty more. */
const TRIES = 21;
const PATIENCE = 120_000;

type Scene = {
  queues: Queues;
  admin: Api;
  /** Has the agent write; gives the words. */
  say: (n: string) => Promise<string>;
  /** How many lines of the bell and letters the requester has of what was said. */
  told: () => Promise<{ notices: number; letters: number }>;
  program: Program;
  env: Record<string, string>;
};

async function until(isSo: () => Promise<boolean>, meanwhile: () => Promise<unknown> = async () => undefined) {
  const limit = performance.now() + PATIENCE;
  for (let turn = 1; performance.now() < limit; turn += 1) {
    if (await isSo()) return;
    await sleep(10);
    if (turn % 50 === 0) await meanwhile();
  }
  throw new Error('it did not come to pass');
}

async function openScene(parts: { queues: Queues; program: Program; env: Record<string, string> }): Promise<Scene> {
  const { program, queues } = parts;
  const admin = await setUp(program);
  const { teams } = await admin.call(readDeskLists);
  const teamIds = teams.filter((team) => team.areaId === null).map((team) => team.id);
  const agent = await addPerson(admin, program.url, {
    email: 'agente@gobierno.example',
    roles: ['requester', 'agent'],
    teamIds,
  });
  const rosa = await addPerson(admin, program.url, { email: 'rosa@gobierno.example' });
  const areaId = (await technicalSupport(admin)).id as never;
  const words = { subject: 'Trabajo envenenado', description: 'Lo demás sigue.', draftId: null, serviceId: null };
  const place = { building: '', floor: '', office: '', phone: '' };
  const { id } = await rosa.call(fileRequest, { body: { ...words, areaId, place, attachments: [] } });
  await agent.call(takeRequest, { params: { id }, body: {} });
  const counted = async (text: string) => Number((await queues.rows(text))[0]?.count);
  const scene: Scene = {
    ...parts,
    admin,
    say: async (text) => {
      await agent.call(postMessage, { params: { id }, key: `r18-${text}`, body: { text, attachments: [] } });
      return text;
    },
    told: async () => ({
      notices: await counted(`select count(*) from notices where kind = 'request-message'`),
      letters: await counted(`select count(*) from letters where kind = 'request-message'`),
    }),
  };
  await until(async () => (await counted(`select count(*) from letters where kind = 'request-assigned'`)) === 1);
  return scene;
}

/** Milliseconds from an acknowledged message to the line in the bell, one after the other. */
async function latencies({ say, told }: Scene, name: string, count: number): Promise<number[]> {
  const all: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const { notices } = await told();
    await say(`${name}-${n}`);
    const began = performance.now();
    await until(async () => (await told()).notices > notices);
    all.push(performance.now() - began);
  }
  return all;
}

/** Lets the pauses between tries pass at once while something runs. */
async function hastening(queues: Queues, run: () => Promise<void>): Promise<void> {
  let over = false;
  const hurrying = (async () => {
    while (!over) {
      await queues.due();
      await sleep(200);
    }
  })();
  try {
    await run();
  } finally {
    over = true;
    await hurrying;
  }
}

/** Work that throws, in both queues, until it is given up; and what others feel of it. */
async function throwing(scene: Scene, count: number): Promise<Report> {
  const { queues, admin } = scene;
  const calm = await latencies(scene, 'antes', 40);
  for (const queue of QUEUES) await queues.poison(queue, count);
  const dead = async () => (await admin.call(listDeadJobs)).items;
  // At the pace at which it is really tried: hurried on, it would be hundreds of tries a second that no desk ever has.
  const poisoned = await latencies(scene, 'con-veneno', 40);
  await hastening(queues, () => until(async () => (await dead()).length === 2 * count));
  const given = await dead();
  // Counted once a minute.
  await until(async () => (await admin.call(readSession)).standingNotices.includes('work-failing'));
  const [again] = given;
  if (!again) throw new Error('nothing was given up');
  await admin.call(retryDeadJob, { params: { id: again.id }, body: {} });
  const after = (await dead()).length;
  await until(async () => (await dead()).length === 2 * count, queues.due);
  for (const { id } of await dead()) await admin.call(dropDeadJob, { params: { id }, body: {} });
  const tries = given.map(({ attempts }) => attempts);
  const p95 = { calm: quantile(calm, 0.95), poisoned: quantile(poisoned, 0.95) };
  return {
    figures: { poisoned: 2 * count, tries: Math.max(...tries), reason: again.reason, latencyMs: p95 },
    bars: [
      bar(
        `each was tried ${TRIES} times, then given up with its reason`,
        tries.every((each) => each === TRIES) && given.every(({ reason }) => reason.includes('uuid')),
      ),
      bar(
        'told to the administrator, run again and given up again, dropped',
        after === 2 * count - 1 && (await dead()).length === 0,
      ),
      timedBar('others wait at most twice as long (p95)', p95.poisoned <= 2 * p95.calm),
    ],
  };
}

const active = (queues: Queues) => async () =>
  (await queues.rows(`select 1 from jobs.job where state = 'active' and name = '${TOLD}'`)).length > 0;

/** The program dies each time the work has begun, until the work is given up; then it stays up. */
async function killing(scene: Scene, limit: number): Promise<Report & { program: Program }> {
  const { queues, admin, env } = scene;
  let { program } = scene;
  const before = await scene.told();
  let letGo = await queues.holdLetters();
  await scene.say('mata');
  await queues.rows(
    `update jobs.job set retry_limit = ${limit} where name = '${TOLD}' and state in ('created', 'active', 'retry')`,
  );
  let deaths = 0;
  const dead = async () =>
    Number((await queues.rows(`select count(*) from jobs.job where name = 'dead-letters'`))[0]?.count);
  while ((await dead()) === 0 && deaths <= limit + 2) {
    await until(active(queues), queues.due);
    await program.kill();
    deaths += 1;
    await letGo();
    await queues.expire(TOLD);
    letGo = await queues.holdLetters();
    program = await startProgram('serve', env);
  }
  await letGo();
  const [job] = (await admin.call(listDeadJobs)).items;
  if (!job) throw new Error('it was never given up');
  const lost = await scene.told();
  await admin.call(retryDeadJob, { params: { id: job.id }, body: {} });
  await until(async () => (await scene.told()).letters > before.letters, queues.due);
  const told = await scene.told();
  return {
    program,
    figures: { killing: { deaths, limit: limit + 1, attempts: job.attempts, reason: job.reason } },
    bars: [
      bar(
        'the program died no more often than the work may be tried',
        deaths === limit + 1 && job.attempts === limit + 1,
      ),
      bar(
        'then it stays up, and the reason is told',
        job.reason === 'job timed out' && lost.letters === before.letters,
      ),
      bar(
        'run again by the administrator it is done, once',
        told.letters === before.letters + 1 && told.notices === before.notices + 1,
      ),
    ],
  };
}

/** A node stands still in the middle of work; another is given it, and then the first goes on. */
async function overtaken(scene: Scene, folder: string): Promise<Report> {
  const { queues, env, program } = scene;
  const before = await scene.told();
  const letGo = await queues.holdLetters();
  await scene.say('lento');
  await until(active(queues));
  process.kill(program.pid, 'SIGSTOP');
  await letGo();
  await queues.expire(TOLD);
  const other = await startProgram('serve', { ...env, PORT: String(await freePort()), DATA_DIR: join(folder, 'two') });
  try {
    const runs = async () =>
      Number(
        (
          await queues.rows(
            `select max(retry_count) as count from jobs.job where name = '${TOLD}' and data->>'fact' = 'request.messaged' and retry_count > 0 and state in ('active', 'completed', 'retry')`,
          )
        )[0]?.count ?? 0,
      );
    await until(async () => (await runs()) >= 1, queues.due);
    process.kill(program.pid, 'SIGCONT');
    await until(async () => (await scene.told()).letters > before.letters, queues.due);
    await until(
      async () =>
        (await queues.rows(`select 1 from jobs.job where name = '${TOLD}' and state in ('created', 'active', 'retry')`))
          .length === 0,
      queues.due,
    );
    await sleep(1_000);
    const told = await scene.told();
    return {
      figures: {
        overtaken: {
          runs: (await runs()) + 1,
          letters: told.letters - before.letters,
          notices: told.notices - before.notices,
        },
      },
      bars: [
        bar(
          'work given to two nodes is done once',
          told.letters === before.letters + 1 && told.notices === before.notices + 1,
        ),
      ],
    };
  } finally {
    process.kill(program.pid, 'SIGCONT');
    await other.stop();
  }
}

export async function r18(options: Options): Promise<Report> {
  const { count = 40, cycles: limit = 5, say } = options;
  const folder = mkdtempSync(join(tmpdir(), 'mesa-r18-'));
  chmodSync(folder, 0o755);
  const postgres = await openEmbedded({ dataDir: join(folder, 'database'), log: pino({ level: 'silent' }) });
  const address = `postgres://postgres@localhost/${postgres.owner.database}?host=${encodeURIComponent(String(postgres.owner.host))}`;
  const env = {
    DATA_DIR: join(folder, 'one'),
    DATABASE_URL: address,
    PORT: String(await freePort()),
    LOG_LEVEL: 'fatal',
  };
  let program = await startProgram('serve', env);
  const queues = await openQueues(postgres);
  try {
    const scene = await openScene({ queues, program, env });
    const thrown = count === 0 ? { figures: {}, bars: [] } : await throwing(scene, count);
    say(`throwing: ${JSON.stringify(thrown.figures)}`);
    const killed = await killing(scene, limit);
    program = killed.program;
    say(`killing: ${JSON.stringify(killed.figures)}`);
    const slow = await overtaken({ ...scene, program }, folder);
    const code = await program.stop();
    const bars: Bar[] = [...thrown.bars, ...killed.bars, ...slow.bars, bar('the program stops with 0', code === 0)];
    return { figures: { ...thrown.figures, ...killed.figures, ...slow.figures }, bars };
  } finally {
    await program.kill();
    await queues.close();
    await postgres.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
