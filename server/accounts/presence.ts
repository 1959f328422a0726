/** Who is there on a day, and who stands in for who is not. Days are calendar days of the institution (`todayAt`). */
import type { Absence } from './absence-rows.ts';

type Away = Pick<Absence, 'personId' | 'from' | 'to' | 'deputyId'>;

/** The absence that covers the day; undefined: the person is there. */
export const absenceOn = <Each extends Away>(
  absences: readonly Each[],
  personId: string,
  day: string,
): Each | undefined =>
  absences.find((absence) => absence.personId === personId && absence.from <= day && day <= absence.to);

/**
 * Who stands in on that day: the deputy, or where that one is away too, theirs. Null: the person is there, or everybody down
 * the line is away.
 */
export function standInOn(absences: readonly Away[], personId: string, day: string): string | null {
  const passed = new Set<string>();
  let current = personId;
  for (let away = absenceOn(absences, current, day); away !== undefined; away = absenceOn(absences, current, day)) {
    // Two who stand in for each other: nobody is there.
    if (passed.has(current)) return null;
    passed.add(current);
    current = away.deputyId;
  }
  return current === personId ? null : current;
}
