/**
 * Files made to harm, sent again and again, one after the other, by one person (`--writers` more) for as long as it lasts: what
 * others wait meanwhile, and that not one of them is kept.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uploadAttachment } from '#contract/attachments.ts';
import { listMyRequests } from '#contract/requests.ts';
import { type Api, Refusal } from '../kit/api.ts';
import { addPerson, setUp } from '../kit/desk.ts';
import { hostile } from '../kit/hostile.ts';
import { startProgram } from '../kit/program.ts';
import { bar, type Options, quantile, type Report, sleep, timedBar } from './report.ts';

const CALLERS = 4;

const ARSENAL: readonly [name: string, bytes: Buffer][] = [
  ['inmensa.png', hostile.pngOf50000()],
  ['bomba.zip', hostile.zipDeclaring10GB()],
  ['ceros.zip', hostile.zipOfZeros()],
  ['miente.zip', hostile.zipThatLies()],
  ['encimada.zip', hostile.zipWithOverlaps()],
  ['oficio.docx', hostile.docxBomb()],
  ['dibujo.png', hostile.svg()],
  ['pagina.png', hostile.html()],
];

async function waits(seconds: number, apis: readonly Api[]): Promise<number[]> {
  const times: number[] = [];
  const until = performance.now() + seconds * 1_000;
  const callOn = async (api: Api) => {
    while (performance.now() < until) {
      const began = performance.now();
      await api.call(listMyRequests);
      times.push(performance.now() - began);
      await sleep(50);
    }
  };
  await Promise.all(apis.map(callOn));
  return times;
}

/** As fast as the answers come, until told that it is over or that there have been enough for an hour. */
async function attack(api: Api, isOver: () => boolean, tally: Map<string, number>): Promise<void> {
  for (let n = 0; !isOver(); n += 1) {
    const [name, bytes] = ARSENAL[n % ARSENAL.length] as (typeof ARSENAL)[number];
    const answer = await api.call(uploadAttachment, { query: { name }, bytes }).then(
      () => `${name} taken`,
      (error: unknown) => (error instanceof Refusal ? error.problem.code : String(error)),
    );
    tally.set(answer, (tally.get(answer) ?? 0) + 1);
    if (answer === 'rate.exceeded') return;
  }
}

export async function hostileFiles(options: Options): Promise<Report> {
  const { seconds = 30, writers: attackers = 1 } = options;
  const folder = mkdtempSync(join(tmpdir(), 'mesa-hostile-'));
  const dataDir = join(folder, 'data');
  const program = await startProgram('serve', { DATA_DIR: dataDir, LOG_LEVEL: 'fatal' });
  try {
    const admin = await setUp(program);
    const person = (name: string) => addPerson(admin, program.url, { email: `${name}@gobierno.example` });
    const callers: Api[] = [];
    for (let n = 0; n < CALLERS; n += 1) callers.push(await person(`calma${n}`));
    const senders: Api[] = [];
    for (let n = 0; n < attackers; n += 1) senders.push(await person(`rara${n}`));
    await waits(5, callers);
    const before = await waits(10, callers);
    const tally = new Map<string, number>();
    let over = false;
    const attacking = Promise.all(senders.map((api) => attack(api, () => over, tally)));
    const during = await waits(seconds, callers);
    over = true;
    await attacking;
    const kept = readdirSync(join(dataDir, 'files'), { recursive: true, withFileTypes: true }).filter((each) =>
      each.isFile(),
    );
    const p95 = { before: quantile(before, 0.95), during: quantile(during, 0.95) };
    const sent = [...tally.values()].reduce((sum, each) => sum + each, 0);
    return {
      figures: {
        seconds,
        attackers,
        sent,
        answers: Object.fromEntries(tally),
        p95,
        calls: during.length,
        kept: kept.length,
      },
      bars: [
        bar('each was refused', sent > 0 && [...tally.keys()].every((code) => /^(attachment\.|rate\.)/.test(code))),
        bar('nothing of them is kept', kept.length === 0),
        bar('the program was never started again, and stops with 0', (await program.stop()) === 0),
        timedBar('others wait at most twice as long (p95)', p95.during <= 2 * p95.before),
      ],
    };
  } finally {
    await program.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
