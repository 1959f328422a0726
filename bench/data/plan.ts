/** What becomes of a request: which acts follow one another until it stands where it shall stand now. */
import type { RequestState } from '#contract/requests.ts';
import { ACCEPT_WITHIN_DAYS, ANSWER_WITHIN_DAYS } from '#server/requests/rules.ts';
import { byWeight, type Chance } from './chance.ts';
import type { Said } from './texts.ts';

/** One act of the story; its time, its author and its words come later. */
export type Beat =
  | 'assign'
  | 'take'
  | 'requester-says'
  | 'agent-says'
  | 'note'
  | 'ask'
  | 'answer'
  | 'wait'
  | 'resume'
  | 'schedule'
  | 'resolve'
  | 'reopen'
  | 'cancel'
  | 'reject';

/** How it ends, after the last beat: accepted, or closed by the desk's schedule for want of an answer. */
export type Ending = 'accept' | 'expire' | 'abandon' | null;

export type Plan = { readonly state: RequestState; readonly beats: readonly Beat[]; readonly ending: Ending };

/** Beats that carry a message, and of which kind. */
export const SPOKEN: Readonly<Partial<Record<Beat, Said>>> = {
  'requester-says': 'requester',
  'agent-says': 'agent',
  note: 'note',
  ask: 'ask',
  answer: 'answer',
  resolve: 'resolve',
  reopen: 'reopen',
  cancel: 'cancel',
  reject: 'reject',
};

/** A request that nobody closes stays at most so many business days in these states. */
export const RESTS_AT_MOST: Readonly<Partial<Record<RequestState, number>>> = {
  waiting_requester: ANSWER_WITHIN_DAYS - 1,
  resolved: ACCEPT_WITHIN_DAYS - 1,
};

/** Of the open ones: the newest wait to be taken, the older ones are under way. */
const OPEN_STATES = ['registered', 'assigned', 'in_progress', 'scheduled', 'waiting_requester', 'waiting_third_party'];
const fresh = byWeight([35, 30, 22, 4, 6, 3]);
const settled = byWeight([4, 11, 46, 8, 13, 18]);

/** How fast the open ones thin out with age, as a share of all the years: eight in a hundred are open altogether. */
const OPEN_SHARE = 0.08;
const ENDED = ['closed', 'cancelled', 'rejected'] as const;
const ended = byWeight([0.977, 0.014, 0.009]);

/** `age`: 0 for the newest request of all, 1 for the oldest. */
export function stateFor(chance: Chance, age: number): RequestState {
  if (chance.is(Math.exp(-age / OPEN_SHARE))) {
    const pick = age < 0.006 ? fresh : settled;
    return (OPEN_STATES[pick(chance.unit())] ?? 'in_progress') as RequestState;
  }
  if (age < 0.03 && chance.is(0.3)) return 'resolved';
  return ENDED[ended(chance.unit())] ?? 'closed';
}

/** Talk in the middle, until `words` messages have been said. */
function middle(chance: Chance, words: number): Beat[] {
  const beats: Beat[] = [];
  let left = words;
  while (left > 0) {
    const u = chance.unit();
    if (u < 0.22 && left > 1) beats.push('ask', 'answer');
    else if (u < 0.55) beats.push('agent-says');
    else if (u < 0.83) beats.push('requester-says');
    else beats.push('note');
    left -= u < 0.22 && left > 1 ? 2 : 1;
  }
  if (chance.is(0.12)) beats.splice(chance.whole(beats.length + 1), 0, 'wait', 'resume');
  if (chance.is(0.1)) beats.push('schedule', 'take');
  return tidy(beats);
}

/** Nothing comes between a pair but a note. */
function tidy(beats: readonly Beat[]): Beat[] {
  const kept: Beat[] = [];
  for (const beat of beats) {
    const open = kept.findLast((each) => each !== 'note');
    if (open === 'ask' && beat !== 'answer' && beat !== 'note') kept.splice(kept.lastIndexOf('ask'), 1);
    kept.push(beat);
  }
  return kept.filter(
    (beat, index) => beat !== 'answer' || kept.slice(0, index).findLast((b) => b !== 'note') === 'ask',
  );
}

/** Messages besides the four at most that an ending brings: two on average, twelve with everything. */
const words = (chance: Chance): number => Math.min(8, Math.floor(chance.exponential(2.6)));

const beginning = (chance: Chance, hasTeam: boolean): Beat[] =>
  hasTeam && chance.is(0.45) ? ['take'] : ['assign', 'take'];

export function planFor(chance: Chance, state: RequestState, hasTeam: boolean): Plan {
  const begin = beginning(chance, hasTeam);
  const plan = (beats: readonly Beat[], ending: Ending = null): Plan => ({ state, beats, ending });
  const talk = () => middle(chance, words(chance));
  switch (state) {
    case 'registered':
      return plan(chance.is(0.1) ? ['requester-says'] : []);
    case 'assigned':
      return plan(['assign', ...(chance.is(0.3) ? (['note'] as const) : [])]);
    case 'in_progress':
      return plan([...begin, ...talk()]);
    case 'scheduled':
      return plan([...begin, ...talk(), 'schedule']);
    case 'waiting_requester':
      return plan([...begin, ...talk(), 'ask']);
    case 'waiting_third_party':
      return plan([...begin, ...talk(), 'wait']);
    case 'resolved':
      return plan([...begin, ...talk(), 'resolve']);
    case 'cancelled':
      return plan([...(chance.is(0.5) ? begin : []), 'cancel']);
    case 'rejected':
      return plan([...(chance.is(0.4) ? begin : []), 'reject']);
    case 'closed':
      return closed(chance, begin, plan);
  }
}

function closed(chance: Chance, begin: readonly Beat[], plan: (beats: readonly Beat[], ending: Ending) => Plan): Plan {
  const talk = middle(chance, words(chance));
  if (chance.is(0.03)) return plan([...begin, ...talk, 'ask'], 'abandon');
  const again: Beat[] = chance.is(0.025) ? ['reopen', ...middle(chance, 1), 'resolve'] : [];
  return plan([...begin, ...talk, 'resolve', ...again], chance.is(0.55) ? 'accept' : 'expire');
}
