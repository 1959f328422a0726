/** A desk of an older program: the schema of some migrations ago, with a few rows that were there from the beginning. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { INSTITUTION_STREAM } from '#server/institution/index.ts';
import { placeOf } from '#server/shared/files.ts';
import { newId, sha256 } from '#server/shared/ids.ts';
import { knownMigrations, migrate } from '#server/shared/migrate.ts';
import { system } from '#server/shared/policy.ts';
import { openSession } from '#server/shared/postgres/session.ts';
import { openStore } from '#server/shared/store.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { movableClock } from './house.ts';

/** A database in which nothing was made yet. */
export const emptyDatabase = (): Promise<TestDatabase> => testDatabase('template0');

export type OlderDesk = TestDatabase & {
  /** Names of the migrations it lacks. */
  missing: string[];
  /** One more act in the history. */
  act(): Promise<void>;
};

/** With one file below `dataDir`, and no act but those of `act`. */
export async function olderDesk(dataDir: string, migrationsAgo: number): Promise<OlderDesk> {
  const database = await emptyDatabase();
  const { owner, app, reader, appRole, readerRole } = database.postgres;
  const names = knownMigrations().map(({ name }) => name);
  const only = new Set(names.slice(0, -migrationsAgo));
  await migrate(owner, { app: appRole, reader: readerRole }, { only });
  await oneFile(database, dataDir);
  const act = async () => {
    const store = openStore({ app, reader, clock: movableClock(), enqueue: async () => undefined, poolSize: 1 });
    try {
      await store.change(system('test'), async (work) => {
        await work.record({ stream: INSTITUTION_STREAM, fact: 'institution.set-up', data: { name: 'Ejemplo' } });
      });
    } finally {
      await store.close();
    }
  };
  return { ...database, missing: names.slice(-migrationsAgo), act };
}

async function oneFile({ postgres }: TestDatabase, dataDir: string): Promise<void> {
  const [agency, position, person, file] = [newId(), newId(), newId(), newId()];
  const bytes = Buffer.from('nota de otra versión');
  const path = placeOf(join(dataDir, 'files'), file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  const session = await openSession(postgres.owner, 'mesa-test');
  const insert = (table: string, row: Record<string, unknown>) => {
    const places = Object.keys(row).map((_, index) => `$${index + 1}`);
    const columns = Object.keys(row).join(', ');
    return session.query(`insert into ${table} (${columns}) values (${places.join(', ')})`, Object.values(row));
  };
  const since = '2020-01-01T12:00:00Z';
  const name = { es: 'Prueba', en: 'Test' };
  await insert('agencies', { id: agency, key: 'otra', acronym: 'O', name, kind: 'otro', valid_from: since });
  const position_ = { id: position, key: 'otro', name, level: 'middle', eligible: true, rank: 1 };
  await insert('positions', position_);
  const names = { given_names: 'Rosa', first_surname: 'Canul', email: 'rosa.canul@gobierno.example' };
  const person_ = {
    id: person,
    ...names,
    agency_id: agency,
    position_id: position,
    state: 'active',
    created_at: since,
  };
  await insert('people', person_);
  const of = { owner_id: person, name: 'nota.txt', kind: 'text', media_type: 'text/plain', uploaded_at: since };
  const file_ = { id: file, ...of, bytes: bytes.length, sha256: sha256(bytes), scan: 'clean', preview: 'none' };
  await insert('attachments', file_);
  await session.close();
}
