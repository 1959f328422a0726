/** The database itself: whether it opens, is safe, and has the schema of this program. */

import { missingMigrations } from '../../shared/migrate.ts';
import { OperatorError } from '../../shared/operator-error.ts';
import { besideRunning, hasCluster } from '../../shared/postgres/beside.ts';
import { openPostgres, type Postgres } from '../../shared/postgres/postgres.ts';
import type { Settings } from '../../shared/settings.ts';
import { type Finding, finding } from './finding.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** What the driver or the server says → what to do about it. */
const MENDING = {
  ECONNREFUSED: 'doctor.database.refused',
  ENOENT: 'doctor.database.refused',
  ENOTFOUND: 'doctor.database.name',
  EAI_AGAIN: 'doctor.database.name',
  '28P01': 'doctor.database.password',
  '28000': 'doctor.database.password',
  '3D000': 'doctor.database.missing',
  '53300': 'doctor.database.full',
  '57P03': 'doctor.database.starting',
} as const;

const isKnown = (code: string): code is keyof typeof MENDING => Object.hasOwn(MENDING, code);

/** Several refused addresses come as one error. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function refusal(error: unknown): Finding {
  if (!(error instanceof OperatorError)) {
    // Such as a key file of the address that is not there: the driver reads it before it connects.
    const reason = (error instanceof Error ? error.message : String(error)).slice(0, 300);
    return finding('database', 'fault', { key: 'doctor.fell', values: { check: 'database', reason } });
  }
  const told: Finding = { check: 'database', state: 'fault', es: error.es, en: error.en };
  const code = codeOf(error.cause);
  if (!isKnown(code)) return told;
  const mending = finding('database', 'fault', { key: MENDING[code] });
  return { ...told, es: `${told.es}\n${mending.es}`, en: `${told.en}\n${mending.en}` };
}

export type Opened = { readonly postgres: Postgres | null; readonly findings: readonly Finding[] };

/** Opens what the settings name, changing nothing that a start would not. A desk never started has none yet. */
export async function openDatabase({ dataDir, databaseUrl }: Settings): Promise<Opened> {
  try {
    const beside = databaseUrl === null ? await besideRunning(dataDir) : null;
    if (databaseUrl === null && beside === null && !hasCluster(dataDir))
      return { postgres: null, findings: [finding('database', 'unknown', { key: 'doctor.database.not-yet' })] };
    const postgres = beside ?? (await openPostgres({ dataDir, databaseUrl, log: silent }));
    const version = `${Math.floor(postgres.version / 10_000)}.${postgres.version % 10_000}`;
    const fine = finding('database', 'fine', { key: 'doctor.database.fine', values: { version } });
    const roles = finding('database', 'warning', { key: 'doctor.database.one-role' });
    return { postgres, findings: postgres.restricted ? [fine] : [fine, roles] };
  } catch (error) {
    return { postgres: null, findings: [refusal(error)] };
  }
}

/** Whether the schema is this program's; with another one nothing further can be asked. */
export async function schema(postgres: Postgres): Promise<Finding> {
  try {
    const missing = await missingMigrations(postgres.owner);
    if (missing.length === 0) return finding('schema', 'fine', { key: 'doctor.schema.fine' });
    const values = { count: missing.length, first: missing[0] ?? '' };
    return finding('schema', 'fault', { key: 'doctor.schema.behind', values });
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return { check: 'schema', state: 'fault', es: error.es, en: error.en };
  }
}
