/** Row → shapes of the contract. */
import type { ShiftView } from '#contract/duty.ts';
import type { HandoverView } from '#contract/handovers.ts';
import type { Team } from '#server/accounts/index.ts';
import { type FaceRow, toFace } from '#server/accounts/index.ts';
import type { Actor } from '#server/shared/policy.ts';
import type { Note } from './handover-rows.ts';
import { notePolicy, shiftPolicy } from './policy.ts';
import type { Shift } from './rows.ts';
import { standingOf } from './rules.ts';

/** A stream is named by an id: the whole desk has none. */
const WHOLE_DESK = '00000000-0000-0000-0000-000000000000';

/** Of one team's shifts, or of those of the whole desk: who holds it arranges alone. */
export const rosterStream = (teamId: string | null): string => `duty:${teamId ?? WHOLE_DESK}`;

export const onDuty = (shift: { personId: string; face: FaceRow }): ShiftView['person'] => ({
  id: shift.personId as ShiftView['person']['id'],
  ...toFace(shift.face),
});

export function viewShift(shift: Shift, actor: Actor, now: Date): ShiftView {
  const standing = standingOf(shift, now);
  const isOver = standing === 'past';
  return {
    id: shift.id as ShiftView['id'],
    teamId: shift.teamId as ShiftView['teamId'],
    person: onDuty(shift),
    from: shift.from.toISOString(),
    to: shift.to.toISOString(),
    phone: shift.phone,
    note: shift.note,
    standing,
    formerly: shift.formerly.map((swap) => ({ ...swap, at: new Date(swap.at).toISOString() })),
    handover: shift.handover,
    version: shift.version,
    can: {
      change: !isOver && shiftPolicy.may('arrange', actor, shift),
      swap: standing === 'coming' && shiftPolicy.may('swap', actor, shift),
      handOver: standing !== 'coming' && shiftPolicy.may('hand-over', actor, shift),
    },
  };
}

export function viewNote(note: Note, actor: Actor, teams: readonly Team[]): HandoverView {
  const isRead = note.confirmedAt !== null;
  return {
    id: note.id as HandoverView['id'],
    shiftId: note.shiftId as HandoverView['shiftId'],
    teamId: note.teamId as HandoverView['teamId'],
    teamName: teams.find((team) => team.id === note.teamId)?.name ?? null,
    author: { id: note.authorId as HandoverView['author']['id'], name: note.authorName },
    shift: { from: note.from.toISOString(), to: note.to.toISOString() },
    body: note.body,
    figures: note.figures,
    closedAt: note.closedAt.toISOString(),
    corrects: note.corrects as HandoverView['corrects'],
    correctedBy: [...note.correctedBy] as HandoverView['correctedBy'],
    nextName: note.nextName,
    confirmed:
      note.confirmedAt === null ? null : { at: note.confirmedAt.toISOString(), name: note.confirmedName ?? '' },
    version: note.version,
    can: {
      reword: !isRead && notePolicy.may('reword', actor, note),
      correct: isRead && notePolicy.may('correct', actor, note),
      confirm: !isRead && notePolicy.may('confirm', actor, note),
    },
  };
}
