/** The thread of a request in one statement: its history, with the message each entry carries, who did it, and its files. */
import { type RawBuilder, sql } from 'kysely';
import type { AttachmentView } from '#contract/attachments.ts';
import { type FaceRow, faceOf, nameOf } from '#server/accounts/index.ts';
import { viewsSentWith } from '#server/attachments/index.ts';
import type { Json } from '#server/shared/canonical.ts';
import type { Reader } from '#server/shared/store.ts';

export type ThreadRow = {
  readonly sequence: number;
  readonly at: Date;
  readonly actor_id: string | null;
  readonly fact: string;
  readonly data: Json;
  readonly by: FaceRow | null;
  /** Of the agent an assignment names, or of who follows it from then on. */
  readonly agent_name: string | null;
  /** Who followed it until it passed on. */
  readonly from_name: string | null;
  /** For whom its author did it. */
  readonly on_account_of: string | null;
  readonly message_id: string | null;
  readonly visibility: 'public' | 'internal' | null;
  readonly body: string | null;
  readonly files: AttachmentView[];
};

const column = (name: string): RawBuilder<unknown> => sql.raw(name);

/** In order. Without the desk's own words where the reader may not have them: they never leave the database. */
export async function threadOf(db: Reader, requestId: string, withInternal: boolean): Promise<ThreadRow[]> {
  const visible = withInternal ? sql`` : sql`and m.visibility = 'public'`;
  const { rows } = await sql<ThreadRow>`
    select h.sequence, h.at, h.actor_id, h.fact, h.data, ${faceOf(column('h.actor_id'))} as by,
      case when h.data ?| array['agentId', 'toId'] then ${nameOf(sql`coalesce(h.data ->> 'agentId', h.data ->> 'toId')::uuid`)} end
        as agent_name,
      case when h.fact = 'request.passed-on' then ${nameOf(sql`(h.data ->> 'fromId')::uuid`)} end as from_name,
      case when h.data ? 'onAccountOf' then ${nameOf(sql`(h.data ->> 'onAccountOf')::uuid`)} end as on_account_of,
      m.id as message_id, m.visibility, m.body, ${viewsSentWith(column('m.id'))} as files
    from history h
    left join messages m on m.request_id = ${requestId} and m.sequence = h.sequence ${visible}
    where h.stream = ${`request:${requestId}`}
    order by h.sequence`.execute(db);
  return rows;
}
