import { describe, expect, it } from 'vitest';
import { REQUEST_STATES, type RequestState } from '#contract/requests.ts';
import { ACTS, type Act, clockEffect, isOpen, isPublicFact, mayHappen, stateAfter } from './rules.ts';

/** act → every state it may start from; everything not named is refused. Written out apart from the table on purpose. */
const STARTS: Record<Act, readonly RequestState[]> = {
  assign: ['registered', 'assigned', 'in_progress'],
  reassign: ['scheduled', 'waiting_requester', 'waiting_third_party'],
  take: ['registered', 'assigned', 'scheduled'],
  takeOver: ['in_progress'],
  schedule: ['in_progress', 'scheduled'],
  reclassify: ['registered', 'assigned', 'in_progress', 'scheduled', 'waiting_requester', 'waiting_third_party'],
  reroute: ['registered', 'in_progress'],
  acceptVisit: ['scheduled'],
  declineVisit: ['scheduled'],
  beginVisit: ['scheduled'],
  remind: ['waiting_requester'],
  passOn: [
    'registered',
    'assigned',
    'in_progress',
    'scheduled',
    'waiting_requester',
    'waiting_third_party',
    'resolved',
  ],
  rate: ['resolved', 'closed'],
  ask: ['registered', 'assigned', 'in_progress', 'scheduled'],
  answer: ['waiting_requester'],
  wait: ['in_progress'],
  resume: ['waiting_third_party'],
  resolve: ['registered', 'assigned', 'in_progress', 'scheduled', 'waiting_requester', 'waiting_third_party'],
  reject: ['registered', 'assigned', 'in_progress'],
  join: ['registered', 'assigned', 'in_progress', 'scheduled', 'waiting_requester', 'waiting_third_party'],
  leave: ['registered', 'assigned', 'in_progress', 'scheduled', 'waiting_requester', 'waiting_third_party', 'resolved'],
  redact: [...REQUEST_STATES],
  duplicate: ['registered', 'assigned', 'in_progress', 'scheduled', 'waiting_requester', 'waiting_third_party'],
  accept: ['resolved'],
  expire: ['resolved'],
  abandon: ['waiting_requester'],
  reopen: ['resolved', 'closed'],
  cancel: ['registered', 'assigned', 'in_progress', 'scheduled', 'waiting_requester', 'waiting_third_party'],
  askUrgency: ['registered', 'assigned', 'in_progress', 'scheduled', 'waiting_requester', 'waiting_third_party'],
  decideUrgency: ['registered', 'assigned', 'in_progress', 'scheduled', 'waiting_requester', 'waiting_third_party'],
  message: [
    'registered',
    'assigned',
    'in_progress',
    'scheduled',
    'waiting_requester',
    'waiting_third_party',
    'resolved',
  ],
  note: [...REQUEST_STATES],
};

const cases = Object.keys(ACTS).flatMap((act) => REQUEST_STATES.map((state) => [act as Act, state] as const));

describe('the states of a request', () => {
  it.each(cases)('%s from %s happens only where the table says', (act, state) => {
    expect(mayHappen(act, state)).toBe(STARTS[act].includes(state));
  });

  it('leads where the desk expects', () => {
    expect(stateAfter('take', 'registered')).toBe('in_progress');
    expect(stateAfter('ask', 'in_progress')).toBe('waiting_requester');
    expect(stateAfter('answer', 'waiting_requester')).toBe('in_progress');
    expect(stateAfter('resolve', 'waiting_third_party')).toBe('resolved');
    expect(stateAfter('accept', 'resolved')).toBe('closed');
    expect(stateAfter('reopen', 'closed')).toBe('in_progress');
    expect(stateAfter('message', 'resolved')).toBe('resolved');
    expect(stateAfter('reassign', 'scheduled')).toBe('scheduled');
  });

  it('pauses the clock only while somebody else must act, and stops it at the end', () => {
    const byEffect = Map.groupBy(Object.keys(ACTS) as Act[], clockEffect);
    expect(byEffect.get('pause')).toEqual(['acceptVisit', 'ask', 'wait']);
    expect(byEffect.get('stop')).toEqual(['resolve', 'reject', 'duplicate', 'abandon', 'cancel']);
    expect(byEffect.get('run')).toEqual([
      'take',
      'schedule',
      'declineVisit',
      'beginVisit',
      'answer',
      'resume',
      'reopen',
    ]);
  });

  it('never shows an internal note', () => {
    expect(isPublicFact('request.noted')).toBe(false);
    expect(isPublicFact('request.resolved')).toBe(true);
    expect(isPublicFact('request.anything-new')).toBe(false);
  });

  it('cancelled and rejected are final', () => {
    for (const state of ['cancelled', 'rejected'] as const) {
      expect(isOpen(state)).toBe(false);
      expect((Object.keys(ACTS) as Act[]).filter((act) => mayHappen(act, state))).toEqual(['note', 'redact']);
    }
  });
});
