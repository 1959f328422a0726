/** What the desk does to a request. Each act is one row of the state table; `act.ts` has the steps they share. */

import type { BodyOf } from '#contract/operation.ts';
import type {
  askRequester,
  assignRequest,
  RequestView,
  rejectRequest,
  resolveRequest,
  resumeRequest,
  scheduleVisit,
  takeRequest,
  waitThirdParty,
} from '#contract/requests.ts';
import { membersOfTeam, standingTeam } from '#server/accounts/index.ts';
import { fromLocal, localDay } from '#server/calendars/index.ts';
import { closureCodes } from '#server/catalogue/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { type Actor, personOf } from '#server/shared/policy.ts';
import type { OneEffect } from '#server/shared/store.ts';
import { type Outcome, type Plan, perform } from './act.ts';
import { closingAnswers } from './closing-answers.ts';
import { takenBefore } from './first-hand.ts';
import type { RequestRow } from './rows.ts';

/** An act on one request: its id, what was sent, and the key of a repeatable call. */
export type On<O> = { id: string; body: BodyOf<O>; once?: OneEffect | null };

const fieldFault = (path: string, message: string) => new Fault('input.invalid', {}, { fields: [{ path, message }] });

/**
 * Whose work it was is told why it left them: a person other than who acts had it, and no longer does.
 * Throws `request.reason-needed` while no reason is given.
 */
function whyFrom(
  held: RequestRow,
  given: { me: string | null; to: string | null; reason: string | undefined },
): { data: { fromAgentId?: string }; note: Pick<Outcome, 'message'> } {
  const { me, to, reason = '' } = given;
  const from = held.agent_id === to ? null : held.agent_id;
  if (from !== null && from !== me && reason === '') throw new Fault('request.reason-needed');
  return {
    // Their open pages are told that it left them.
    data: from === null ? {} : { fromAgentId: from },
    note: reason === '' ? {} : { message: { text: reason, visibility: 'internal' } },
  };
}

export function take(house: House, actor: Actor, on: On<typeof takeRequest>): Promise<RequestView> {
  const me = personOf(actor).id;
  const { reason = '', version } = on.body;
  return perform(house, actor, {
    id: on.id,
    right: 'attend',
    version,
    once: on.once ?? null,
    act: async (row, _among, work) => {
      const isTaken = row.state === 'in_progress' && row.agent_id !== null && row.agent_id !== me;
      // Two who take the same at once: one does, and the other is told. Taking it away is something one says why.
      if (isTaken && reason === '') throw await takenBefore(work, row);
      return isTaken ? 'takeOver' : 'take';
    },
    decide: (held) => {
      // Of many that are taken at once, what nobody had needs no word about why.
      const isMineToTake = held.agent_id === null || held.agent_id === me;
      const why = whyFrom(held, { me, to: me, reason: isMineToTake ? '' : reason });
      return {
        fact: 'request.taken',
        data: { agentId: me, ...why.data },
        patch: { agent_id: me, scheduled_at: null, scheduled_where: null, visit_accepted_at: null },
        ...why.note,
      };
    },
  });
}

type Whom = { readonly teamId: string; readonly agentId: string | null };

/** The steps of giving a request to a team and, where it is named, a person of it. */
export const assigning = (
  actor: Actor,
  given: { id: string; whom: (held: RequestRow) => Whom; reason: string | undefined },
): Plan => ({
  id: given.id,
  right: 'attend',
  act: (row) => (['registered', 'assigned', 'in_progress'].includes(row.state) ? 'assign' : 'reassign'),
  decide: async (held, work) => {
    const { teamId, agentId } = given.whom(held);
    const team = await standingTeam(work, teamId);
    if (!team) throw fieldFault('teamId', 'field.choice');
    const members = await membersOfTeam(work.db, teamId);
    if (agentId !== null && !members.some((member) => member.id === agentId))
      throw fieldFault('agentId', 'field.choice');
    const me = actor.kind === 'person' ? actor.id : null;
    const why = whyFrom(held, { me, to: agentId, reason: given.reason });
    return {
      fact: 'request.assigned',
      data: {
        teamId,
        teamName: team.name,
        ...(agentId === null ? {} : { agentId }),
        ...(held.team_id === null ? {} : { fromTeamId: held.team_id }),
        ...why.data,
      },
      patch: { team_id: teamId, agent_id: agentId },
      ...why.note,
    };
  },
});

export function assign(house: House, actor: Actor, on: On<typeof assignRequest>): Promise<RequestView> {
  const { teamId, agentId, reason, version } = on.body;
  const plan = assigning(actor, { id: on.id, whom: () => ({ teamId, agentId }), reason });
  return perform(house, actor, { ...plan, version, once: on.once ?? null });
}

/** Whoever asks, attends: an untaken request is theirs from then on. */
export function ask(house: House, actor: Actor, on: On<typeof askRequester>): Promise<RequestView> {
  const me = personOf(actor).id;
  return perform(house, actor, {
    id: on.id,
    right: 'attend',
    version: on.body.version,
    once: on.once ?? null,
    act: 'ask',
    decide: (held) => ({
      fact: 'request.asked',
      patch: {
        agent_id: held.agent_id ?? me,
        waiting_reason: '',
        waiting_until: null,
        scheduled_at: null,
        scheduled_where: null,
        visit_accepted_at: null,
        reminders: 0,
      },
      message: { text: on.body.text, visibility: 'public', attachments: on.body.attachments },
    }),
  });
}

export function wait(house: House, actor: Actor, on: On<typeof waitThirdParty>): Promise<RequestView> {
  const { who, reference, until, version } = on.body;
  return perform(house, actor, {
    id: on.id,
    right: 'attend',
    version,
    once: on.once ?? null,
    act: 'wait',
    decide: (_held, work, calendar) => {
      if (until < localDay(calendar.timeZone, work.now)) throw new Fault('date.past');
      return {
        fact: 'request.waiting',
        data: { who, reference, until },
        patch: {
          waiting_reason: reference === '' ? who : `${who} (${reference})`,
          waiting_until: fromLocal(calendar.timeZone, `${until}T23:59`),
        },
      };
    },
  });
}

export function resume(house: House, actor: Actor, on: On<typeof resumeRequest>): Promise<RequestView> {
  return perform(house, actor, {
    id: on.id,
    right: 'attend',
    version: on.body.version,
    once: on.once ?? null,
    act: 'resume',
    decide: () => ({ fact: 'request.resumed', patch: { waiting_reason: null, waiting_until: null } }),
  });
}

export function schedule(house: House, actor: Actor, on: On<typeof scheduleVisit>): Promise<RequestView> {
  return perform(house, actor, {
    id: on.id,
    right: 'attend',
    version: on.body.version,
    act: 'schedule',
    decide: (_held, work, calendar) => {
      const at = fromLocal(calendar.timeZone, on.body.at);
      if (at <= work.now) throw new Fault('date.past');
      return {
        fact: 'request.scheduled',
        data: { at: at.toISOString(), where: on.body.where },
        patch: { scheduled_at: at, scheduled_where: on.body.where, visit_accepted_at: null },
      };
    },
  });
}

export function resolve(house: House, actor: Actor, on: On<typeof resolveRequest>): Promise<RequestView> {
  const { solution, closureCode, cause = '', causeEnglish = '', spentMinutes = null, attachments, version } = on.body;
  // Of no cause there is no English either.
  const english = cause === '' ? '' : causeEnglish;
  const me = personOf(actor).id;
  return perform(house, actor, {
    id: on.id,
    right: 'attend',
    version,
    once: on.once ?? null,
    act: 'resolve',
    decide: async (held, work) => {
      const closing = await closingAnswers(work, held, on.body.closingAnswers ?? {});
      const codes = await closureCodes(work.db);
      if (!codes.some((code) => code.key === closureCode)) throw fieldFault('closureCode', 'field.choice');
      return {
        fact: 'request.resolved',
        // Not called cause: a reader of the thread is shown the cause of a closing by itself under that name.
        data: { closureCode, dueTo: { es: cause, en: english }, spentMinutes, ...closing.data },
        patch: {
          agent_id: held.agent_id ?? me,
          resolved_at: work.now,
          closure_code: closureCode,
          solution,
          cause: cause || null,
          cause_en: english || null,
          spent_minutes: spentMinutes,
          waiting_reason: null,
          waiting_until: null,
          scheduled_at: null,
          scheduled_where: null,
          visit_accepted_at: null,
          ...closing.patch,
        },
        message: { text: solution, visibility: 'public', attachments: [...attachments, ...closing.fileIds] },
      };
    },
  });
}

export function reject(house: House, actor: Actor, on: On<typeof rejectRequest>): Promise<RequestView> {
  return perform(house, actor, {
    id: on.id,
    right: 'reject',
    version: on.body.version,
    once: on.once ?? null,
    act: 'reject',
    decide: (_held, work) => ({
      fact: 'request.rejected',
      patch: { ended_at: work.now },
      message: { text: on.body.reason, visibility: 'public' },
    }),
  });
}
