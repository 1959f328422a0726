/** One measurement: so many connections for so long against one server, with the CPU it took, its own and the database's. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Case } from './cases.ts';
import type { Meter } from './cpu.ts';
import { load, median, quantile } from './load.ts';

export type Measured = {
  /** Answers a second. */
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  /** Milliseconds of CPU for one answer, with the work it leaves for the background. */
  readonly cpuProgram: number;
  readonly cpuDatabase: number;
};

export type Subject = {
  readonly url: URL;
  readonly meter: Meter;
  readonly database: Meter;
  /** Answers once nothing is left to do in the background. */
  idle(): Promise<void>;
  /** Before a round of writing: what would refuse or grow by it alone. */
  clear(): Promise<void>;
};

/** A backend counts its time when it next leaves the core: give it that moment. */
const SETTLES = 20;

async function once(subject: Subject, each: Case, given: { connections: number; milliseconds: number }) {
  if (each.writes) await subject.clear();
  const [program, database] = [subject.meter(), subject.database()];
  const answered = await load(subject.url, { ...given, next: each.next });
  if (each.writes) await subject.idle();
  await pause(SETTLES);
  return {
    perSecond: answered.count / answered.seconds,
    p50: quantile(answered.latencies, 0.5),
    p95: quantile(answered.latencies, 0.95),
    cpuProgram: (subject.meter() - program) / answered.count,
    cpuDatabase: (subject.database() - database) / answered.count,
  };
}

const middle = (rounds: readonly Measured[]): Measured => ({
  perSecond: median(rounds.map((round) => round.perSecond)),
  p50: median(rounds.map((round) => round.p50)),
  p95: median(rounds.map((round) => round.p95)),
  cpuProgram: median(rounds.map((round) => round.cpuProgram)),
  cpuDatabase: median(rounds.map((round) => round.cpuDatabase)),
});

export type Compared = { readonly program: Measured; readonly floor: Measured; readonly ratio: number };

const cpu = (measured: Measured): number => measured.cpuProgram + measured.cpuDatabase;

/** Both in turns, so that whatever else the machine does falls on both; the median of the rounds of each. */
export async function compare(
  subjects: { program: Subject; floor: Subject },
  each: Case,
  given: { connections: number; milliseconds: number; rounds: number },
): Promise<Compared> {
  const [program, floor]: [Measured[], Measured[]] = [[], []];
  const warm = { ...given, milliseconds: given.milliseconds / 2 };
  for (const subject of [subjects.program, subjects.floor]) await once(subject, each, warm);
  for (let round = 0; round < given.rounds; round += 1) {
    program.push(await once(subjects.program, each, given));
    floor.push(await once(subjects.floor, each, given));
  }
  const ratios = program.map((measured, index) => cpu(measured) / cpu(floor[index] ?? measured));
  return { program: middle(program), floor: middle(floor), ratio: median(ratios) };
}
