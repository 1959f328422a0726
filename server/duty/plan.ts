/** Shifts to be: what a plan comes to, and what speaks against each of them. */
import { type PlanTrouble, SHIFT_MAX_DAYS, type ShiftPlan } from '#contract/duty.ts';
import type { PersonCard } from '#server/accounts/index.ts';
import { readInstitutionRow } from '#server/institution/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { Reader } from '#server/shared/store.ts';
import { phoneOf, sittersOf } from './people.ts';
import { type Shift, shiftsBetween } from './rows.ts';
import { isShift, overlap, type Slot, slotsOf } from './rules.ts';

export type PlannedShift = Slot & {
  readonly person: PersonCard;
  readonly phone: string;
  readonly trouble: PlanTrouble | null;
  /** Who is on call then. */
  readonly taken: string;
};

const invalid = (path: string, message: string, limit?: number): Fault =>
  new Fault('input.invalid', {}, { fields: [{ path, message, ...(limit === undefined ? {} : { limit }) }] });

export const badHours = (): Fault => invalid('to', 'field.shift-hours', SHIFT_MAX_DAYS);

/** Refused where the hours are no shift. */
export function refuseHours(hours: { from: string; to: string }): void {
  if (!isShift(hours)) throw badHours();
}

/** In order. `db`: inside an act, what it sees; then nobody else arranges the same team's at that moment. */
export async function planned(db: Reader, plan: ShiftPlan, now: Date): Promise<PlannedShift[]> {
  refuseHours(plan);
  const { timeZone } = await readInstitutionRow(db);
  const people = await sittersOf(db, plan.teamId, plan.people);
  const slots = slotsOf(timeZone, plan);
  const [first, last] = [slots[0], slots.at(-1)];
  if (first === undefined || last === undefined) throw invalid('without', 'field.shift-nothing');
  const there = await shiftsBetween(db, { from: first.from, to: last.to }, plan);
  const accepted: PlannedShift[] = [];
  return slots.map((slot) => {
    const person = people.get(plan.people[slot.turn % plan.people.length] ?? '');
    if (person === undefined) throw new Fault('not-found');
    const said = { ...slot, person, phone: phoneOf(person, plan.phone) };
    const found = { ...said, ...troubleOf(slot, { there, accepted, now }) };
    if (found.trouble === null) accepted.push(found);
    return found;
  });
}

type Among = { there: readonly Shift[]; accepted: readonly PlannedShift[]; now: Date };

function troubleOf(slot: Slot, { there, accepted, now }: Among): Pick<PlannedShift, 'trouble' | 'taken'> {
  if (slot.to <= slot.from) return { trouble: 'no-time', taken: '' };
  if (slot.from < now) return { trouble: 'past', taken: '' };
  const kept = there.find((shift) => overlap(shift, slot))?.face.name;
  const taken = kept ?? accepted.find((shift) => overlap(shift, slot))?.person.fullName;
  return taken === undefined ? { trouble: null, taken: '' } : { trouble: 'overlap', taken };
}
