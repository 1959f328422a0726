/**
 * R10: back up a desk at work, restore it elsewhere, and hold both against each other. A backup under load is restored and
 * asked for all that was acknowledged before it; one of the same desk at rest, restored by another user of the machine, must be
 * the same to the last byte.
 */
import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { makeArchive } from '#server/safekeeping/back-up.ts';
import { AT_ONCE } from '#server/shared/pace.ts';
import { openPostgres } from '#server/shared/postgres/postgres.ts';
import { SLICES } from '#server/wiring.ts';
import { freePort, type Program, startProgram } from '../kit/program.ts';
import { auditBars, auditFolder } from './audit.ts';
import { compareAnswers, compareFiles, compareRows } from './compare.ts';
import { type FullDesk, fullDesk, waysInto, withStopped } from './full-desk.ts';
import { type Ledger, type Line, openLedger } from './ledger.ts';
import { mesaDoes, NOBODY, type Ran, type User } from './mesa.ts';
import { capacityOf, deskMix, measured, openPaced, type Window } from './paced.ts';
import { type Refused, refusals } from './r10-refusals.ts';
import { bar, type Options, type Report, sleep, timedBar } from './report.ts';
import { cookieOf } from './wire.ts';

const SHARE = 0.3;
const RATIO = 1.5;

type Backup = { path: string; bytes: number; rows: number; files: number };
const backupOf = ({ said }: Ran): Backup => said.backup as Backup;

/** The desk at 30 % of what it can do: before, while a backup is made by a process of its own, and after. */
async function underLoad(given: {
  program: Program;
  desk: FullDesk;
  ledger: Ledger;
  folder: string;
  options: Options;
}) {
  const { program, desk, ledger, folder, options } = given;
  const { seconds = 30, say } = options;
  const env = { DATA_DIR: desk.dataDir };
  const mix = await deskMix({ owner: waysInto(desk.dataDir).owner, people: desk.people, ledger });
  const most = await capacityOf(program.url, mix, 8);
  const perSecond = Math.max(1, most * SHARE);
  say(`at most ${Math.round(most)} answers a second; at work with ${Math.round(perSecond)}`);
  const paced = openPaced(program.url, mix, perSecond);
  const window = async (act: () => Promise<unknown>): Promise<Window> => {
    const from = performance.now();
    await act();
    return { from, to: performance.now() };
  };
  await sleep(3_000);
  const before = await window(() => sleep(seconds * 1_000));
  const acknowledged = ledger.read();
  let ran: Ran | null = null;
  const during = await window(async () => {
    ran = await mesaDoes(['backup', '--to', join(folder, 'archives')], { env });
  });
  const after = await window(() => sleep(seconds * 1_000));
  await paced.stop();
  await mix.close();
  const without = measured(paced.calls, [before, after]);
  const meanwhile = measured(paced.calls, [during]);
  const ratio = Math.round((100 * meanwhile.p95) / Math.max(1, without.p95)) / 100;
  if (ran === null) throw new Error('no backup');
  say(`without a backup ${JSON.stringify(without)}, meanwhile ${JSON.stringify(meanwhile)}: ${ratio} ×`);
  return {
    acknowledged,
    ran: ran as Ran,
    most: Math.round(most),
    perSecond: Math.round(perSecond),
    without,
    meanwhile,
    ratio,
  };
}

/** The archive alone: that it is proved afterwards was seen with the one made under load. */
async function archiveAtRest(
  desk: FullDesk,
  given: { folder: string; recipient: string },
): Promise<Backup & { ms: number }> {
  const began = performance.now();
  const postgres = await openPostgres({ dataDir: desk.dataDir, databaseUrl: null, log: pino({ level: 'silent' }) });
  try {
    const made = await makeArchive({
      postgres,
      keptFiles: SLICES.flatMap((slice) => slice.keptFiles ?? []),
      folder: given.folder,
      recipients: [given.recipient],
      keys: null,
      at: new Date(),
      institution: 'Gobierno del Estado de Ejemplo',
      filesFolder: join(desk.dataDir, 'files'),
      signal: new AbortController().signal,
      pace: AT_ONCE,
      tell: () => undefined,
    });
    return { ...made, ms: Math.round(performance.now() - began) };
  } finally {
    await postgres.close();
  }
}

/** As it would be on another machine: archive and key carried there, another user, another folder. */
async function restoreAs(as: User | undefined, given: { folder: string; archive: string; identityFile: string }) {
  const { folder, archive, identityFile } = given;
  mkdirSync(folder, { mode: 0o700 });
  const [carried, key] = [join(folder, 'archive.mesa'), join(folder, 'key.txt')];
  copyFileSync(archive, carried);
  copyFileSync(identityFile, key);
  if (as) for (const path of [folder, carried, key]) chownSync(path, as.uid, as.gid);
  const env = { DATA_DIR: join(folder, 'data'), HOME: folder, TMPDIR: folder };
  const ran = await mesaDoes(['restore', carried, '--identity', key], { env, as });
  return { dataDir: env.DATA_DIR, env, ms: ran.ms };
}

const namedBy = async (superuser: pg.ClientConfig): Promise<Set<string>> => {
  const client = new pg.Client(superuser);
  await client.connect();
  const { rows } = await client.query<{ id: string }>('select id from attachments');
  await client.end();
  return new Set(rows.map((row) => row.id));
};

/** What each of them walks. */
const walksOf = (people: FullDesk['people']): [string, string[]][] => [
  [people.typical.email, ['/api/requests?state=all', '/api/catalogue']],
  [people.heavy.email, ['/api/requests?state=all', '/api/requests']],
  [people.agent.email, ['/api/queue', '/api/queue?state=closed', '/api/queue/counts']],
  [people.lead.email, ['/api/queue?state=all', '/api/queue?view=unassigned']],
  [people.administrator.email, ['/api/people', '/api/organisation', '/api/institution', '/api/notices']],
];

async function compareLive(urls: readonly [string, string], people: FullDesk['people'], sample: number) {
  const total = { answers: 0, refused: 0, differing: [] as string[] };
  for (const [email, lists] of walksOf(people)) {
    const [source, restored] = await Promise.all(
      urls.map(async (url) => ({ url, cookie: await cookieOf(url, email) })),
    );
    if (!source || !restored) continue;
    const found = await compareAnswers(source, restored, { lists, sample });
    total.answers += found.answers;
    total.refused += found.refused;
    total.differing.push(...found.differing.map((path) => `${email} ${path}`));
  }
  return total;
}

/** Rows and files of both at rest, then both started and asked. */
async function holdAgainst(given: {
  desk: FullDesk;
  restored: { dataDir: string; env: Record<string, string> };
  as: User | undefined;
  sample: number;
}) {
  const { desk, restored, as, sample } = given;
  const rows = await withStopped(desk.dataDir, (source) =>
    withStopped(restored.dataDir, (there) => compareRows(source, there)),
  );
  const named = await withStopped(desk.dataDir, namedBy);
  const files = await compareFiles(join(desk.dataDir, 'files'), join(restored.dataDir, 'files'), named);
  const source = await startProgram('serve', { DATA_DIR: desk.dataDir });
  const began = performance.now();
  const other = await startProgram('serve', restored.env, as ? { as } : {});
  const startMs = Math.round(performance.now() - began);
  try {
    const answers = await compareLive([source.url, other.url], desk.people, sample);
    return { rows, files, answers, startMs };
  } finally {
    await source.stop();
    await other.stop();
  }
}

/** The backup made under load: whole, and nothing missing of what was acknowledged before it began. */
async function auditLoaded(given: { folder: string; archive: string; identityFile: string; acknowledged: Line[] }) {
  const restored = await restoreAs(undefined, given);
  const { more: _, ...found } = await auditFolder(restored.dataDir, given.acknowledged);
  // Years of requests have some that were opened again and solved twice; none of the load is.
  const audit = { ...found, duplicates: { ...found.duplicates, acts: 0 } };
  rmSync(given.folder, { recursive: true, force: true });
  return { audit, ms: restored.ms };
}

export async function r10(options: Options): Promise<Report> {
  const { say } = options;
  const folder = mkdtempSync(join(tmpdir(), 'mesa-r10-'));
  // Another user passes through it to a folder of their own.
  chmodSync(folder, 0o711);
  const ledger = openLedger(join(folder, 'ledger'));
  const as = process.getuid?.() === 0 ? NOBODY : undefined;
  const began = performance.now();
  const lap = (what: string) => say(`${Math.round((performance.now() - began) / 1_000)} s: ${what}`);
  let program: Program | null = null;
  try {
    const desk = await fullDesk(options, folder);
    lap('the desk is there');
    const env = { DATA_DIR: desk.dataDir };
    program = await startProgram('serve', { ...env, PORT: String(await freePort()) });
    const key = await mesaDoes(['backup', 'key', '--replace'], { env });
    const identityFile = join(folder, 'key.txt');
    writeFileSync(identityFile, String(key.said.identity), { mode: 0o600 });
    const loaded = await underLoad({ program, desk, ledger, folder, options });
    await program.stop();
    lap(`backed up under load in ${loaded.ran.ms} ms`);
    const resting = await archiveAtRest(desk, {
      folder: join(folder, 'archives'),
      recipient: String(key.said.recipient),
    });
    lap(`archived at rest in ${resting.ms} ms`);
    const archive = resting.path;
    const parts = { identityFile, acknowledged: loaded.acknowledged };
    const first = await auditLoaded({ ...parts, folder: join(folder, 'loaded'), archive: backupOf(loaded.ran).path });
    lap(`the one made under load restored in ${first.ms} ms and audited`);
    const restored = await restoreAs(as, { folder: join(folder, 'elsewhere'), archive, identityFile });
    lap(`the other restored in ${restored.ms} ms`);
    const compared = await holdAgainst({ desk, restored, as, sample: options.count ?? 300 });
    lap('compared');
    const refused = await refusals({
      folder: join(folder, 'bad'),
      archive,
      identityFile,
      flips: options.cycles ?? 20,
      cuts: 5,
    });
    lap('bad archives refused');
    return judge({ loaded, resting, first, restored, compared, refused, as });
  } finally {
    await program?.kill();
    ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Seen = {
  loaded: Awaited<ReturnType<typeof underLoad>>;
  resting: Awaited<ReturnType<typeof archiveAtRest>>;
  first: Awaited<ReturnType<typeof auditLoaded>>;
  restored: { ms: number };
  compared: Awaited<ReturnType<typeof holdAgainst>>;
  refused: readonly Refused[];
  as: User | undefined;
};

function judge({ loaded, resting, first, restored, compared, refused, as }: Seen): Report {
  const { rows, files, answers, startMs } = compared;
  const { acknowledged, ran, ...load } = loaded;
  const notRefused = refused.filter((each) => !each.refused);
  const touched = refused.filter((each) => !each.untouched);
  return {
    figures: {
      load,
      backup: { ...resting, msUnderLoadWithProof: ran.ms, proof: ran.said.proof },
      restored: {
        asAnotherUser: as !== undefined,
        ms: restored.ms,
        startMs,
        rtoMs: restored.ms + startMs,
        underLoadMs: first.ms,
      },
      acknowledgedBefore: acknowledged.length,
      audit: first.audit,
      rows: { ...rows, differences: rows.differences.slice(0, 10) },
      files: { ...files, differing: files.differing.slice(0, 10) },
      answers: { ...answers, differing: answers.differing.slice(0, 20) },
      refusals: countOf(refused),
      notRefused,
      touched,
    },
    bars: [
      ...auditBars(first.audit),
      bar(
        'rows that differ 0, but for what a restore changes on purpose',
        rows.differences.length === 0 && rows.rows > 0,
      ),
      bar('files that differ 0', files.differing.length === 0 && files.files > 0),
      bar('answers that differ 0', answers.differing.length === 0 && answers.answers > answers.refused),
      bar(`all ${refused.length} bad archives refused with a sentence`, notRefused.length === 0),
      bar('and the place they were to be restored into untouched', touched.length === 0),
      bar('nobody refused during the backup', load.meanwhile.refused === 0 && load.meanwhile.calls > 0),
      timedBar(`answers during the backup ≤ ${RATIO} × (p95)`, load.ratio <= RATIO),
    ],
  };
}

const countOf = (refused: readonly Refused[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { words } of refused) counts[words] = (counts[words] ?? 0) + 1;
  return counts;
};
