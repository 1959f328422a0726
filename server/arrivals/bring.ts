/**
 * Bringing the lines in: some at a time, each time one transaction, looked at anew inside it. What was done is in the lines
 * themselves, so whoever goes on after a stop, or after the program was cut, goes on where it ended; what came in already is
 * found to be here.
 */
import { holds } from '#contract/permissions.ts';
import { actingPerson, addPerson } from '../accounts/index.ts';
import { arrive, insertFormerMessages } from '../requests/index.ts';
import type { House } from '../shared/house.ts';
import { type Actor, system } from '../shared/policy.ts';
import { settledVersionOf } from '../shared/settled.ts';
import type { Work } from '../shared/store.ts';
import { lookAtMessages, lookAtPeople, lookAtRequests } from './among.ts';
import type { GivenRow } from './headings.ts';
import type { Looked } from './lines.ts';
import {
  type ArrivalRow,
  arrivalById,
  type Finding,
  forgetGiven,
  givenRows,
  lockRunning,
  runningIds,
  saveArrival,
  saveFindings,
} from './rows.ts';

/** Of requests few at a time: whoever files one meanwhile waits for the folios of these. */
const AT_ONCE: Record<ArrivalRow['kind'], number> = { people: 50, requests: 15, messages: 200 };
/** Milliseconds of one look; then others have their turn, and the program may end. */
const TURN = 1_000;

class NotOurs extends Error {}

export async function bringRunning(house: House): Promise<void> {
  for (const id of await runningIds(house.store.read)) {
    const until = house.clock.elapsed() + TURN;
    while ((await bringSome(house, id)) && house.clock.elapsed() < until);
  }
}

/** To the end, for whoever waits for it. */
export async function bringAll(house: House, id: string): Promise<void> {
  while (await bringSome(house, id));
}

/** False when there is nothing more to do, or another node is at it. */
async function bringSome(house: House, id: string): Promise<boolean> {
  const row = await arrivalById(house.store.read, id);
  if (row?.state !== 'running') return false;
  const actor = await actorOf(house, row);
  if (actor === null) {
    await house.store.aside('upload', (db, now) => saveArrival(db, id, { state: 'stopped', ended_at: now }));
    return false;
  }
  const bring = (most: number) => house.store.change(actor, (work) => batch(work, id, most));
  const ofOurs = (error: unknown): false => {
    if (error instanceof NotOurs) return false;
    throw error;
  };
  try {
    return await bring(AT_ONCE[row.kind]).catch(ofOurs);
  } catch (error) {
    house.log.error({ err: error, arrivalId: id }, 'lines of an arrival could not come in together');
  }
  try {
    return await bring(1).catch(ofOurs);
  } catch (error) {
    house.log.error({ err: error, arrivalId: id }, 'a line of an arrival could not come in');
    return setAside(house, id);
  }
}

/** As the person who started it, with the rights they have now. */
async function actorOf(house: House, row: ArrivalRow): Promise<Actor | null> {
  if (row.started_by === null || row.session_id === null) return system('terminal');
  const person = await actingPerson(house.store.read, { personId: row.started_by, sessionId: row.session_id });
  return person !== null && holds(person.roles, 'arrival.bring') ? person : null;
}

/** A line that the program itself cannot bring in is told as one, and holds the others up no longer. */
async function setAside(house: House, id: string): Promise<boolean> {
  return house.store.aside('upload', async (db) => {
    const [row] = await givenRows(db, id, { outcome: 'new', limit: 1 });
    if (row === undefined) return false;
    const problems = [{ column: null, message: 'arrivals.problem.unexpected', found: '', stops: true }] as const;
    await saveFindings(db, id, [{ line: row.line, outcome: 'fault', problems, became: null }]);
    return true;
  });
}

async function batch(work: Work, id: string, most: number): Promise<boolean> {
  const arrival = await lockRunning(work.db, id);
  if (arrival === undefined) throw new NotOurs();
  const rows = await givenRows(work.db, id, { outcome: 'new', limit: most });
  const stream = `arrival:${id}`;
  if (rows.length === 0) {
    await saveArrival(work.db, id, { state: 'done', ended_at: work.now });
    await forgetGiven(work.db, id);
    await work.record({ stream, fact: 'arrival.ended', data: { arrivalId: id } });
    return false;
  }
  const found = await BRING[arrival.kind](work, arrival, rows);
  await saveFindings(work.db, id, found);
  const count = (outcome: Finding['outcome']) => found.filter((each) => each.outcome === outcome).length;
  const lines = { from: rows[0]?.line ?? 0, to: rows.at(-1)?.line ?? 0 };
  const data = { arrivalId: id, ...lines, brought: count('brought'), here: count('here'), fault: count('fault') };
  await work.record({ stream, fact: 'arrival.brought', data });
  return true;
}

type Bring = (work: Work, arrival: ArrivalRow, rows: readonly GivenRow[]) => Promise<Finding[]>;

const sourceOf = (arrival: ArrivalRow, line: number) => ({
  arrivalId: arrival.id,
  fileSha256: arrival.sha256.toString('hex'),
  line,
});

/** Each line with what `enter` makes of it: the id of what it became, or null where it was here after all. */
async function each<Value>(
  rows: readonly GivenRow[],
  looked: readonly Looked<Value>[],
  enter: (value: Value, line: number) => Promise<string | null>,
): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const [index, { outcome, problems, value, became }] of looked.entries()) {
    const line = rows[index]?.line ?? 0;
    const id = value === null ? null : await enter(value, line);
    if (value === null) found.push({ line, outcome, problems, became });
    else found.push({ line, outcome: id === null ? 'here' : 'brought', problems, became: id });
  }
  return found;
}

const bringPeople: Bring = async (work, arrival, rows) => {
  const looked = await lookAtPeople(work.db, { arrival, rows, now: work.now });
  return each(rows, looked, async (person, line) => {
    const account = { state: 'invited', roles: ['requester'], passwordHash: null, teamIds: [] } as const;
    const id = await addPerson(work, { ...person, ...account });
    await work.record({
      stream: `person:${id}`,
      fact: 'account.arrived',
      data: { personId: id, ...sourceOf(arrival, line) },
    });
    return id;
  });
};

const bringRequests: Bring = async (work, arrival, rows) => {
  const looked = await lookAtRequests(work.db, { arrival, rows, now: work.now });
  const version = await settledVersionOf(work.db);
  return each(rows, looked, async (request, line) => {
    const { desk, letters: letter } = arrival;
    const came = await arrive(work, { ...request, desk, letter, source: sourceOf(arrival, line) }, version);
    return came?.id ?? null;
  });
};

const bringMessages: Bring = async (work, arrival, rows) => {
  const looked = await lookAtMessages(work.db, { arrival, rows, now: work.now });
  const came = await insertFormerMessages(
    work,
    looked.flatMap(({ value }) => value ?? []),
  );
  return each(rows, looked, async (message) =>
    came.has(`${message.requestId} ${message.sha256}`) ? message.requestId : null,
  );
};

const BRING: Record<ArrivalRow['kind'], Bring> = {
  people: bringPeople,
  requests: bringRequests,
  messages: bringMessages,
};
