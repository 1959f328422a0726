/** SQL of directories. A secret leaves only sealed, and through `sealedSecretOf`. */
import { sql } from 'kysely';
import type { AgencyId, PositionId } from '#contract/agencies.ts';
import type { DirectoryId, DirectorySettings, DirectoryView } from '#contract/directories.ts';
import type { Allowed } from '../shared/policy.ts';
import type { Reader, Work } from '../shared/store.ts';

export type Directory = Omit<DirectoryView, 'hasSecret' | 'people' | 'onlyWay' | 'lastTry' | 'createdAt'> & {
  readonly createdAt: Date;
  readonly secretSealed: string | null;
};

const select = (db: Reader) => db.selectFrom('directories').selectAll().orderBy('position').orderBy('id');
type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

const toDirectory = (row: Row): Directory => ({
  id: row.id as DirectoryId,
  nameEs: row.name_es,
  nameEn: row.name_en,
  enabled: row.enabled,
  domains: row.domains,
  position: row.position,
  settings: row.settings as unknown as DirectorySettings,
  newcomers: row.newcomers as Directory['newcomers'],
  newcomerAgencyId: row.newcomer_agency_id as AgencyId | null,
  newcomerPositionId: row.newcomer_position_id as PositionId | null,
  keepsPassword: row.keeps_password,
  groupRoles: row.group_roles as unknown as Directory['groupRoles'],
  version: row.version,
  createdAt: row.created_at,
  secretSealed: row.secret_sealed,
});

/** In the order in which they are offered. */
export const everyDirectory = async (db: Reader): Promise<Directory[]> => (await select(db).execute()).map(toDirectory);

export const directoriesInUse = async (db: Reader): Promise<Directory[]> =>
  (await select(db).where('enabled', '=', true).execute()).map(toDirectory);

export async function directoryById(db: Reader, id: string): Promise<Directory | undefined> {
  const row = await select(db).where('id', '=', id).executeTakeFirst();
  return row && toDirectory(row);
}

export async function lockDirectory(work: Work, id: string): Promise<Directory | undefined> {
  const row = await select(work.db).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toDirectory(row);
}

const columnsOf = (directory: Directory) => ({
  name_es: directory.nameEs,
  name_en: directory.nameEn,
  enabled: directory.enabled,
  domains: [...directory.domains],
  position: directory.position,
  settings: JSON.stringify(directory.settings),
  secret_sealed: directory.secretSealed,
  newcomers: directory.newcomers,
  newcomer_agency_id: directory.newcomerAgencyId,
  newcomer_position_id: directory.newcomerPositionId,
  keeps_password: directory.keepsPassword,
  group_roles: JSON.stringify(directory.groupRoles),
});

export async function insertDirectory(work: Work, directory: Allowed<'administer', Directory>): Promise<void> {
  await work.db
    .insertInto('directories')
    .values({ id: directory.id, kind: directory.settings.kind, created_at: work.now, ...columnsOf(directory) })
    .execute();
}

export async function updateDirectory(work: Work, directory: Allowed<'administer', Directory>): Promise<void> {
  await work.db
    .updateTable('directories')
    .set({ ...columnsOf(directory), version: sql<number>`version + 1` })
    .where('id', '=', directory.id)
    .execute();
}
