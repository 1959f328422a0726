/** What people say and settle in a request: messages, notes, accepting, reopening, cancelling. */
import type { BodyOf } from '#contract/operation.ts';
import type {
  acceptSolution,
  cancelRequest,
  postMessage,
  postNote,
  RequestView,
  reopenRequest,
} from '#contract/requests.ts';
import { addBusinessDays } from '#server/calendars/index.ts';
import { HOUR } from '#server/shared/clock.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import type { Limit } from '#server/shared/limits.ts';
import type { Actor } from '#server/shared/policy.ts';
import { perform } from './act.ts';
import type { On } from './attend.ts';
import { answersCompleted } from './moved-answers.ts';
import { isParty } from './policy.ts';
import { REOPEN_WITHIN_DAYS } from './rules.ts';

const MESSAGES: Limit = { name: 'message', points: 300, windowMs: HOUR };

/** The requester's message while the desk waits for them is their answer: the request goes on. */
export async function message(house: House, actor: Actor, on: On<typeof postMessage>): Promise<RequestView> {
  const { text, attachments, version, answers } = on.body;
  return perform(house, actor, {
    id: on.id,
    right: 'message',
    version,
    once: on.once ?? null,
    act: (row) => (isAnswer(row, actor) ? 'answer' : 'message'),
    limit: MESSAGES,
    decide: async (held, work) => {
      const said = answers && Object.keys(answers).length > 0 ? await answersCompleted(work, held, answers) : null;
      return {
        fact: isAnswer(held, actor) ? 'request.answered' : 'request.messaged',
        data: said?.data ?? {},
        patch: { ...(isAnswer(held, actor) ? { waiting_reason: null } : {}), ...said?.patch },
        message: { text, visibility: 'public', attachments: [...new Set([...attachments, ...(said?.fileIds ?? [])])] },
      };
    },
  });
}

const isAnswer = (row: { state: string; requester_id: string; takes_part: boolean }, actor: Actor): boolean =>
  row.state === 'waiting_requester' && isParty(actor, row);

export function note(house: House, actor: Actor, on: On<typeof postNote>): Promise<RequestView> {
  const { text, attachments }: BodyOf<typeof postNote> = on.body;
  return perform(house, actor, {
    id: on.id,
    right: 'attend',
    once: on.once ?? null,
    act: 'note',
    decide: () => ({ fact: 'request.noted', message: { text, visibility: 'internal', attachments } }),
  });
}

export function accept(house: House, actor: Actor, on: On<typeof acceptSolution>): Promise<RequestView> {
  return perform(house, actor, {
    id: on.id,
    right: 'settle',
    version: on.body.version,
    act: 'accept',
    decide: (_held, work) => ({ fact: 'request.accepted', patch: { ended_at: work.now } }),
  });
}

export function reopen(house: House, actor: Actor, on: On<typeof reopenRequest>): Promise<RequestView> {
  const { reason, attachments, version } = on.body;
  return perform(house, actor, {
    id: on.id,
    right: 'settle',
    version,
    once: on.once ?? null,
    act: 'reopen',
    decide: (held, work, calendar) => {
      const until = held.ended_at === null ? null : addBusinessDays(calendar, held.ended_at, REOPEN_WITHIN_DAYS);
      if (until !== null && work.now > until) throw new Fault('request.transition', { state: held.state });
      return {
        fact: 'request.reopened',
        patch: {
          reopened_count: held.reopened_count + 1,
          resolved_at: null,
          ended_at: null,
          closure_code: null,
          duplicate_of: null,
          solution: null,
          cause: null,
          cause_en: null,
          spent_minutes: null,
          // The next solution is another to have an opinion of; this one stays in the history.
          satisfaction: null,
          satisfaction_comment: null,
          satisfaction_at: null,
        },
        message: { text: reason, visibility: 'public', attachments },
      };
    },
  });
}

export function cancel(house: House, actor: Actor, on: On<typeof cancelRequest>): Promise<RequestView> {
  return perform(house, actor, {
    id: on.id,
    right: 'settle',
    version: on.body.version,
    once: on.once ?? null,
    act: 'cancel',
    decide: (_held, work) => ({
      fact: 'request.cancelled',
      patch: { ended_at: work.now, waiting_reason: null, waiting_until: null },
      message: { text: on.body.reason, visibility: 'public' },
    }),
  });
}
