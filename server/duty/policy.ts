/**
 * Who arranges shifts: Servicios Generales all of them, who leads a team those of it. A shift may be passed on by who has
 * it; its note is theirs to write, and for who comes next to confirm.
 */
import { type Actor, hasRole, type Policy } from '#server/shared/policy.ts';

/** Null: the whole desk. */
export type RosterFacts = { readonly teamId: string | null };
export type ShiftFacts = RosterFacts & { readonly personId: string };

const isOf = (actor: Actor, teamId: string | null): boolean =>
  actor.kind === 'person' && teamId !== null && actor.teamIds.includes(teamId);
const isSelf = (actor: Actor, id: string | null): boolean => actor.kind === 'person' && actor.id === id;
const isDesk = (actor: Actor): boolean => hasRole(actor, 'agent', 'team_lead', 'service_owner');

const arranges = (actor: Actor, { teamId }: RosterFacts): boolean =>
  actor.kind === 'system' || hasRole(actor, 'service_owner') || (hasRole(actor, 'team_lead') && isOf(actor, teamId));

export const rosterPolicy: Policy<'arrange', RosterFacts> = {
  sees: () => true,
  may: (_right, actor, roster) => arranges(actor, roster),
};

export const shiftPolicy: Policy<'arrange' | 'swap' | 'hand-over', ShiftFacts> = {
  sees: () => true,
  may: (right, actor, shift) =>
    arranges(actor, shift) || (right !== 'arrange' && isDesk(actor) && isSelf(actor, shift.personId)),
};

/** A colleague's shift given for one's own: of the same team, and of whom it is exchanged with. */
export const exchangePolicy: Policy<'swap', ShiftFacts & { readonly wanted: ShiftFacts }> = {
  sees: (_actor, { teamId, personId, wanted }) => teamId === wanted.teamId && personId === wanted.personId,
  may: () => true,
};

export type NoteFacts = RosterFacts & {
  readonly authorId: string;
  readonly nextId: string | null;
  /** Who is on call there now. */
  readonly onDutyIds: readonly string[];
};
export type NoteRight = 'reword' | 'correct' | 'confirm';

/** Whose notes one reads: those of one's teams; all of them as first contact, Servicios Generales or Contraloría. */
export type NoteReach = { readonly personId: string; readonly teamIds: readonly string[] } | 'every';

export function noteReach(actor: Actor): NoteReach {
  if (actor.kind !== 'person') return 'every';
  const reachesAll = actor.areaIds === 'every' && isDesk(actor);
  if (reachesAll || hasRole(actor, 'service_owner', 'auditor')) return 'every';
  return { personId: actor.id, teamIds: actor.teamIds };
}

export const notePolicy: Policy<NoteRight, NoteFacts> = {
  sees: (actor, note) => {
    const reach = noteReach(actor);
    if (reach === 'every') return true;
    const named = [note.authorId, note.nextId, ...note.onDutyIds].includes(reach.personId);
    return named || (note.teamId !== null && reach.teamIds.includes(note.teamId));
  },
  may: (right, actor, note) => {
    if (!isDesk(actor)) return false;
    const isAuthor = isSelf(actor, note.authorId);
    if (right === 'reword') return isAuthor;
    const follows = isSelf(actor, note.nextId) || note.onDutyIds.some((id) => isSelf(actor, id));
    if (right === 'confirm') return !isAuthor && (follows || arranges(actor, note));
    return isAuthor || follows || arranges(actor, note);
  },
};
