/** Every message against the sum its entry of the history took of it: what was covered since is followed, redaction by redaction. */
import { sql } from 'kysely';
import type { Reader } from '#server/shared/store.ts';

export type Amiss = { readonly stream: string; readonly sequence: number; readonly gone: boolean };

/**
 * Messages that are gone, that say something else than when they were written, or whose redactions do not lead from the one to the
 * other; a hundred at most, by stream. `sequence`: of the entry of the message.
 */
export async function messagesAmiss(db: Reader): Promise<Amiss[]> {
  const { rows } = await sql<Amiss>`
    with steps as (
      select message_id, original, original_sha256, shown_sha256, row_number() over w as nth,
        lag(shown_sha256) over w as before, lead(id) over w is null as last
      from redactions where message_id is not null
      window w as (partition by message_id order by redacted_at, id)
    ), written as (
      select h.stream, h.sequence, h.data->>'textSha256' as sum, m.id, sha256(convert_to(m.body, 'UTF8')) as now
      from history h left join messages m on m.id = (h.data->>'messageId')::uuid
      where h.data ? 'messageId' and h.data ? 'textSha256' and h.stream like 'request:%'
    )
    select w.stream, w.sequence, w.id is null as gone
    from written w left join steps s on s.message_id = w.id
    group by w.stream, w.sequence, w.sum, w.id, w.now
    having w.id is null
      or w.sum <> encode(coalesce(min(s.original_sha256) filter (where s.nth = 1), w.now), 'hex')
      or bool_or(s.original_sha256 <> sha256(convert_to(s.original, 'UTF8')))
      or bool_or(s.before <> s.original_sha256)
      or bool_or(s.last and s.shown_sha256 <> w.now)
    order by w.stream, w.sequence limit 100`.execute(db);
  return rows;
}
