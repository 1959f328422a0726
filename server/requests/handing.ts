/** Giving the requests of one person to another. */
import { Fault } from '#server/shared/fault.ts';
import type { Actor } from '#server/shared/policy.ts';
import type { Reader, Work } from '#server/shared/store.ts';
import { performWithin } from './act.ts';
import { assigning } from './attend.ts';
import { type OpenRow, openOf } from './desk-load-rows.ts';
import { requestPolicy } from './policy.ts';

/** Open requests of these people that the actor may hand over, the most pressing first. */
export async function openToHandOver(db: Reader, agentIds: readonly string[], actor: Actor): Promise<OpenRow[]> {
  const rows = await openOf(db, agentIds, actor);
  return rows.filter((row) => requestPolicy.may('attend', actor, row));
}

/** It is not with that person any more, or the other one cannot have it. */
class LeftAlone extends Error {}

export type Handing = {
  readonly requestId: string;
  readonly fromId: string;
  readonly toId: string;
  /** Teams of the person it goes to: it stays with its own team, and goes nowhere else. */
  readonly toTeamIds: readonly string[];
  readonly reason: string;
};

/** Part of an act under way; false when it was left where it is, and nothing was written. */
export async function handWithin(work: Work, given: Handing): Promise<boolean> {
  const { requestId, fromId, toId, toTeamIds, reason } = given;
  const plan = assigning(work.actor, {
    id: requestId,
    whom: (held) => {
      if (held.agent_id !== fromId || held.team_id === null || !toTeamIds.includes(held.team_id)) throw new LeftAlone();
      return { teamId: held.team_id, agentId: toId };
    },
    reason,
  });
  try {
    await performWithin(work, plan);
    return true;
  } catch (error) {
    // Every refusal comes before the first writing.
    if (error instanceof LeftAlone || (error instanceof Fault && LEFT.has(error.code))) return false;
    throw error;
  }
}

const LEFT: ReadonlySet<string> = new Set(['not-found', 'right.missing', 'request.transition']);
