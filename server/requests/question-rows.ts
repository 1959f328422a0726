/** The question each waiting request waits on: its last public message from the desk. */
import type { Reader } from '#server/shared/store.ts';

export async function latestQuestion(db: Reader, requestIds: readonly string[]): Promise<Map<string, string>> {
  if (requestIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('messages')
    .innerJoin('requests', 'requests.id', 'messages.request_id')
    .distinctOn('messages.request_id')
    .select(['messages.request_id', 'messages.body'])
    .where('messages.request_id', 'in', [...requestIds])
    .where('messages.visibility', '=', 'public')
    .whereRef('messages.author_id', '<>', 'requests.requester_id')
    .orderBy('messages.request_id')
    .orderBy('messages.sequence', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.request_id, row.body]));
}
