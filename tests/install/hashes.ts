/**
 * One hash per table of a desk's database, as JSON: a second opinion that shares nothing with what copies the rows. Runs in
 * the machine itself:
 *
 *   node tests/install/hashes.ts <address of the database>
 */
import pg from 'pg';

/** What a restore moves on to end sessions, and what a sign-in notes. */
const PASSING = ['auth_epoch', 'last_sign_in_at'];

const client = new pg.Client({ connectionString: process.argv[2] ?? '' });
await client.connect();
const { rows: tables } = await client.query<{ name: string }>(
  "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1",
);
const hashes: Record<string, string> = {};
for (const { name } of tables) {
  const { rows } = await client.query<{ hash: string }>(
    `select count(*) || ' ' || md5(coalesce(string_agg(row, E'\\n' order by row), '')) as hash
     from (select (to_jsonb(t) - $1::text[])::text as row from ${pg.escapeIdentifier(name)} t) rows`,
    [PASSING],
  );
  hashes[name] = rows[0]?.hash ?? '';
}
await client.end();
console.log(JSON.stringify(hashes));
