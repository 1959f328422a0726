/** Who was first at a request, for the refusal of whoever comes second; only what that reader may know of it. */
import { sql } from 'kysely';
import type { FaultCode } from '#contract/faults.ts';
import { type FirstHand, lastHand, nameOf } from '#server/accounts/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { Work } from '#server/shared/store.ts';
import { requestPolicy } from './policy.ts';
import type { RequestRow } from './rows.ts';

type Overtaken = { readonly code?: FaultCode; readonly values?: Readonly<Record<string, string>> };

/** Named where the very last thing done is one that this reader may read; a note of the desk is nobody else's business. */
export async function overtaken(work: Work, held: RequestRow, said: Overtaken = {}): Promise<Fault> {
  const { code = 'version.stale', values = {} } = said;
  const { actor } = work;
  const knows =
    requestPolicy.may('see-internal', actor, held) ||
    (requestPolicy.may('see-thread', actor, held) && held.last_sequence === held.last_public_sequence);
  const first: FirstHand = knows ? await lastHand(work.db, { stream: `request:${held.id}` }, actor) : {};
  return new Fault(code, { ...values, ...first });
}

/** Who attends it and since when: since it was last given to them, or they first did something to it. */
export async function takenBefore(work: Work, held: RequestRow): Promise<Fault> {
  const { rows } = await sql<{ by: string | null; at: Date | null }>`
    select ${nameOf(sql`${held.agent_id}::uuid`)} as by,
      coalesce(max(h.at) filter (where h.data ->> 'agentId' = ${held.agent_id}),
        min(h.at) filter (where h.actor_id = ${held.agent_id}::uuid)) as at
    from history h where h.stream = ${`request:${held.id}`}`.execute(work.db);
  const [row] = rows;
  if (row === undefined || row.by === null) return new Fault('request.taken');
  const at = (row.at ?? held.last_at).toISOString();
  return new Fault('request.taken', { who: 'person', by: row.by, at, fact: 'request.taken' });
}
