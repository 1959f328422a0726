/** SQL of templates and of causes. */
import { sql } from 'kysely';
import type { Purpose } from '#contract/canned-replies.ts';
import type { LocalText } from '#contract/shapes.ts';
import { nameOf } from '#server/accounts/index.ts';
import { newId } from '#server/shared/ids.ts';
import type { Allowed } from '#server/shared/policy.ts';
import type { Reader, Work } from '#server/shared/store.ts';

export type CannedReply = {
  readonly id: string;
  readonly name: LocalText;
  readonly body: LocalText;
  readonly areaId: string | null;
  readonly purpose: Purpose;
  readonly active: boolean;
  readonly rank: number;
  readonly changedAt: Date;
  readonly changedBy: string | null;
  readonly version: number;
};
export type ReplyContent = Pick<CannedReply, 'name' | 'body' | 'areaId' | 'purpose' | 'active'>;

const select = (db: Reader) =>
  db
    .selectFrom('canned_replies')
    .selectAll()
    .select(nameOf(sql.ref('canned_replies.changed_by')).as('changed_by_name'));
type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

const toReply = (row: Row): CannedReply => ({
  id: row.id,
  name: row.name as LocalText,
  body: row.body as LocalText,
  areaId: row.area_id,
  purpose: row.purpose as Purpose,
  active: row.active,
  rank: row.rank,
  changedAt: row.changed_at,
  changedBy: row.changed_by_name,
  version: row.version,
});

/** In the order they are offered. */
export const everyReply = async (db: Reader): Promise<CannedReply[]> =>
  (await select(db).orderBy('rank').orderBy('id').execute()).map(toReply);

/** Offered for an area: its own and those for all. */
export const repliesOf = async (db: Reader, areaId: string): Promise<CannedReply[]> =>
  (
    await select(db)
      .where('active', '=', true)
      .where((on) => on.or([on('area_id', 'is', null), on('area_id', '=', areaId)]))
      .orderBy('rank')
      .orderBy('id')
      .execute()
  ).map(toReply);

export async function lockReply(work: Work, id: string): Promise<CannedReply | undefined> {
  const row = await select(work.db).where('id', '=', id).forUpdate('canned_replies').executeTakeFirst();
  return row && toReply(row);
}

const columnsOf = (work: Work, content: ReplyContent) => ({
  name: JSON.stringify(content.name),
  body: JSON.stringify(content.body),
  area_id: content.areaId,
  purpose: content.purpose,
  active: content.active,
  changed_at: work.now,
  changed_by: work.actor.kind === 'person' ? work.actor.id : null,
});

/** Behind those there are. */
export async function insertReply<Right extends string>(
  work: Work,
  reply: Allowed<Right, ReplyContent & { id: string }>,
): Promise<void> {
  await work.db
    .insertInto('canned_replies')
    .values((eb) => ({
      id: reply.id,
      ...columnsOf(work, reply),
      rank: eb.selectFrom('canned_replies as c').select(sql<number>`coalesce(max(c.rank), 0) + 1`.as('rank')),
    }))
    .execute();
}

export async function saveReply<Right extends string>(
  work: Work,
  reply: Allowed<Right, CannedReply>,
  content: ReplyContent,
): Promise<void> {
  await work.db
    .updateTable('canned_replies')
    .set((eb) => ({ ...columnsOf(work, content), version: eb('version', '+', 1) }))
    .where('id', '=', reply.id)
    .execute();
}

export async function everyCause(db: Reader): Promise<{ areaId: string | null; name: LocalText }[]> {
  const rows = await db.selectFrom('causes').select(['area_id', 'name']).orderBy('rank').execute();
  return rows.map((row) => ({ areaId: row.area_id, name: row.name as LocalText }));
}

/** The list as a whole takes the place of the one before. */
export async function replaceCauses(
  work: Work,
  given: { areaId: string | null; names: readonly LocalText[] },
): Promise<void> {
  const { areaId, names } = given;
  await work.db
    .deleteFrom('causes')
    .where('area_id', areaId === null ? 'is' : '=', areaId)
    .execute();
  if (names.length === 0) return;
  await work.db
    .insertInto('causes')
    .values(names.map((name, index) => ({ id: newId(), area_id: areaId, name: JSON.stringify(name), rank: index + 1 })))
    .execute();
}
