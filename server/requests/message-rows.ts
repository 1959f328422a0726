/** SQL of the messages of a request. */
import { sql } from 'kysely';
import type { Reader, Work } from '#server/shared/store.ts';

export async function addMessage(
  work: Work,
  message: {
    id: string;
    requestId: string;
    sequence: number;
    authorId: string;
    visibility: 'public' | 'internal';
    body: string;
    /** Written in the box of the thread: what its author kept there unsent is sent. Else only what the message begins with. */
    fromBox: boolean;
  },
): Promise<void> {
  const { requestId, authorId, visibility, body } = message;
  await sql`
    with sent as (delete from reply_drafts d where d.person_id = ${authorId} and d.request_id = ${requestId}
      and d.kind = ${visibility === 'public' ? 'reply' : 'note'}
      and (${message.fromBox} or starts_with(${body}, btrim(d.body))))
    insert into messages (id, request_id, sequence, author_id, visibility, body, at)
    values (${message.id}, ${requestId}, ${message.sequence}, ${authorId}, ${visibility}, ${body}, ${work.now})`.execute(
    work.db,
  );
}

type MessageRow = {
  id: string;
  request_id: string;
  sequence: number;
  author_id: string;
  visibility: 'public' | 'internal';
  body: string;
  at: Date;
};

export async function messageById(db: Reader, id: string): Promise<MessageRow | undefined> {
  return (await db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst()) as
    | MessageRow
    | undefined;
}
