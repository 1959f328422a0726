/** SQL of who is away, and who stands in meanwhile. */
import type { AbsenceKind } from '#contract/teams.ts';
import type { Reader, Work } from '../shared/store.ts';

export type Absence = {
  readonly id: string;
  readonly personId: string;
  /** First and last day away, calendar days of the institution, both included. */
  readonly from: string;
  readonly to: string;
  readonly deputyId: string;
  readonly kind: AbsenceKind;
  readonly version: number;
};

const ABSENCE = ['id', 'person_id', 'from_day', 'to_day', 'deputy_id', 'kind', 'version'] as const;

const standing = (db: Reader) => db.selectFrom('absences').select(ABSENCE).where('cancelled_at', 'is', null);
type Row = Awaited<ReturnType<ReturnType<typeof standing>['execute']>>[number];

const toAbsence = (row: Row): Absence => ({
  id: row.id,
  personId: row.person_id,
  from: row.from_day,
  to: row.to_day,
  deputyId: row.deputy_id,
  kind: row.kind as AbsenceKind,
  version: row.version,
});

/** Those that last to `today` or longer, the next to begin first; of these people where they are given. */
export async function absencesFrom(db: Reader, today: string, personIds?: readonly string[]): Promise<Absence[]> {
  if (personIds?.length === 0) return [];
  const rows = await standing(db)
    .where('to_day', '>=', today)
    .$if(personIds !== undefined, (query) => query.where('person_id', 'in', [...(personIds ?? [])]))
    .orderBy('from_day')
    .orderBy('id')
    .execute();
  return rows.map(toAbsence);
}

/** One that was not taken back, held until the act ends. */
export async function lockAbsence(work: Work, id: string): Promise<Absence | undefined> {
  const row = await standing(work.db).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toAbsence(row);
}

export async function absenceById(db: Reader, id: string): Promise<Absence | undefined> {
  const row = await standing(db).where('id', '=', id).executeTakeFirst();
  return row && toAbsence(row);
}
