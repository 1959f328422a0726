/** SQL of notices of the desk, of what was said while they lasted, and of who put them away or waits for their end. */
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { LocalText } from '#contract/shapes.ts';
import type { Announcements } from '#database/tables.ts';
import { nameOf } from '#server/accounts/index.ts';
import { newId } from '#server/shared/ids.ts';
import type { Cursor } from '#server/shared/pages.ts';
import type { Allowed } from '#server/shared/policy.ts';
import type { Reader, Work, Writer } from '#server/shared/store.ts';
import type { Announcement } from './rules.ts';

export type Kept = Announcement & { readonly madeAt: Date; readonly changedAt: Date; readonly version: number };
export type Update = { readonly at: Date; readonly body: LocalText; readonly by: string | null };
export type Open = Announcement & { readonly updates: readonly Update[] };
export type Listed = Kept & {
  readonly updates: readonly Update[];
  readonly withdrawnReason: string | null;
  readonly madeBy: string | null;
  readonly followers: number;
};

const toKept = (row: Selectable<Announcements>): Kept => ({
  id: row.id,
  kind: row.kind as Kept['kind'],
  title: row.title as LocalText,
  body: row.body as LocalText,
  shownFrom: row.shown_from,
  beginsAt: row.begins_at,
  untilAt: row.until_at,
  audience: row.audience as Kept['audience'],
  agencyIds: row.agency_ids,
  onSignIn: row.on_sign_in,
  areaIds: row.area_ids,
  serviceIds: row.service_ids,
  systems: row.system_keys,
  state: row.state as Kept['state'],
  startedAt: row.started_at,
  endedAt: row.ended_at,
  solution: row.solution,
  madeAt: row.made_at,
  changedAt: row.changed_at,
  version: row.version,
});

async function updatesOf(db: Reader, ids: readonly string[]): Promise<Map<string, Update[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('announcement_updates')
    .select(['announcement_id', 'body', 'at', nameOf(sql.ref('announcement_updates.by_id')).as('by')])
    .where('announcement_id', 'in', ids)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const updates = rows.map((row) => ({ ...row, body: row.body as LocalText }));
  return Map.groupBy(updates, (row) => row.announcement_id);
}

/** Published and not yet noted as over: what memory keeps (`settled`). */
export async function openAnnouncements(db: Reader): Promise<Open[]> {
  const rows = await db
    .selectFrom('announcements')
    .selectAll()
    .where('state', '=', 'published')
    .where('ended_at', 'is', null)
    .execute();
  const updates = await updatesOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...toKept(row), updates: updates.get(row.id) ?? [] }));
}

export async function announcementsByIds(db: Reader, ids: readonly string[]): Promise<Map<string, Kept>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('announcements').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, toKept(row)]));
}

export async function lockAnnouncement(work: Work, id: string): Promise<Kept | undefined> {
  const row = await work.db.selectFrom('announcements').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toKept(row);
}

/** The same, kept from changing, by as many as join requests to it at once. */
export async function sharedAnnouncement(work: Work, id: string): Promise<Kept | undefined> {
  const row = await work.db.selectFrom('announcements').selectAll().where('id', '=', id).forShare().executeTakeFirst();
  return row && toKept(row);
}

/** Outages that were shown and are not over, or only since then. */
export async function outagesSince(db: Reader, given: { now: Date; since: Date }): Promise<Kept[]> {
  const rows = await db
    .selectFrom('announcements')
    .selectAll()
    .where('kind', '=', 'outage')
    .where('state', '=', 'published')
    .where('shown_from', '<=', given.now)
    .where(sql<boolean>`coalesce(ended_at, until_at, 'infinity') > ${given.since}`)
    .execute();
  return rows.map(toKept);
}

/** What a request that is joined to it (`ref`) says of an outage; `stands` false: it was withdrawn. */
export type OutageColumn = {
  readonly id: string;
  readonly title: LocalText;
  readonly begins: string;
  readonly until: string | null;
  readonly ended: string | null;
  readonly stands: boolean;
};
export const outageOf = (ref: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  (select json_build_object('id', n.id, 'title', n.title, 'begins', coalesce(n.begins_at, n.shown_from),
    'until', n.until_at, 'ended', n.ended_at, 'stands', n.state = 'published')
    from announcements n where n.id = ${ref})`;

/** Newest first. `over`: of those whose time is past, or that were withdrawn. */
export async function listed(
  db: Reader,
  asked: { over: boolean; now: Date; cursor: Cursor | null; limit: number } | { id: string },
): Promise<Listed[]> {
  const isOver = (now: Date) =>
    sql<boolean>`(state = 'withdrawn' or ended_at is not null or (state = 'published' and until_at is not null and until_at <= ${now}))`;
  const rows = await db
    .selectFrom('announcements as a')
    .selectAll()
    .select(nameOf(sql.ref('a.made_by')).as('maker'))
    .select((eb) =>
      eb
        .selectFrom('announcement_readers as r')
        .whereRef('r.announcement_id', '=', 'a.id')
        .where('r.followed_at', 'is not', null)
        .select((of) => of.fn.countAll<number>().as('n'))
        .as('followers'),
    )
    .$if('id' in asked, (query) => query.where('id', '=', 'id' in asked ? asked.id : ''))
    .$if('over' in asked, (query) =>
      'over' in asked
        ? query.where(asked.over ? isOver(asked.now) : sql<boolean>`not ${isOver(asked.now)}`).limit(asked.limit)
        : query,
    )
    .$if('over' in asked && asked.cursor !== null, (query) =>
      'over' in asked
        ? query.where(sql<boolean>`(made_at, id) < (${asked.cursor?.[0]}::timestamptz, ${asked.cursor?.[1]}::uuid)`)
        : query,
    )
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const updates = await updatesOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    ...toKept(row),
    updates: updates.get(row.id) ?? [],
    withdrawnReason: row.withdrawn_reason,
    madeBy: row.maker,
    followers: row.followers ?? 0,
  }));
}

export type Content = Pick<
  Announcement,
  | 'kind'
  | 'title'
  | 'body'
  | 'shownFrom'
  | 'beginsAt'
  | 'untilAt'
  | 'audience'
  | 'agencyIds'
  | 'onSignIn'
  | 'areaIds'
  | 'serviceIds'
  | 'systems'
>;

const columnsOf = (work: Work, content: Content) => ({
  kind: content.kind,
  title: JSON.stringify(content.title),
  body: JSON.stringify(content.body),
  shown_from: content.shownFrom,
  begins_at: content.beginsAt,
  until_at: content.untilAt,
  audience: content.audience,
  agency_ids: [...content.agencyIds],
  on_sign_in: content.onSignIn,
  area_ids: [...content.areaIds],
  service_ids: [...content.serviceIds],
  system_keys: [...content.systems],
  changed_at: work.now,
});

export async function insertAnnouncement(
  work: Work,
  announcement: Allowed<'change', Content & { id: string }>,
): Promise<void> {
  await work.db
    .insertInto('announcements')
    .values({
      id: announcement.id,
      ...columnsOf(work, announcement),
      state: 'draft',
      made_by: work.actor.kind === 'person' ? work.actor.id : null,
      made_at: work.now,
    })
    .execute();
}

export async function saveContent(work: Work, kept: Allowed<'change', Kept>, content: Content): Promise<void> {
  await work.db
    .updateTable('announcements')
    .set((eb) => ({ ...columnsOf(work, content), version: eb('version', '+', 1) }))
    .where('id', '=', kept.id)
    .execute();
}

export type Step = {
  readonly state?: Kept['state'];
  readonly shown_from?: Date;
  readonly begins_at?: Date;
  readonly started_at?: Date;
  readonly ended_at?: Date;
  readonly withdrawn_reason?: string;
  readonly solution?: string;
};

export async function saveStep(work: Work, kept: Allowed<'change', Kept>, step: Step): Promise<void> {
  await work.db
    .updateTable('announcements')
    .set((eb) => ({ ...step, changed_at: work.now, version: eb('version', '+', 1) }))
    .where('id', '=', kept.id)
    .execute();
}

export async function insertUpdate(work: Work, kept: Allowed<'change', Kept>, body: LocalText): Promise<void> {
  await work.db
    .insertInto('announcement_updates')
    .values({
      id: newId(),
      announcement_id: kept.id,
      body: JSON.stringify(body),
      at: work.now,
      by_id: work.actor.kind === 'person' ? work.actor.id : null,
    })
    .execute();
}

export type Marks = { readonly dismissed: boolean; readonly following: boolean };

/** What a person did with these; nothing for those they did nothing with. */
export async function marksOf(
  db: Reader,
  given: { personId: string; ids: readonly string[] },
): Promise<Map<string, Marks>> {
  if (given.ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('announcement_readers')
    .select(['announcement_id', 'dismissed_at', 'followed_at'])
    .where('person_id', '=', given.personId)
    .where('announcement_id', 'in', given.ids)
    .execute();
  return new Map(
    rows.map((row) => [
      row.announcement_id,
      { dismissed: row.dismissed_at !== null, following: row.followed_at !== null },
    ]),
  );
}

/** Sets one mark and leaves the other as it is. */
export async function mark(
  db: Writer,
  on: { announcementId: string; personId: string },
  set: { dismissed_at: Date } | { followed_at: Date | null },
): Promise<void> {
  await db
    .insertInto('announcement_readers')
    .values({ announcement_id: on.announcementId, person_id: on.personId, ...set })
    .onConflict((conflict) => conflict.columns(['announcement_id', 'person_id']).doUpdateSet(set))
    .execute();
}

/** Who asked to be told when it is over. */
export async function followersOf(db: Reader, announcementId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('announcement_readers')
    .select('person_id')
    .where('announcement_id', '=', announcementId)
    .where('followed_at', 'is not', null)
    .orderBy('person_id')
    .execute();
  return rows.map((row) => row.person_id);
}
