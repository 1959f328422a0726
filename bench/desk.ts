/** A desk full of requests in a throwaway folder, and the real program serving it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { pino } from 'pino';
import { prepareDatabase } from '#server/prepare.ts';
import { systemClock } from '#server/shared/clock.ts';
import { accessTo } from '#server/shared/postgres/embedded.ts';
import { openPostgres } from '#server/shared/postgres/postgres.ts';
import { databaseMeter, type Meter, programMeter } from './cpu.ts';
import { type Generated, generate, SEED } from './generate.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export type Served = { readonly url: URL; readonly meter: Meter; stop(): Promise<void> };

export type FullDesk = {
  readonly dataDir: string;
  readonly people: Generated;
  readonly program: Served;
  readonly database: {
    readonly meter: Meter;
    readonly owner: pg.PoolConfig;
    readonly app: pg.PoolConfig;
    readonly reader: pg.PoolConfig;
  };
  /** Milliseconds from the start of the program to its first answer. */
  readonly startedIn: number;
  close(): Promise<void>;
};

/** Starts one of our files and waits until it answers at `path`. */
export async function serveFile(
  file: string,
  given: { args: readonly string[]; env: Record<string, string>; port: number },
): Promise<Served> {
  const child = spawn(process.execPath, [file, ...given.args], {
    cwd: ROOT,
    env: { LOG_LEVEL: 'error', ...given.env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = new URL(`http://localhost:${given.port}`);
  for (;;) {
    await pause(10);
    if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}`);
    if ((await fetch(new URL('/health/ready', url)).catch(() => null))?.ok) break;
  }
  return { url, meter: programMeter(child.pid ?? 0), stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

export async function openFullDesk(given: {
  requests: number;
  port: number;
  log: (line: string) => void;
}): Promise<FullDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'mesa-bench-'));
  const dataDir = join(folder, 'data');
  try {
    const people = await fill(dataDir, given);
    const begun = systemClock.elapsed();
    const program = await serveFile('server/main.ts', {
      args: ['serve'],
      env: { DATA_DIR: dataDir, PORT: String(given.port) },
      port: given.port,
    });
    const startedIn = systemClock.elapsed() - begun;
    const [pid, , , , socket] = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    const access = accessTo(resolve(dataDir, 'postgres', socket ?? ''), 'mesa');
    return {
      dataDir,
      people,
      program,
      startedIn,
      database: { meter: databaseMeter(Number(pid)), ...access },
      close: async () => {
        await program.stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Makes the desk in the folder; with `fileBytes` the rows of files have their bytes, about so many in all. */
export async function fill(
  dataDir: string,
  given: { requests: number; port: number; fileBytes?: number; log: (line: string) => void },
): Promise<Generated> {
  const postgres = await openPostgres({ dataDir, databaseUrl: null, log: pino({ level: 'silent' }) });
  try {
    await prepareDatabase(postgres);
    const publicUrl = `http://localhost:${given.port}`;
    const { requests, log, fileBytes } = given;
    const files = fileBytes === undefined ? null : { folder: join(dataDir, 'files'), bytes: fileBytes };
    return await generate({ postgres, clock: systemClock, publicUrl, requests, seed: SEED, files, log });
  } finally {
    await postgres.close();
  }
}
