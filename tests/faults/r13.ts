/**
 * R13: large files. A hundred of 25 MB at once, one of a gigabyte with and without saying so, uploads that break off, one
 * over a very slow line, then all read back. The program's memory is watched all the while.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ATTACHMENT_MAX_BYTES } from '#contract/attachments.ts';
import { downloadAttachment, fileRequest } from '#contract/requests.ts';
import { openApi } from '../kit/api.ts';
import { addPerson, setUp, technicalSupport } from '../kit/desk.ts';
import { startProgram } from '../kit/program.ts';
import { auditBars, auditFolder } from './audit.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { bar, type Options, type Report, sleep, spread, timedBar } from './report.ts';
import { type Answered, cookieOf, digestOf, MEGABYTE, sendFile } from './wire.ts';

/** Ten of the largest fit into what one person may hold unsent; five leave room for those that break off. */
const FILES_EACH = 5;
const ROOM = 150 * MEGABYTE;
const GIGABYTE = 1024 * MEGABYTE;
/** A far office's line, and how much of a file goes over it: the largest would take 21 minutes. */
const SLOW = { pace: 20_000, bytes: 600_000 };
const BREAKS = 10;

type Member = { url: string; cookie: string };
type Sent = Answered & { member: Member; requestId: string };

/** What the kernel says the process holds, twenty times a second. */
function watchMemory(pid: number) {
  const resident = () => 1024 * Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  const before = resident();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, resident());
  }, 50);
  return {
    end: () => {
      clearInterval(timer);
      const megabytes = (bytes: number) => Math.round(bytes / MEGABYTE);
      return { beforeMb: megabytes(before), mostMb: megabytes(most), grownBytes: most - before };
    },
  };
}

async function sendAll(members: readonly Member[], count: number): Promise<(Answered & { member: Member })[]> {
  const sending = Array.from({ length: count }, async (_, n) => {
    const member = members[n % members.length];
    if (!member) throw new Error('nobody to send');
    const answered = await sendFile({ ...member, name: `bitacora-${n}`, bytes: ATTACHMENT_MAX_BYTES });
    return answered === null ? [] : [{ ...answered, member }];
  });
  return (await Promise.all(sending)).flat();
}

/** Files one request with each person's files: only what was sent with something is read by others. */
async function fileEach(files: readonly (Answered & { member: Member })[], given: { areaId: string; ledger: Ledger }) {
  const sent: Sent[] = [];
  for (const member of new Set(files.map((file) => file.member))) {
    const own = files.filter((file) => file.member === member && file.status === 201);
    if (own.length === 0) continue;
    const subject = `Prueba de corte con archivos grandes ${sent.length}`;
    const place = { building: '', floor: '', office: '', phone: '' };
    const words = { subject, description: 'Van las bitácoras completas.', place, draftId: null, serviceId: null };
    const attachments = own.map((file) => file.id as never);
    const body = { ...words, areaId: given.areaId as never, attachments };
    const { id, folio } = await openApi(member.url, member.cookie).call(fileRequest, { body });
    given.ledger.write({ kind: 'request', key: subject, id, folio });
    for (const { id: fileId, sha256 } of own) given.ledger.write({ kind: 'file', key: subject, id: fileId, sha256 });
    sent.push(...own.map((file) => ({ ...file, requestId: id })));
  }
  return sent;
}

const breaking = (member: Member): Promise<unknown> =>
  Promise.all(
    Array.from({ length: BREAKS }, (_, n) => {
      const breakAt = Math.floor((ATTACHMENT_MAX_BYTES * n) / BREAKS) + 1;
      return sendFile({ ...member, name: `roto-${n}`, bytes: ATTACHMENT_MAX_BYTES, breakAt });
    }),
  );

async function readBack(url: string, files: readonly Sent[]): Promise<number> {
  const same = await Promise.all(
    files.map(async ({ id, requestId, member, sha256 }) => {
      const path = downloadAttachment.path.replace(':id', requestId).replace(':attachmentId', id);
      const arrived = await digestOf(`${url}${path}`, member.cookie);
      return arrived.status === 200 && arrived.sha256 === sha256;
    }),
  );
  return same.filter((each) => !each).length;
}

export async function r13(options: Options): Promise<Report> {
  const { count = 100, say } = options;
  const folder = mkdtempSync(join(tmpdir(), 'mesa-r13-'));
  const dataDir = join(folder, 'data');
  const ledger = openLedger(join(folder, 'ledger'));
  const program = await startProgram('serve', { DATA_DIR: dataDir });
  const { url } = program;
  try {
    const admin = await setUp(program);
    const members: Member[] = [];
    for (let n = 0; n < Math.ceil(count / FILES_EACH) + 2; n += 1) {
      const email = `archivo${n}@gobierno.example`;
      await addPerson(admin, url, { email });
      members.push({ url, cookie: await cookieOf(url, email) });
    }
    const [rough, far, ...senders] = members;
    if (!rough || !far) throw new Error('nobody to send');
    const areaId = (await technicalSupport(admin)).id;
    const memory = watchMemory(program.pid);
    const began = performance.now();
    const slow = sendFile({ ...far, name: 'lento', ...SLOW });
    const declared = await sendFile({ ...rough, name: 'giga', bytes: GIGABYTE, pace: 100_000 });
    say(`declared: ${JSON.stringify(declared)}`);
    const large = sendAll(senders, count);
    const undeclaredOnes = await Promise.all([
      ...[1, 2, 3].map((n) => sendFile({ ...rough, name: `sin-decir-${n}`, bytes: GIGABYTE, declared: false })),
      breaking(rough),
    ]);
    const undeclared = undeclaredOnes.slice(0, 3) as (Answered | null)[];
    say(`undeclared: ${JSON.stringify(undeclared)}`);
    const sent = await fileEach(await large, { areaId, ledger });
    const uploadedMs = Math.round(performance.now() - began);
    say(`${sent.length} of ${count} uploaded in ${uploadedMs} ms`);
    const slowly = await slow;
    const differing = await readBack(url, sent);
    const grown = memory.end();
    say(`read back, ${differing} differ; memory ${JSON.stringify(grown)}`);
    await sleep(1_000);
    const code = await program.stop();
    const audit = await auditFolder(dataDir, ledger.read());
    const uploadMs = spread(sent.map(({ ms }) => ms));
    return {
      figures: {
        count,
        ...audit,
        sent: sent.length,
        differing,
        uploadedMs,
        uploadMs,
        memory: grown,
        declared,
        undeclared,
        slowly,
      },
      bars: [
        ...auditBars(audit),
        bar(`all ${count} files were taken`, sent.length === count),
        bar('read back with other bytes 0', differing === 0),
        bar(
          'a gigabyte that is declared: 413 before half a second of it was sent',
          declared?.status === 413 && declared.sent <= 50_000,
        ),
        bar(
          'a gigabyte that is not: 413 with little more than the largest file sent',
          undeclared.every((each) => each?.status === 413 && each.sent <= 2 * ATTACHMENT_MAX_BYTES),
        ),
        bar('a slow line is waited for', slowly?.status === 201),
        bar('half files and files without a row 0, before any sweep', audit.halfFiles + audit.filesWithoutRow === 0),
        bar('the program was never started again, and stops with 0', code === 0),
        timedBar(`memory grows by at most ${ROOM / MEGABYTE} MB`, grown.grownBytes <= ROOM),
      ],
    };
  } finally {
    await program.kill();
    ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
