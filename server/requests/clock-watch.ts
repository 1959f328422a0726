/**
 * Says of each open request, at its instant, that a promise is at risk, that it was broken, and that it has been for long:
 * once each, as facts of the desk alone. What is to be told and when stands in the row (`alarm_at`), kept by every act that
 * moves a clock.
 */
import { later, MINUTE } from '#server/shared/clock.ts';
import type { House } from '#server/shared/house.ts';
import { system } from '#server/shared/policy.ts';
import type { Work } from '#server/shared/store.ts';
import { alarmsDue, pausesOf, saveAlarm } from './clock-rows.ts';
import { clockStart, headAt, nextAlarm, type Stages, stagesAt, targetsOf } from './clock-rules.ts';
import { nextResponseReached } from './next-response.ts';
import { lockRequest, type RequestRow } from './rows.ts';
import { calendarOf, found, surroundings } from './surroundings.ts';

const BATCH = 50;
const FACTS = { 1: 'request.at-risk', 2: 'request.breached', 3: 'request.overdue' } as const;

/** Tells what is due. */
export async function watchClocks(house: House): Promise<void> {
  for (;;) {
    const ids = await alarmsDue(house.store.read, house.clock.now(), BATCH);
    for (const id of ids) await ring(house, id);
    if (ids.length < BATCH) return;
  }
}

const waits = (row: RequestRow): boolean => row.paused_at !== null && row.state !== 'scheduled';

type Told = Stages & Pick<RequestRow, 'next_response_stage'>;
type Rest = { readonly alarm: Date | null; readonly stages: Told };

/** Somebody else told it, or there is nothing to tell but when to look again. */
class Quiet extends Error {
  readonly rest: Rest | null;
  constructor(rest: Rest | null) {
    super('nothing to tell');
    this.rest = rest;
  }
}

async function ring(house: House, id: string, act: typeof tell = tell): Promise<void> {
  const save = (rung: Parameters<typeof saveAlarm>[1]) => house.store.aside('deadline', (db) => saveAlarm(db, rung));
  try {
    await house.store.change(system('clocks'), (work) => act(work, id));
  } catch (error) {
    if (!(error instanceof Quiet)) {
      // One request that cannot be told of may not silence the others: it is tried again, later.
      house.log.error({ err: error, requestId: id }, 'a deadline could not be told of');
      await save({ id, alarm: later(house.clock.now(), MINUTE) });
    } else if (error.rest !== null) await save({ id, ...error.rest });
  }
}

/** The request with what has been reached and what comes next; nothing when another look was quicker. */
async function standing(work: Work, id: string) {
  const row = await lockRequest(work, id);
  if (row === undefined || row.alarm_at === null || row.alarm_at > work.now) throw new Quiet(null);
  const head = await headOf(work, row);
  const stages = reached(row, work.now, head);
  return { row, rest: { stages, alarm: nextAlarm({ ...row, ...stages, waits: waits(row) }, head) } };
}

async function tell(work: Work, id: string): Promise<void> {
  const { row, rest } = await standing(work, id);
  const { stages, alarm } = rest;
  const { escalations } = found((await surroundings(work.settled, row.settled_version)).levels, row.level_id);
  const news = [
    {
      clock: 'first_response',
      from: row.first_response_stage,
      to: stages.first_response_stage,
      dueAt: row.first_response_due_at,
    },
    { clock: 'resolution', from: row.resolution_stage, to: stages.resolution_stage, dueAt: row.resolution_due_at },
    {
      clock: 'next_response',
      from: row.next_response_stage,
      to: stages.next_response_stage,
      dueAt: row.next_response_due_at ?? row.resolution_due_at,
    },
  ].filter(({ from, to }) => to > from);
  if (news.length === 0) throw new Quiet(rest);
  let last = null;
  for (const { clock, to, dueAt } of news) {
    const escalates = to === 1 ? escalations.lead : to === 2 ? escalations.owner : true;
    last = await work.record({
      stream: `request:${id}`,
      fact: FACTS[to as keyof typeof FACTS],
      data: { requestId: id, cause: clock, dueAt: dueAt.toISOString(), outcome: escalates ? 'escalated' : 'kept' },
    });
  }
  await saveAlarm(work.db, { id, alarm, stages, ...(last === null ? {} : { entry: last }) });
}

/** When the agency's head is told, if this level tells them. */
async function headOf(work: Work, row: RequestRow): Promise<Date | null> {
  const among = await surroundings(work.settled, row.settled_version);
  const percent = found(among.levels, row.level_id).escalations.agencyHeadPercent;
  if (percent === null) return null;
  const pauses = await pausesOf(work.db, row.id);
  return headAt({ calendar: calendarOf(among, row), start: clockStart(row), targets: targetsOf(row), pauses }, percent);
}

/** Of what passed while nobody looked, only the last is told. An answered first response has nothing more to tell. */
function reached(row: RequestRow, now: Date, head: Date | null): Told {
  const next_response_stage = nextResponseReached(row, now);
  // What waits for somebody else runs late in nothing but the answer owed to who asked.
  if (waits(row)) {
    const { first_response_stage, resolution_stage } = row;
    return { first_response_stage, resolution_stage, next_response_stage };
  }
  const stages = stagesAt(row, now);
  const overdue = stages.resolution_stage === 2 && head !== null && head <= now ? 3 : stages.resolution_stage;
  return {
    first_response_stage:
      row.first_response_at === null
        ? Math.max(row.first_response_stage, stages.first_response_stage)
        : row.first_response_stage,
    resolution_stage: Math.max(row.resolution_stage, overdue),
    next_response_stage,
  };
}

/** Leaves untold what is past: for a history that was lived through at once. What is to come will be told. */
export async function hushClocks(house: House): Promise<void> {
  const hush = async (work: Work, id: string): Promise<void> => {
    throw new Quiet((await standing(work, id)).rest);
  };
  for (;;) {
    const ids = await alarmsDue(house.store.read, house.clock.now(), BATCH);
    for (const id of ids) await ring(house, id, hush);
    if (ids.length === 0) return;
  }
}
