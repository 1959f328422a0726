/**
 * Teams belong to Servicios Generales; who leads one decides who is in it, and in no other: nobody gives themselves the
 * requests of another area. An absence is set by whom it is of, by who leads one of their teams, or by Servicios Generales.
 */
import { type Actor, hasRole, type PersonActor, type Policy } from '#server/shared/policy.ts';

export type TeamFacts = { readonly id: string; readonly areaId: string | null; readonly retired: boolean };
/** change: name, area, tier, lead. members: who is in it. see-load: how much it has open. */
export type TeamRight = 'add' | 'change' | 'members' | 'retire' | 'restore' | 'see-load';

const leads = (actor: Actor, teamId: string): boolean =>
  actor.kind === 'person' && hasRole(actor, 'team_lead') && actor.teamIds.includes(teamId);

const coversArea = (actor: PersonActor, areaId: string | null): boolean =>
  actor.areaIds === 'every' || (areaId !== null && actor.areaIds.includes(areaId));

/** What one may see of its requests one may count. */
function seesLoad(actor: Actor, team: TeamFacts): boolean {
  if (hasRole(actor, 'service_owner', 'auditor')) return true;
  if (actor.kind !== 'person') return false;
  if (hasRole(actor, 'team_lead') && coversArea(actor, team.areaId)) return true;
  return hasRole(actor, 'agent') && actor.teamIds.includes(team.id);
}

export const teamPolicy: Policy<TeamRight, TeamFacts> = {
  sees: () => true,
  may: (right, actor, team) => {
    if (right === 'see-load') return seesLoad(actor, team);
    if (team.retired !== (right === 'restore')) return false;
    if (hasRole(actor, 'service_owner')) return true;
    return right === 'members' && leads(actor, team.id);
  },
};

export type AbsenceFacts = {
  readonly personId: string;
  /** Teams of who is away. */
  readonly teamIds: readonly string[];
};
export type AbsenceRight = 'set' | 'hand-over' | 'see-kind';

const mayArrange = (actor: Actor, absence: AbsenceFacts): boolean =>
  actor.kind === 'person' &&
  (hasRole(actor, 'service_owner') ||
    (actor.id === absence.personId && hasRole(actor, 'agent', 'team_lead')) ||
    absence.teamIds.some((teamId) => leads(actor, teamId)));

export const absencePolicy: Policy<AbsenceRight, AbsenceFacts> = {
  sees: (actor, absence) =>
    mayArrange(actor, absence) ||
    hasRole(actor, 'auditor') ||
    (actor.kind === 'person' &&
      (actor.id === absence.personId || absence.teamIds.some((teamId) => actor.teamIds.includes(teamId)))),
  may: (_right, actor, absence) => mayArrange(actor, absence),
};
