import { expect, test } from 'vitest';
import { NOTICE_KINDS } from '#contract/notifications.ts';
import { DAY, HOUR, MINUTE } from '../shared/clock.ts';
import type { RequestContent } from './kinds.ts';
import {
  pauseAfter,
  planOf,
  sideNow,
  stillMatters,
  TOLD_REQUEST_FACTS,
  tellings,
  tells,
  wantsLetter,
} from './rules.ts';

const request = { requesterId: 'ana', participantIds: ['beto'], agentId: 'laura' };
const shown = (fact: string, actor: string | null) =>
  tellings(fact, request, actor).map(
    (each) => `${each.personId} ${each.kind}${each.letter ? '' : ' (bell)'}${each.notice ? '' : ' (no bell)'}`,
  );

test.each([
  ['request.registered', 'ana', ['ana request-registered (no bell)', 'beto request-registered']],
  ['request.arrived-told', 'dti', ['ana request-arrived']],
  ['request.assigned', 'lead', ['ana request-assigned', 'beto request-assigned', 'laura request-assigned']],
  ['request.assigned', 'laura', ['ana request-assigned', 'beto request-assigned']],
  ['request.taken', 'laura', ['ana request-assigned', 'beto request-assigned']],
  ['request.messaged', 'ana', ['beto request-message', 'laura request-message']],
  ['request.messaged', 'laura', ['ana request-message', 'beto request-message']],
  ['request.messaged', 'beto', ['ana request-message', 'laura request-message']],
  ['request.asked', 'laura', ['ana request-question', 'beto request-message']],
  ['request.answered', 'ana', ['beto request-message', 'laura request-answered']],
  ['request.outage-joined', 'laura', ['ana request-outage', 'beto request-outage']],
  ['request.waiting', 'laura', ['ana request-waiting', 'beto request-waiting']],
  ['request.scheduled', 'lead', ['ana request-scheduled', 'beto request-scheduled', 'laura request-scheduled']],
  ['request.reclassified', 'lead', ['ana request-reclassified', 'beto request-reclassified', 'laura request-assigned']],
  ['request.visit-accepted', 'ana', ['laura request-visit-accepted']],
  ['request.visit-declined', 'ana', ['beto request-message', 'laura request-visit-declined']],
  ['request.reminded', null, ['ana request-reminder']],
  ['request.resolved', 'laura', ['ana request-resolved', 'beto request-resolved']],
  ['request.accepted', 'ana', ['beto request-closed', 'laura request-closed (bell)']],
  ['request.closed', null, ['ana request-closed', 'beto request-closed', 'laura request-closed (bell)']],
  ['request.reopened', 'ana', ['beto request-reopened', 'laura request-reopened']],
  ['request.cancelled', 'ana', ['beto request-cancelled', 'laura request-cancelled']],
  ['request.rejected', 'lead', ['ana request-rejected', 'beto request-rejected', 'laura request-rejected (bell)']],
  ['request.urgency-decided kept', 'dsg', ['ana request-urgency-kept', 'beto request-urgency-kept']],
  [
    'request.urgency-decided changed',
    'dsg',
    ['ana request-urgency-changed', 'beto request-urgency-changed', 'laura request-urgency-changed'],
  ],
])('%s by %s is told to %o', (fact, actor, expected) => {
  expect(shown(fact, actor)).toEqual(expected);
});

test.each([
  'request.noted',
  'request.rated',
  'request.visit-begun',
  'request.resumed',
  'request.arrived',
  'request.unheard-of',
])('%s is told to nobody', (fact) => {
  expect(tellings(fact, request, null)).toEqual([]);
  expect(TOLD_REQUEST_FACTS).not.toContain(fact);
});

test('what was decided of an urgency is told by its outcome, and a change to who leads the team as well', () => {
  expect(planOf('request.urgency-decided', 'kept')).toBe('request.urgency-decided kept');
  expect(planOf('request.assigned', null)).toBe('request.assigned');
  expect(TOLD_REQUEST_FACTS).toContain('request.urgency-decided');
  expect(tells('request.urgency-decided kept', 'lead')).toBe(false);
  const led = { ...request, leadIds: ['marco', 'laura'] };
  expect(
    tellings('request.urgency-decided changed', led, 'dsg').map(({ personId, letter }) => [personId, letter]),
  ).toEqual([
    ['ana', true],
    ['beto', true],
    ['laura', true],
    ['marco', false],
  ]);
});

test.each([
  ['request.registered', 'asked', ['ana', 'beto', 'dsg']],
  ['request.urgency-asked', null, ['dsg']],
  ['request.urgency-objected', null, ['dsg']],
])('%s (%s) is told to %o: who decides hears of it, who attends does not', (fact, outcome, expected) => {
  const above = { leadIds: ['marco'], ownerIds: ['dsg'] };
  expect(tellings(planOf(fact, outcome), { ...request, ...above }, 'ana').map(({ personId }) => personId)).toEqual(
    expected,
  );
  expect(tells(planOf(fact, outcome), 'owner')).toBe(true);
});

test.each([
  ['request.at-risk', 'escalated', ['laura', 'marco']],
  ['request.at-risk', 'kept', ['laura']],
  ['request.breached', 'escalated', ['laura', 'marco', 'dsg']],
  ['request.breached', 'kept', ['laura', 'marco']],
  ['request.overdue', 'escalated', ['dsg', 'titular']],
])('%s, %s, goes up to %o, and never to who asked', (fact, outcome, expected) => {
  const above = { leadIds: ['marco'], ownerIds: ['dsg'], headIds: ['titular'] };
  const told = tellings(planOf(fact, outcome), { ...request, ...above }, null);
  expect(told.map((each) => each.personId)).toEqual(expected);
  expect(TOLD_REQUEST_FACTS).toContain(fact);
});

test('who is told for their office reads it as long as they hold it', () => {
  const marco = { id: 'marco', attends: true };
  expect(sideNow(request, marco)).toBeNull();
  expect(sideNow(request, { ...marco, oversees: 'desk' })).toBe('desk');
});

test('nobody is told twice, and who attends an own request is told as its requester', () => {
  const own = { requesterId: 'laura', participantIds: ['laura'], agentId: 'laura' };
  expect(tellings('request.messaged', own, 'lead')).toEqual([
    { personId: 'laura', side: 'requester', kind: 'request-message', letter: true, notice: true },
  ]);
});

test('with nobody attending, a message of the requester is told to no one at the desk', () => {
  expect(tellings('request.messaged', { ...request, participantIds: [], agentId: null }, 'ana')).toEqual([]);
});

test('what may be switched off, and what never: the receipt, a question, the solution, the closing, a refusal', () => {
  const gone = (muted: Parameters<typeof wantsLetter>[1]) => NOTICE_KINDS.filter((kind) => !wantsLetter(kind, muted));
  expect(gone([])).toEqual([]);
  expect(gone(['messages'])).toEqual(['request-message', 'request-answered', 'request-visit-declined']);
  expect(gone(['assignment'])).toEqual(['request-assigned', 'request-urgency-asked', 'request-urgency-objected']);
  expect(NOTICE_KINDS.filter((kind) => wantsLetter(kind, ['messages', 'progress', 'assignment']))).toEqual([
    'request-registered',
    'request-arrived',
    'request-question',
    'request-reminder',
    'request-resolved',
    'request-closed',
    'request-rejected',
    'request-urgency-kept',
    'request-urgency-changed',
    'request-at-risk',
    'request-breached',
    'request-overdue',
    'request-deadline-moved',
  ]);
});

test.each([
  ['ana', false, 'requester'],
  ['beto', false, 'participant'],
  ['laura', true, 'desk'],
  ['laura', false, null],
  ['otra', true, null],
] as const)('%s (attends: %s) stands to the request as %s', (id, attends, side) => {
  expect(sideNow(request, { id, attends })).toBe(side);
});

const NOW = new Date('2026-11-23T16:00:00Z');
const content = (agentId: string | null = 'laura'): RequestContent => ({
  side: 'requester',
  actorId: 'laura',
  messageId: null,
  agentId,
  teamId: null,
  cause: null,
  at: NOW,
});
const STATES = [
  'registered',
  'assigned',
  'in_progress',
  'scheduled',
  'waiting_requester',
  'waiting_third_party',
  'resolved',
  'closed',
  'cancelled',
  'rejected',
];
const OPEN = STATES.slice(0, 6);

test.each([
  ['request-registered', STATES],
  ['request-arrived', OPEN],
  ['request-assigned', OPEN],
  ['request-message', STATES],
  ['request-question', ['waiting_requester']],
  ['request-answered', STATES],
  ['request-scheduled', ['scheduled']],
  ['request-waiting', ['waiting_third_party']],
  ['request-outage', OPEN],
  ['request-resolved', ['resolved']],
  ['request-reopened', OPEN],
  ['request-closed', ['closed']],
  ['request-cancelled', STATES],
  ['request-rejected', STATES],
  ['request-urgency-asked', OPEN],
  ['request-urgency-objected', OPEN],
  ['request-urgency-kept', OPEN],
  ['request-urgency-changed', OPEN],
] as const)('%s is still worth reading in %o only', (kind, states) => {
  const later = new Date(NOW.getTime() + HOUR);
  const matters = STATES.filter((state) =>
    stillMatters(kind, content(), {
      request: { state, agentId: 'laura', scheduledAt: later, asksUrgency: true, outage: {} },
      now: NOW,
    }),
  );
  expect(matters).toEqual(states);
});

test('every kind of notice has a say in it', () => {
  for (const kind of NOTICE_KINDS)
    expect(
      typeof stillMatters(kind, content(), {
        request: { state: 'closed', agentId: null, scheduledAt: null, asksUrgency: false, outage: null },
        now: NOW,
      }),
    ).toBe('boolean');
});

test('a letter about somebody who no longer attends, or a visit that passed, is not sent', () => {
  const at = (state: string, agentId: string | null, scheduledAt: Date | null) => ({
    request: { state, agentId, scheduledAt, asksUrgency: false, outage: null },
    now: NOW,
  });
  expect(stillMatters('request-assigned', content('laura'), at('in_progress', 'marco', null))).toBe(false);
  expect(stillMatters('request-scheduled', content(), at('scheduled', 'laura', new Date(NOW.getTime() - 1)))).toBe(
    false,
  );
});

test('a request taken out of its outage before the letter leaves is not told that it is in one', () => {
  const out = { state: 'in_progress', agentId: null, scheduledAt: null, asksUrgency: false, outage: null };
  expect(stillMatters('request-outage', content(), { request: out, now: NOW })).toBe(false);
});

test('once somebody has decided, no letter asks another to', () => {
  const decided = { state: 'in_progress', agentId: null, scheduledAt: null, asksUrgency: false, outage: null };
  expect(stillMatters('request-urgency-asked', content(), { request: decided, now: NOW })).toBe(false);
});

test('pauses grow from a minute to an hour and end after three days', () => {
  const pauses: number[] = [];
  for (let attempts = 1; ; attempts += 1) {
    const pause = pauseAfter(attempts, 'letter');
    if (pause === null) break;
    pauses.push(pause);
  }
  const least = [1, 2, 5, 10, 20, 40, 60, 60].map((minutes) => minutes * MINUTE);
  for (const [index, minutes] of least.entries()) {
    expect(pauses[index]).toBeGreaterThanOrEqual(minutes);
    expect(pauses[index]).toBeLessThanOrEqual(minutes * 1.2);
  }
  const total = pauses.reduce((sum, pause) => sum + pause, 0);
  expect(total).toBeGreaterThanOrEqual(3 * DAY);
  expect(total).toBeLessThan(4 * DAY);
});

test('letters that failed together do not all come back together', () => {
  const pauses = new Set(Array.from({ length: 50 }, (_, number) => pauseAfter(5, `letter-${number}`)));
  expect(pauses.size).toBeGreaterThan(20);
});
