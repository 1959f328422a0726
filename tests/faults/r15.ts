/**
 * R15: a thousand clients each that send their headers, send their file, or read theirs as slowly as they can. Whoever
 * comes in good faith is served as before, and when the slow ones are gone nothing of them stays.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ATTACHMENT_MAX_BYTES } from '#contract/attachments.ts';
import { downloadAttachment, fileRequest, listMyRequests } from '#contract/requests.ts';
import { type Api, openApi } from '../kit/api.ts';
import { addPerson, setUp, technicalSupport } from '../kit/desk.ts';
import { startProgram } from '../kit/program.ts';
import { type Crowd, crawl, type Kind } from './crawlers.ts';
import { bar, type Options, quantile, type Report, sleep, timedBar } from './report.ts';
import { cookieOf, sendFile } from './wire.ts';

const PEOPLE = 12;
const CALLERS = 4;
const GONE_WITHIN = 60_000;

type Normal = { calls: number; failed: number; p50: number; p95: number; max: number };

/** A few people who look at their requests, one call after the other. */
async function callFor(seconds: number, apis: readonly Api[]): Promise<Normal> {
  const times: number[] = [];
  let failed = 0;
  const until = performance.now() + seconds * 1_000;
  await Promise.all(
    apis.slice(0, CALLERS).map(async (api) => {
      while (performance.now() < until) {
        const began = performance.now();
        await api.call(listMyRequests).then(
          () => times.push(performance.now() - began),
          () => (failed += 1),
        );
        await sleep(50);
      }
    }),
  );
  const at = (share: number) => quantile(times, share);
  return { calls: times.length + failed, failed, p50: at(0.5), p95: at(0.95), max: at(1) };
}

const openFiles = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

async function backTo(baseline: number, pid: number): Promise<number> {
  const began = performance.now();
  while (openFiles(pid) > baseline + CALLERS && performance.now() - began < 2 * GONE_WITHIN) await sleep(250);
  return Math.round(performance.now() - began);
}

async function largeFileOf(url: string, cookie: string, areaId: string): Promise<string> {
  const file = await sendFile({ url, cookie, name: 'grande', bytes: ATTACHMENT_MAX_BYTES });
  const place = { building: '', floor: '', office: '', phone: '' };
  const words = { subject: 'Archivo grande', description: 'Se descarga muy despacio.', place };
  const body = { ...words, draftId: null, areaId: areaId as never, serviceId: null, attachments: [file?.id as never] };
  const { id } = await openApi(url, cookie).call(fileRequest, { body });
  return downloadAttachment.path.replace(':id', id).replace(':attachmentId', file?.id ?? '');
}

export async function r15(options: Options): Promise<Report> {
  const { count = 1_000, seconds = 60, say } = options;
  const folder = mkdtempSync(join(tmpdir(), 'mesa-r15-'));
  const dataDir = join(folder, 'data');
  const program = await startProgram('serve', { DATA_DIR: dataDir });
  const { url, pid } = program;
  const crowds: Crowd[] = [];
  try {
    const admin = await setUp(program);
    const areaId = (await technicalSupport(admin)).id;
    const cookies: string[] = [];
    for (let n = 0; n < PEOPLE; n += 1) {
      await addPerson(admin, url, { email: `lenta${n}@gobierno.example` });
      cookies.push(await cookieOf(url, `lenta${n}@gobierno.example`));
    }
    // Those who call are not among the slow: nobody is to wait but through a fault of their own.
    const slow = cookies.slice(CALLERS);
    const downloads: string[] = [];
    for (const cookie of slow) downloads.push(await largeFileOf(url, cookie, areaId));
    const apis = cookies.slice(0, CALLERS).map((cookie) => openApi(url, cookie));
    await callFor(5, apis);
    const before = await callFor(10, apis);
    const baseline = openFiles(pid);
    const figures: Record<string, unknown> = { count, seconds, before, baseline };
    const bars = [];
    for (const kind of ['headers', 'body', 'reader'] as const satisfies readonly Kind[]) {
      const port = Number(new URL(url).port);
      const crowd = crawl({ port, kind, count, cookies: slow, downloads });
      crowds.push(crowd);
      await sleep(3_000);
      const held = openFiles(pid) - baseline;
      const during = await callFor(seconds, apis);
      const standing = crowd.standing();
      crowd.leave();
      const goneMs = await backTo(baseline, pid);
      figures[kind] = { held, during, standing, goneMs };
      say(`${kind}: ${JSON.stringify(figures[kind])}`);
      bars.push(
        bar(`${kind}: all ${count} came in`, standing.came === count),
        bar(`${kind}: availability 100 %`, during.failed === 0 && during.calls > 0),
        bar(`${kind}: its sockets gone within 60 s`, goneMs <= GONE_WITHIN),
        timedBar(`${kind}: 95 % of calls at most twice as slow as before`, during.p95 <= 2 * before.p95),
      );
    }
    const half = readdirSync(join(dataDir, 'files/incoming')).length;
    const code = await program.stop();
    bars.push(bar('half files 0', half === 0), bar('stops with 0', code === 0));
    return { figures: { ...figures, half }, bars };
  } finally {
    for (const crowd of crowds) crowd.leave();
    await program.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
