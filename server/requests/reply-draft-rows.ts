/** Unsent replies and notes in the database: of one person in one request, one of each kind. */
import { sql } from 'kysely';
import type { ReplyKind } from '#contract/requests.ts';
import { MESSAGE_MAX } from '#contract/requests.ts';
import type { Reader, Writer } from '#server/shared/store.ts';

export type ReplyDraftRow = { kind: ReplyKind; body: string; saved_at: Date };
export type ReplyDraft = { personId: string; requestId: string; kind: ReplyKind; text: string; now: Date };

const VISIBILITY = { reply: 'public', note: 'internal' } as const satisfies Record<ReplyKind, string>;

export async function replyDraftsOf(
  db: Reader,
  of: { personId: string; requestId: string },
): Promise<Map<ReplyKind, ReplyDraftRow>> {
  const rows = await db
    .selectFrom('reply_drafts')
    .select(['kind', 'body', 'saved_at'])
    .where('person_id', '=', of.personId)
    .where('request_id', '=', of.requestId)
    .execute();
  return new Map(rows.map((row) => [row.kind as ReplyKind, row as ReplyDraftRow]));
}

/** False when this person wrote such a message after `through`: what arrives is a late copy of it. */
export async function keepReplyDraft(db: Writer, draft: ReplyDraft & { through: number }): Promise<boolean> {
  const { rows } = await sql`
    insert into reply_drafts as d (person_id, request_id, kind, body, saved_at)
    select ${draft.personId}::uuid, ${draft.requestId}::uuid, ${draft.kind}, ${draft.text}, ${draft.now}
    where not exists (select 1 from messages m where m.request_id = ${draft.requestId}
      and m.sequence > ${draft.through} and m.author_id = ${draft.personId} and m.visibility = ${VISIBILITY[draft.kind]})
    on conflict (person_id, request_id, kind) do update set body = excluded.body, saved_at = excluded.saved_at
    returning 1`.execute(db);
  return rows.length > 0;
}

/** Puts words back that could not be sent: below what is being written there meanwhile, where that is something else. */
export async function returnToDraft(db: Writer, draft: ReplyDraft): Promise<void> {
  await sql`
    insert into reply_drafts as d (person_id, request_id, kind, body, saved_at)
    select ${draft.personId}::uuid, r.id, ${draft.kind}, ${draft.text}, ${draft.now}::timestamptz
    from requests r where r.id = ${draft.requestId}
    on conflict (person_id, request_id, kind) do update set saved_at = excluded.saved_at,
      body = case when strpos(d.body, excluded.body) > 0 then d.body
        else left(d.body || E'\n\n' || excluded.body, ${MESSAGE_MAX}) end`.execute(db);
}

export async function dropReplyDraft(
  db: Writer,
  of: { personId: string; requestId: string; kind: ReplyKind },
): Promise<void> {
  await db
    .deleteFrom('reply_drafts')
    .where('person_id', '=', of.personId)
    .where('request_id', '=', of.requestId)
    .where('kind', '=', of.kind)
    .execute();
}

export async function forgetReplyDrafts(db: Writer, before: Date): Promise<void> {
  await db.deleteFrom('reply_drafts').where('saved_at', '<', before).execute();
}
