/** Writes database/tables.ts, the row types, from the migrations run on a real PostgreSQL. `--check` only compares. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { migrate } from '#server/shared/migrate.ts';
import { openEmbedded } from '#server/shared/postgres/embedded.ts';

const target = fileURLToPath(new URL('../database/tables.ts', import.meta.url));

/** The text of tables.ts for the migrations as they are. */
export async function rowTypes(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'mesa-tables-'));
  const postgres = await openEmbedded({ dataDir, log: pino({ level: 'silent' }), durable: false });
  try {
    await migrate(postgres.owner, { app: null, reader: null });
    const { host, user, database } = postgres.owner;
    const out = join(dataDir, 'tables.ts');
    const codegen = fileURLToPath(new URL('../node_modules/kysely-codegen/dist/cli/bin.js', import.meta.url));
    const url = `postgres://${user}@localhost/${database}?host=${encodeURIComponent(String(host))}`;
    execFileSync(
      process.execPath,
      [
        codegen,
        '--dialect',
        'postgres',
        '--url',
        url,
        '--include-pattern',
        'public.*',
        '--type-mapping',
        '{"int8":"number","date":"string"}',
        '--out-file',
        out,
      ],
      { stdio: 'pipe' },
    );
    return readFileSync(out, 'utf8');
  } finally {
    await postgres.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  const { writeFileSync } = await import('node:fs');
  writeFileSync(target, await rowTypes());
}
