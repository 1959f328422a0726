/**
 * Taking the changes over: some lines at a time, each time one transaction, looked at anew inside it. What was done is in the
 * lines themselves, so whoever goes on after a stop, or after the program was cut, goes on where it ended; a line that
 * changes nothing any more is found to say what stands here.
 */
import { holds } from '#contract/permissions.ts';
import { actingPerson, lockPerson, saveFromPayroll } from '../accounts/index.ts';
import type { House } from '../shared/house.ts';
import type { PersonActor } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import type { TableLine } from '../shared/table-file.ts';
import { rowsIn, toFound } from './payroll.ts';
import { lookAtLines } from './payroll-among.ts';
import {
  type FoundLine,
  fileById,
  forgetGiven,
  givenLines,
  lockRunningFile,
  type PayrollFile,
  runningFiles,
  saveFile,
  saveLines,
} from './payroll-rows.ts';

const AT_ONCE = 50;
/** Milliseconds of one look; then others have their turn, and the program may end. */
const TURN = 1_000;

export async function takeOverRunning(house: House): Promise<void> {
  for (const id of await runningFiles(house.store.read)) {
    const until = house.clock.elapsed() + TURN;
    while ((await takeOverSome(house, id)) && house.clock.elapsed() < until);
  }
}

/** As the person who began it, with the rights they have now; null when they may no more. */
async function actorOf(house: House, file: PayrollFile): Promise<PersonActor | null> {
  if (file.started_by === null || file.session_id === null) return null;
  const who = { personId: file.started_by, sessionId: file.session_id };
  const person = await actingPerson(house.store.read, who);
  return person !== null && holds(person.roles, 'people.administer') ? person : null;
}

/** False when there is nothing more to do, or another node is at it. */
async function takeOverSome(house: House, id: string): Promise<boolean> {
  const file = await fileById(house.store.read, id);
  if (file?.state !== 'running') return false;
  const actor = await actorOf(house, file);
  if (actor === null) {
    await house.store.aside('upload', (db, now) => saveFile(db, id, { state: 'stopped', ended_at: now }));
    return false;
  }
  const take = (most: number) => house.store.change(actor, (work) => batch(work, id, most));
  try {
    return await take(AT_ONCE);
  } catch (error) {
    house.log.error({ err: error, payrollId: id }, 'lines of a payroll could not be taken over together');
  }
  try {
    return await take(1);
  } catch (error) {
    house.log.error({ err: error, payrollId: id }, 'a line of a payroll could not be taken over');
    return setAside(house, id);
  }
}

/** A line that the program itself cannot take over is told as one, and holds the others up no longer. */
const setAside = (house: House, id: string): Promise<boolean> =>
  house.store.aside('upload', async (db) => {
    const [line] = await givenLines(db, id, { outcome: 'change', limit: 1 });
    if (line === undefined) return false;
    const problems = [{ column: null, message: 'arrivals.problem.unexpected', found: '', stops: true }] as const;
    const found = { label: line.cells.find((cell) => cell !== '') ?? '', problems, changes: [], person_id: null };
    await saveLines(db, id, [{ line: line.line, outcome: 'fault', ...found }]);
    return true;
  });

async function batch(work: Work, id: string, most: number): Promise<boolean> {
  const file = await lockRunningFile(work.db, id);
  if (file === undefined) return false;
  const lines = await givenLines(work.db, id, { outcome: 'change', limit: most });
  const stream = `payroll:${id}`;
  if (lines.length === 0) {
    await saveFile(work.db, id, { state: 'done', ended_at: work.now });
    await forgetGiven(work.db, id);
    await work.record({ stream, fact: 'payroll.ended', data: { payrollId: id } });
    return false;
  }
  const found = await takeOver(work, file, lines);
  await saveLines(work.db, id, found);
  const done = found.filter(({ outcome }) => outcome === 'done').length;
  const span = { from: lines[0]?.line ?? 0, to: lines.at(-1)?.line ?? 0 };
  await work.record({ stream, fact: 'payroll.taken-over', data: { payrollId: id, ...span, done } });
  return true;
}

async function takeOver(work: Work, file: PayrollFile, lines: readonly TableLine[]): Promise<FoundLine[]> {
  const rows = rowsIn(lines, file.columns);
  // People are held in one order, so that two files never wait for each other; then looked at as they stand.
  const people = (await lookAtLines(work.db, rows, work.now)).flatMap(({ personId }) => personId ?? []);
  for (const personId of people.toSorted()) await lockPerson(work, personId);
  const found: FoundLine[] = [];
  for (const [at, looked] of (await lookAtLines(work.db, rows, work.now)).entries()) {
    const line = lines[at]?.line ?? 0;
    if (looked.outcome !== 'change' || looked.personId === null) {
      found.push(toFound(line, looked));
      continue;
    }
    const from = { payrollId: file.id, fileSha256: file.sha256.toString('hex'), line };
    await saveFromPayroll(work, looked.personId, { values: looked.values, from });
    found.push({ ...toFound(line, looked), outcome: 'done' });
  }
  return found;
}
