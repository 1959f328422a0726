/** SQL of who is away, and who stands in meanwhile. */
import type { AbsenceKind } from '#contract/teams.ts';
import type { Allowed } from '../shared/policy.ts';
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

/** Those of a person that share a day with these; of the one under change apart. */
export async function absencesOver(
  db: Reader,
  of: { personId: string; from: string; to: string; apart?: string },
): Promise<Absence[]> {
  let query = standing(db)
    .where('person_id', '=', of.personId)
    .where('from_day', '<=', of.to)
    .where('to_day', '>=', of.from)
    .orderBy('from_day');
  if (of.apart !== undefined) query = query.where('id', '<>', of.apart);
  return (await query.execute()).map(toAbsence);
}

export async function insertAbsence(work: Work, absence: Allowed<'set', Omit<Absence, 'version'>>): Promise<void> {
  await work.db
    .insertInto('absences')
    .values({
      id: absence.id,
      person_id: absence.personId,
      ...columns(absence),
      set_by: work.actor.kind === 'person' ? work.actor.id : null,
      set_at: work.now,
    })
    .execute();
}

type Said = Pick<Absence, 'from' | 'to' | 'deputyId' | 'kind'>;
const columns = ({ from, to, deputyId, kind }: Said) => ({ from_day: from, to_day: to, deputy_id: deputyId, kind });

export async function saveAbsence(work: Work, absence: Allowed<'set', Absence>, to: Said): Promise<void> {
  await work.db
    .updateTable('absences')
    .set((eb) => ({ ...columns(to), version: eb('version', '+', 1) }))
    .where('id', '=', absence.id)
    .execute();
}

/** Taken back before it began. */
export async function cancelAbsence(work: Work, absence: Allowed<'set', Absence>): Promise<void> {
  await work.db
    .updateTable('absences')
    .set((eb) => ({ cancelled_at: work.now, version: eb('version', '+', 1) }))
    .where('id', '=', absence.id)
    .execute();
}
