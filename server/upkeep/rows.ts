/** What PostgreSQL says of itself. */
import { sql } from 'kysely';
import type { Reader } from '../shared/store.ts';

/** As it is written: "18.4". */
export async function databaseVersion(db: Reader): Promise<string> {
  const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(db);
  return rows[0]?.version ?? '';
}
