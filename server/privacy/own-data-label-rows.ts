/** SQL of the names behind ids that stand in somebody's own data: a paper says the folio, not the number of a row. */
import { sql } from 'kysely';
import type { Reader } from '../shared/store.ts';

/** Column → where its name is found. A name in two languages is JSON. */
const LABELS = {
  request_id: ['requests', 'folio'],
  enrolment_id: ['enrolments', 'folio'],
  agency_id: ['agencies', 'name'],
  position_id: ['positions', 'name'],
  to_agency_id: ['agencies', 'name'],
  to_position_id: ['positions', 'name'],
  team_id: ['teams', 'name'],
  announcement_id: ['announcements', 'title'],
} as const;
export type Labelled = keyof typeof LABELS;
export const LABELLED = Object.keys(LABELS) as Labelled[];

export type Label = string | { readonly es: string; readonly en: string } | null;

export async function labelsOf(db: Reader, column: Labelled, ids: readonly string[]): Promise<Map<string, Label>> {
  const [table, name] = LABELS[column];
  const { rows } = await sql<{ id: string; label: Label }>`
    select id, ${sql.ref(name)} as label from ${sql.table(table)} where id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, label }) => [id, label]));
}
