/** Lives the plan of one request: gives each of its acts a time, an author and words. */
import {
  addBusinessDays,
  addBusinessMinutes,
  businessMinutesBetween,
  fromLocal,
  localDay,
} from '#server/calendars/index.ts';
import { DAY, later, MINUTE } from '#server/shared/clock.ts';
import { byWeight, type Chance } from './chance.ts';
import { act, type Life, type Step } from './life.ts';
import type { Inhabitant, Population, Team } from './people.ts';
import { type Beat, type Plan, planFor, RESTS_AT_MOST, SPOKEN, stateFor } from './plan.ts';
import { messageOf, thirdParty } from './texts.ts';
import type { World } from './world.ts';

/** Business minutes of a day, of any calendar near enough. */
const DAY_MINUTES = 480;
/** Whatever was filed before had all the time it needed: spares counting the days of years. */
const LONG_AGO = 120 * DAY;

type Stage = {
  readonly chance: Chance;
  readonly world: World;
  readonly population: Population;
  readonly life: Life;
  /** Who will attend it. */
  readonly team: Team;
  readonly agent: Inhabitant;
  at: Date;
  /** The act under way is the last: what it announces is still to come. */
  isLast: boolean;
};

export function live(life: Life, given: Pick<Stage, 'chance' | 'world' | 'population'> & { age: number }): void {
  const { chance, world, population } = given;
  const team = teamFor(life, given);
  // Some of a team do more than others.
  const agent = team.agents[Math.floor(team.agents.length * chance.unit() ** 1.4)] ?? team.lead;
  life.attended.push(agent);
  const stage: Stage = { chance, world, population, life, team, agent, at: life.row.registered_at, isLast: false };
  const plan = planFor(chance, stateFor(chance, given.age), life.row.team_id !== null);
  const isNew = world.now.getTime() - stage.at.getTime() < LONG_AGO;
  const available =
    isNew || isOpen(plan) ? businessMinutesBetween(life.calendar, stage.at, world.now) : Number.POSITIVE_INFINITY;
  if (plan.beats.length > 0) play(stage, plan, spanOf(stage, plan, available));
  if (plan.ending !== null) end(stage, plan.ending, available);
}

const isOpen = (plan: Plan): boolean => !['closed', 'cancelled', 'rejected'].includes(plan.state);

function teamFor(life: Life, { chance, world, population }: Pick<Stage, 'chance' | 'world' | 'population'>): Team {
  const ofArea = world.teams.filter((team) => team.areaId === life.offer.area.id);
  const id = life.row.team_id ?? (ofArea.length > 0 ? chance.pick(ofArea).id : population.firstContact.id);
  return population.teams.get(id) ?? population.firstContact;
}

/** Business minutes from the filing to the last beat. */
function spanOf({ chance, life }: Stage, plan: Plan, available: number): number {
  if (!isOpen(plan)) return Math.min(chance.logNormal(life.row.resolution_minutes * 0.4, 0.85), available * 0.7);
  // The last movement of what is open is of these days.
  const most = RESTS_AT_MOST[plan.state];
  const ago = Math.min(10 + chance.exponential(3 * DAY_MINUTES), available / 2);
  return available - (most === undefined ? ago : Math.min(ago, most * DAY_MINUTES));
}

/** Shares of the time to the first answer after which the first acts come. */
const EARLY = [0.3, 0.6, 1];

/** The first acts come early, the last one at the end of the span, the rest where they may. */
function play(stage: Stage, plan: Plan, span: number): void {
  const { chance, life, world } = stage;
  const { beats } = plan;
  const early = Math.min(chance.logNormal(life.row.first_response_minutes * 0.4, 0.9), span * 0.5);
  const cuts = beats.map((_, index) => early * (EARLY[index] ?? 1 + chance.unit() * (span / early - 1)));
  if (beats.length > 1) cuts[cuts.length - 1] = span;
  cuts.sort((a, b) => a - b);
  let before = 0;
  for (const [index, beat] of beats.entries()) {
    const cut = cuts[index] ?? span;
    // Seconds apart, for nobody acts twice at once; and never in the future.
    const at = addBusinessMinutes(life.calendar, stage.at, cut - before).getTime() + 1_000 + chance.whole(4_000);
    stage.at = new Date(Math.min(at, world.now.getTime()));
    stage.isLast = index === beats.length - 1;
    before = cut;
    act(chance, life, stepOf(stage, beat));
  }
}

function stepOf(stage: Stage, beat: Beat): Step {
  const { chance, at } = stage;
  const kind = SPOKEN[beat];
  const words = kind === undefined ? {} : { message: messageOf(chance, kind) };
  return { ...ACTIONS[beat](stage, words.message ?? ''), ...words, at };
}

type Action = Omit<Step, 'at' | 'message'>;
const closure = byWeight([60, 14, 16, 4, 4, 0, 2, 0, 0]);
const unscheduled = { scheduled_at: null, scheduled_where: null };
const unwaited = { waiting_reason: null, waiting_until: null };

/** What `requests/attend.ts` and `requests/follow.ts` decide for each act. */
const ACTIONS: Readonly<Record<Beat, (stage: Stage, text: string) => Action>> = {
  assign: ({ chance, team, agent, population, world, life }) => {
    const named = world.teams.find((each) => each.id === team.id)?.name ?? { es: '', en: '' };
    const agentId = life.row.agent_id !== null || chance.is(0.8) ? agent.id : null;
    return {
      act: 'assign',
      fact: 'request.assigned',
      by: chance.is(0.5) ? team.lead : chance.pick(population.firstContact.agents),
      data: { teamId: team.id, teamName: { ...named }, ...(agentId === null ? {} : { agentId }) },
      patch: { team_id: team.id, agent_id: agentId },
    };
  },
  take: ({ agent }) => ({
    act: 'take',
    fact: 'request.taken',
    by: agent,
    data: { agentId: agent.id },
    patch: { agent_id: agent.id, ...unscheduled },
  }),
  'requester-says': ({ life }) => ({ act: 'message', fact: 'request.messaged', by: life.requester }),
  'agent-says': ({ agent }) => ({ act: 'message', fact: 'request.messaged', by: agent }),
  note: ({ agent }) => ({ act: 'note', fact: 'request.noted', by: agent }),
  ask: ({ agent }) => ({
    act: 'ask',
    fact: 'request.asked',
    by: agent,
    patch: { agent_id: agent.id, waiting_reason: '', waiting_until: null, ...unscheduled },
  }),
  answer: ({ life }) => ({
    act: 'answer',
    fact: 'request.answered',
    by: life.requester,
    patch: { waiting_reason: null },
  }),
  wait: (stage) => waiting(stage),
  resume: ({ agent }) => ({ act: 'resume', fact: 'request.resumed', by: agent, patch: unwaited }),
  schedule: (stage) => visit(stage),
  resolve: ({ chance, agent, at, world }, text) => {
    const closureCode = world.closureCodes[closure(chance.unit())] ?? 'solved';
    return {
      act: 'resolve',
      fact: 'request.resolved',
      by: agent,
      data: { closureCode },
      patch: {
        agent_id: agent.id,
        resolved_at: at,
        closure_code: closureCode,
        solution: text,
        ...unwaited,
        ...unscheduled,
      },
    };
  },
  reopen: ({ life }) => ({
    act: 'reopen',
    fact: 'request.reopened',
    by: life.requester,
    patch: {
      reopened_count: life.row.reopened_count + 1,
      resolved_at: null,
      ended_at: null,
      closure_code: null,
      solution: null,
    },
  }),
  cancel: ({ life, at }) => ({
    act: 'cancel',
    fact: 'request.cancelled',
    by: life.requester,
    patch: { ended_at: at, ...unwaited },
  }),
  reject: ({ team, at }) => ({ act: 'reject', fact: 'request.rejected', by: team.lead, patch: { ended_at: at } }),
};

/** What still waits, waits for a day to come. */
function waiting({ chance, life, agent, at, world, isLast }: Stage): Action {
  const who = thirdParty(chance);
  const reference = chance.is(0.6) ? `REP-${10_000 + chance.whole(89_999)}` : '';
  const { timeZone } = life.calendar;
  const until = localDay(timeZone, later(isLast ? world.now : at, chance.between(1, 15) * DAY));
  return {
    act: 'wait',
    fact: 'request.waiting',
    by: agent,
    data: { who, reference, until },
    patch: {
      waiting_reason: reference === '' ? who : `${who} (${reference})`,
      waiting_until: fromLocal(timeZone, `${until}T23:59`),
    },
  };
}

/** A visit in the coming days, at a quarter of an hour. */
function visit({ chance, life, agent, at, world, isLast }: Stage): Action {
  const quarter = 15 * MINUTE;
  const from = isLast ? world.now : at;
  const meant = addBusinessMinutes(life.calendar, from, chance.between(60, 5 * DAY_MINUTES)).getTime();
  const when = new Date(Math.ceil(meant / quarter) * quarter);
  const where = `${life.row.place.building}, ${life.row.place.office}`;
  return {
    act: 'schedule',
    fact: 'request.scheduled',
    by: agent,
    data: { at: when.toISOString(), where },
    patch: { scheduled_at: when, scheduled_where: where },
  };
}

/** Accepted within a day or so, or closed by the schedule that runs every quarter of an hour. */
function end(stage: Stage, ending: NonNullable<Plan['ending']>, available: number): void {
  const { chance, life, world } = stage;
  const days = RESTS_AT_MOST[ending === 'abandon' ? 'waiting_requester' : 'resolved'];
  const due = addBusinessDays(life.calendar, stage.at, (days ?? 0) + 1);
  const closing = later(due, chance.whole(15 * MINUTE));
  if (ending !== 'accept' && closing <= world.now) {
    const isAbandoned = ending === 'abandon';
    act(chance, life, {
      act: isAbandoned ? 'abandon' : 'expire',
      fact: 'request.closed',
      by: null,
      data: { cause: isAbandoned ? 'no-answer' : 'accepted-by-silence' },
      patch: { ended_at: closing, waiting_reason: null, ...(isAbandoned ? { closure_code: 'no_reply' } : {}) },
      at: closing,
    });
    return;
  }
  // Too new to have closed by itself: a question still waits, a solution was accepted at once.
  if (ending === 'abandon') return;
  const left = Math.min(available / 4, chance.logNormal(120, 1.1), 2 * DAY_MINUTES);
  const accepted = new Date(
    Math.min(addBusinessMinutes(life.calendar, stage.at, left).getTime() + 1_000, world.now.getTime()),
  );
  act(chance, life, {
    act: 'accept',
    fact: 'request.accepted',
    by: life.requester,
    patch: { ended_at: accepted },
    at: accepted,
  });
}
