/** Who sees and who changes a saved view: its owner; the team it is shared with sees it, and its lead changes it. */
import { type Actor, hasRole, type Policy } from '#server/shared/policy.ts';

export type ViewFacts = { readonly owner_id: string; readonly team_id: string | null };
export type ViewRight = 'change';

const owns = (actor: Actor, view: ViewFacts): boolean => actor.kind === 'person' && actor.id === view.owner_id;
const isOfTeam = (actor: Actor, view: ViewFacts): boolean =>
  actor.kind === 'person' && view.team_id !== null && actor.teamIds.includes(view.team_id);

export const viewPolicy: Policy<ViewRight, ViewFacts> = {
  sees: (actor, view) => owns(actor, view) || isOfTeam(actor, view),
  may: (_right, actor, view) => owns(actor, view) || (hasRole(actor, 'team_lead') && isOfTeam(actor, view)),
};

/** Teams one may share a view with: one's own; Servicios Generales stands beside all of them. */
export const mayShareWith = (actor: Actor, teamId: string): boolean =>
  hasRole(actor, 'service_owner') || (actor.kind === 'person' && actor.teamIds.includes(teamId));
