/** How much a service is used: counted when somebody is about to change it, never on the way of a request. */
import { sql } from 'kysely';
import { STATE_GROUPS } from '#contract/requests.ts';
import type { Reader } from '#server/shared/store.ts';

export type Usage = { openRequests: number; everRequests: number; draftsUnderWay: number };

export async function usageOf(db: Reader, serviceId: string): Promise<Usage> {
  const open = sql.join([...STATE_GROUPS.open]);
  const { rows } = await sql<Usage>`
    select count(*) filter (where state in (${open}))::integer as "openRequests", count(*)::integer as "everRequests",
      (select count(*)::integer from request_drafts where gone_at is null and content ->> 'serviceId' = ${serviceId})
        as "draftsUnderWay"
    from requests where service_id = ${serviceId}`.execute(db);
  return rows[0] ?? { openRequests: 0, everRequests: 0, draftsUnderWay: 0 };
}
