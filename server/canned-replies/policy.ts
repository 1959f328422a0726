/** Servicios Generales words them all; who leads a team, those of their areas. Whoever attends may use them. */
import { type Actor, hasRole, type Policy } from '#server/shared/policy.ts';

/** Null: for every area. */
export type ReplyFacts = { readonly areaId: string | null };
export type ReplyRight = 'change';

const leads = (actor: Actor, areaId: string | null): boolean =>
  actor.kind === 'person' &&
  hasRole(actor, 'team_lead') &&
  areaId !== null &&
  (actor.areaIds === 'every' || actor.areaIds.includes(areaId));

export const replyPolicy: Policy<ReplyRight, ReplyFacts> = {
  sees: () => true,
  may: (_right, actor, reply) =>
    actor.kind === 'system' || hasRole(actor, 'service_owner') || leads(actor, reply.areaId),
};
