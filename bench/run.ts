/**
 * `npm run bench -- [--requests 1000,100000] [--connections 1,16] [--rounds 5] [--seconds 2] [--only "own list,create"] [--json]`
 *
 * Fills a desk of each size, serves it with the real program, and compares what people do all day with the floor
 * (`floor.ts`) on the same database. What must hold stands in `docs/performance.md`.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { systemClock } from '#server/shared/clock.ts';
import { CASES, type Case, casesOf } from './cases.ts';
import { type FullDesk, openFullDesk, serveFile } from './desk.ts';
import { type Compared, compare, type Subject } from './measure.ts';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '1000,100000' },
    connections: { type: 'string', default: '1,16' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const numbers = (list: string): number[] => list.split(',').map(Number);
const say = (line: string): void => {
  if (!values.json) console.log(line);
};

const chosen = values.only?.split(',') ?? [...CASES];
const unknown = chosen.filter((name) => !CASES.some((each) => each === name));
if (unknown.length > 0) throw new Error(`no case "${unknown.join('", "')}": there are ${CASES.join(', ')}`);

const PORTS = { program: 3391, floor: 3392 };

const LEFT = `select count(*)::int as jobs from jobs.job
  where state < 'completed' and name like 'on.%'`;

function subjectsOf(desk: FullDesk, floor: { url: URL; meter: Subject['meter'] }, client: pg.Client) {
  const idle = async () => {
    while ((await client.query<{ jobs: number }>(LEFT)).rows[0]?.jobs !== 0) await pause(50);
  };
  const clear = async () => {
    await client.query('delete from rate_limits');
  };
  const database = desk.database.meter;
  return {
    program: { url: desk.program.url, meter: desk.program.meter, database, idle, clear },
    floor: { ...floor, database, idle: async () => {}, clear },
  } satisfies Record<string, Subject>;
}

type Line = Compared & { case: Case['name']; writes: boolean; connections: number };

async function linesOf(desk: FullDesk): Promise<Line[]> {
  const { app, reader, owner } = desk.database;
  const client = new pg.Client(owner);
  await client.connect();
  const args = [String(PORTS.floor), JSON.stringify(app), JSON.stringify(reader)];
  const floor = await serveFile('bench/floor.ts', { args, env: {}, port: PORTS.floor });
  const cases = await casesOf(owner, `http://localhost:${PORTS.program}`, desk.people);
  const subjects = subjectsOf(desk, floor, client);
  const lines: Line[] = [];
  for (const each of cases.filter(({ name }) => chosen.includes(name))) {
    for (const connections of numbers(values.connections)) {
      const given = { connections, milliseconds: Number(values.seconds) * 1_000, rounds: Number(values.rounds) };
      const line = { case: each.name, writes: each.writes, connections, ...(await compare(subjects, each, given)) };
      lines.push(line);
      say(row(line));
    }
  }
  await floor.stop();
  await client.end();
  return lines;
}

const ms = (value: number): string => value.toFixed(2).padStart(7);
const row = ({ case: name, connections, program, floor, ratio }: Line): string =>
  [
    name.padEnd(10),
    String(connections).padStart(4),
    ...[program, floor].map((measured) =>
      [
        measured.perSecond.toFixed(0).padStart(6),
        ms(measured.p50),
        ms(measured.p95),
        ms(measured.cpuProgram),
        ms(measured.cpuDatabase),
      ].join(' '),
    ),
    `${ratio.toFixed(2).padStart(5)}×`,
  ].join(' │ ');
const HEADER = `${'case'.padEnd(10)} │ conn │ program: req/s, p50, p95, CPU program, CPU database │ floor: the same │ CPU ratio`;

const sizes: { requests: number; startedInMs: number; lines: Line[] }[] = [];
for (const requests of numbers(values.requests)) {
  say(`\n${requests} requests`);
  const desk = await openFullDesk({ requests, port: PORTS.program, log: say });
  say(`the program answered ${Math.round(desk.startedIn)} ms after its start\n${HEADER}`);
  try {
    sizes.push({ requests, startedInMs: Math.round(desk.startedIn), lines: await linesOf(desk) });
  } finally {
    await desk.close();
  }
}
if (values.json) console.log(JSON.stringify({ at: systemClock.now(), node: process.version, sizes }));
