/** Files of official notices, by what they were sent with. */
import { sql } from 'kysely';
import type { AttachmentView } from '#contract/attachments.ts';
import { viewsSentWith } from '#server/attachments/index.ts';
import type { Reader } from '#server/shared/store.ts';

export async function filesOf(db: Reader, carriers: readonly string[]): Promise<Map<string, AttachmentView[]>> {
  if (carriers.length === 0) return new Map();
  const { rows } = await sql<{ id: string; files: AttachmentView[] }>`
    select c.id, ${viewsSentWith(sql.ref('c.id'))} as files
    from unnest(${[...new Set(carriers)]}::uuid[]) as c (id)`.execute(db);
  return new Map(rows.map((row) => [row.id, row.files]));
}
