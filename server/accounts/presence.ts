/** Who is there on a day, and who stands in for who is not. Days are calendar days of the institution (`todayAt`). */
import type { Reader } from '../shared/store.ts';
import { type Absence, absencesFrom } from './absence-rows.ts';
import type { PersonCard } from './people.ts';
import { membersOfTeam } from './team-people.ts';

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

/** The active people of one team who are there on that day, by name. */
export async function presentMembers(db: Reader, teamId: string, today: string): Promise<PersonCard[]> {
  const members = await membersOfTeam(db, teamId);
  const absences = await absencesFrom(
    db,
    today,
    members.map((member) => member.id),
  );
  return members.filter((member) => absenceOn(absences, member.id, today) === undefined);
}
