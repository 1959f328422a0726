/** What letters are written from: the agency, the month and figures; nobody's data. */
import type { LocalText } from '#contract/shapes.ts';
import type { StaffRollState } from '#contract/staff-rolls.ts';
import { answerersByAgency } from '../accounts/index.ts';
import { agencyById } from '../agencies/index.ts';
import type { House } from '../shared/house.ts';
import { rollById } from './rows.ts';
import { stateAt } from './rules.ts';
import { settingsOf } from './settings-rows.ts';

export type StaffRollForLetter = {
  readonly id: string;
  readonly agencyId: string;
  readonly agencyName: LocalText;
  /** `YYYY-MM`. */
  readonly month: string;
  readonly dueAt: Date;
  readonly people: number;
  readonly state: StaffRollState;
  /** Business days overdue until its people may not sign in; null: silence has no such consequence. */
  readonly suspendAfter: number | null;
  /** Ids of who answers for the agency now. */
  readonly answererIds: readonly string[];
};

export async function staffRollForLetter(house: House, id: string): Promise<StaffRollForLetter | null> {
  const db = house.store.read;
  const roll = await rollById(db, id);
  if (roll === undefined) return null;
  const [agency, answerers, { suspends, suspendAfter }] = await Promise.all([
    agencyById(db, roll.agencyId),
    answerersByAgency(db, [roll.agencyId]),
    settingsOf(db),
  ]);
  const { agencyId, month, dueAt, people } = roll;
  return {
    ...{ id, agencyId, month, dueAt, people },
    agencyName: agency?.name ?? { es: '', en: '' },
    suspendAfter: suspends ? suspendAfter : null,
    state: stateAt(roll, house.clock.now()),
    answererIds: (answerers.get(agencyId) ?? []).map((person) => person.id),
  };
}
