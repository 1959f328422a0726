/** SQL of where somebody was found last. */
import { sql } from 'kysely';
import type { Reader, Work } from '../shared/store.ts';

/** Where somebody can be found: building, floor, office, telephone, as they wrote it last. */
export type Place = {
  readonly building: string;
  readonly floor: string;
  readonly office: string;
  readonly phone: string;
};

/** The place of the person's last request; null when there was none. */
export async function lastPlaceOf(db: Reader, personId: string): Promise<Place | null> {
  const row = await db.selectFrom('people').select('last_place').where('id', '=', personId).executeTakeFirst();
  return (row?.last_place ?? null) as Place | null;
}

/** Keeps the place as a starting point of the next request; part of the act that used it. */
export async function rememberPlace(work: Work, personId: string, place: Place): Promise<void> {
  const { building, floor, office, phone } = place;
  const kept = JSON.stringify({ building, floor, office, phone });
  await work.db
    .updateTable('people')
    .set({ last_place: kept })
    .where('id', '=', personId)
    // Most file from where they always do: nothing to write then.
    .where(sql<boolean>`last_place is distinct from ${kept}::jsonb`)
    .execute();
}
