/** The bell quotes the subject of that moment: where it was covered since, the lines that quote it show the mark. */
import { sql } from 'kysely';
import { requestForLetter } from '../requests/index.ts';
import type { House } from '../shared/house.ts';
import type { Happened } from '../shared/jobs.ts';

export const REDACTION_FACTS: readonly string[] = ['request.redacted'];

export async function coverNotices(house: House, { data }: Happened): Promise<void> {
  if (data.what !== 'subject' || typeof data.requestId !== 'string') return;
  const request = await requestForLetter(house, data.requestId);
  if (!request) return;
  await house.store.aside('delivery', (db) =>
    sql`update notices set details = jsonb_set(details, '{subject}', to_jsonb(${request.subject}::text))
      where request_id = ${request.id}`.execute(db),
  );
}
