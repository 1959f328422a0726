/**
 * Servicios Generales words every notice of the desk. Who leads a team words outages of their own areas, and no notice for
 * the sign-in page: what the public reads is Servicios Generales' to say.
 */
import type { AnnouncementKind } from '#contract/announcements.ts';
import { type Actor, hasRole, type Policy } from '#server/shared/policy.ts';

export type AnnouncementFacts = {
  readonly kind: AnnouncementKind;
  readonly onSignIn: boolean;
  /** Areas it touches, those of the services it touches among them; none: the whole desk. */
  readonly ofAreas: readonly string[];
};
export type AnnouncementRight = 'change';

function leads(actor: Actor, { kind, onSignIn, ofAreas }: AnnouncementFacts): boolean {
  if (actor.kind !== 'person' || !hasRole(actor, 'team_lead')) return false;
  if (kind !== 'outage' || onSignIn || ofAreas.length === 0) return false;
  return ofAreas.every((id) => actor.areaIds === 'every' || actor.areaIds.includes(id));
}

export const announcementPolicy: Policy<AnnouncementRight, AnnouncementFacts> = {
  sees: () => true,
  may: (_right, actor, announcement) =>
    actor.kind === 'system' || hasRole(actor, 'service_owner') || leads(actor, announcement),
};
