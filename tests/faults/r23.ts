/**
 * R23: a machine of 512 MB and one processor. People work, pictures arrive that take as much memory to look at as is allowed,
 * the process that looks at them is killed as the kernel would, and meanwhile a backup is made. The desk itself lives on.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { tokenOf } from '../../bench/data/sessions.ts';
import { SEED } from '../../bench/generate.ts';
import { type Program, startProgram } from '../kit/program.ts';
import { fullDesk, waysInto } from './full-desk.ts';
import { openLedger } from './ledger.ts';
import { mesa, mesaDoes } from './mesa.ts';
import { capacityOf, deskMix, measured, openPaced } from './paced.ts';
import { bar, type Options, type Report, sleep } from './report.ts';
import { smallMachine } from './small-machine.ts';

const SIZE = { mb: 512, cpus: 1 };
/** 39.7 million pixels, of the 40 that are taken; interlaced, so that nobody can look at it row by row. */
const SIDE = 6_300;
const PICTURES = 6;

const largePicture = (nth: number): Promise<Buffer> =>
  sharp({ create: { width: SIDE, height: SIDE, channels: 3, background: { r: nth, g: 100, b: 200 } } })
    .png({ progressive: true })
    .toBuffer();

type Sent = { id: string; status: number; sha256: string };

async function send(program: Program, token: string, nth: number): Promise<Sent> {
  const bytes = await largePicture(nth);
  const answer = await fetch(`${program.url}/api/attachments?name=grande-${nth}.png`, {
    method: 'POST',
    headers: {
      cookie: `mesa=${token}`,
      origin: program.url,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/octet-stream',
    },
    body: new Uint8Array(bytes),
  });
  const said = (await answer.json()) as { id?: string };
  return { id: said.id ?? '', status: answer.status, sha256: createHash('sha256').update(bytes).digest('hex') };
}

const parentOf = (pid: string): number =>
  Number(
    /^PPid:\s+(\d+)$/m.exec(existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : '')?.[1],
  );
const isBench = (pid: string): boolean => {
  try {
    return /workshop\/bench\.ts/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  } catch {
    return false;
  }
};

/** Kills the child that looks at files, whenever it is there, so many times: what the kernel does for want of memory. */
async function killLookers(program: Program, times: number, isOver: () => boolean): Promise<number> {
  let killed = 0;
  const last = new Set<string>();
  while (killed < times && !isOver()) {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && !last.has(name));
    const looker = pids.find((pid) => parentOf(pid) === program.pid && isBench(pid));
    if (looker !== undefined) {
      // In the middle of its work, not before it.
      await sleep(300);
      process.kill(Number(looker), 'SIGKILL');
      last.add(looker);
      killed += 1;
    }
    await sleep(100);
  }
  return killed;
}

const digestAt = (dataDir: string, id: string): string => {
  const path = join(dataDir, 'files', id.slice(-2), id);
  return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'not there';
};

export async function r23(options: Options): Promise<Report> {
  const { seconds = 30, say } = options;
  const folder = mkdtempSync(join(tmpdir(), 'mesa-r23-'));
  const ledger = openLedger(join(folder, 'ledger'));
  const desk = await fullDesk(options, folder);
  const env = { DATA_DIR: desk.dataDir };
  const small = smallMachine(SIZE);
  const program = await startProgram('serve', { ...env, LOG_LEVEL: 'fatal' }, { under: small.under });
  try {
    await mesaDoes(['backup', 'key', '--replace'], { env, prefix: small.under });
    const mix = await deskMix({ owner: waysInto(desk.dataDir).owner, people: desk.people, ledger });
    const most = await capacityOf(program.url, mix, 8, 4);
    const paced = openPaced(program.url, mix, Math.max(1, most * 0.3));
    const began = performance.now();
    await sleep(seconds * 500);
    const calm = { from: began, to: performance.now() };
    say(`at most ${Math.round(most)} answers a second; at work with 30 % of it; ${JSON.stringify(small.seen())}`);
    let isOver = false;
    const killing = killLookers(program, 2, () => isOver);
    const backup = mesa(['backup', '--to', join(folder, 'archives')], { env, prefix: small.under });
    const token = tokenOf(SEED, desk.people.typical.id);
    const sent = await Promise.all(Array.from({ length: PICTURES }, (_, nth) => send(program, token, nth)));
    const ran = await backup;
    isOver = true;
    const hard = { from: calm.to, to: performance.now() };
    const killed = await killing;
    // One that went for want of memory is made when there is some: the next day, or as here at once.
    const again =
      ran.code === 0 ? null : await mesa(['backup', '--to', join(folder, 'archives')], { env, prefix: small.under });
    const after = { from: performance.now(), to: Number.POSITIVE_INFINITY };
    await sleep(seconds * 500);
    await paced.stop();
    await mix.close();
    const seen = small.seen();
    const code = await program.stop();
    const taken = sent.filter(({ status }) => status === 201);
    const altered = taken.filter(({ id, sha256 }) => digestAt(desk.dataDir, id) !== sha256);
    const load = {
      calm: measured(paced.calls, [calm]),
      hard: measured(paced.calls, [hard]),
      after: measured(paced.calls, [after]),
    };
    return {
      figures: {
        ...{ how: small.how, size: SIZE, mostPerSecond: Math.round(most), load },
        pictures: { sent: sent.map(({ status }) => status), altered: altered.length, lookersKilled: killed },
        backup: { code: ran.code, ms: ran.ms, said: ran.code === 0 ? 'made' : ran.said },
        withoutPictures: again && { code: again.code, ms: again.ms, said: again.code === 0 ? 'made' : again.said },
        memory: seen,
      },
      bars: [
        bar('the program was never started again, and stops with 0', code === 0),
        bar(
          'each picture is kept whole or refused with an answer',
          altered.length === 0 && sent.every(({ status }) => status > 0),
        ),
        bar('whoever looks at pictures was killed in the middle', killed > 0),
        bar('a backup is made, at the latest when no picture is looked at', ran.code === 0 || again?.code === 0),
        bar(
          'nobody at work was refused, before, meanwhile and after',
          load.calm.refused + load.hard.refused + load.after.refused === 0,
        ),
      ],
    };
  } finally {
    await program.kill();
    ledger.close();
    await small.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}
