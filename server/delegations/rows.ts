/** SQL of the table `delegations`. */
import { sql } from 'kysely';
import type { PersonId } from '#contract/accounts.ts';
import type { DELEGATION_ENDS, DelegationId } from '#contract/delegations.ts';
import type { LocalText } from '#contract/shapes.ts';
import { nameOf, delegationStands as stands } from '../accounts/index.ts';
import { newId } from '../shared/ids.ts';
import type { Reader, Work } from '../shared/store.ts';

type End = (typeof DELEGATION_ENDS)[number];

export type Delegation = {
  readonly id: DelegationId;
  readonly principalId: PersonId;
  readonly delegateId: PersonId;
  readonly until: string;
  readonly isOver: boolean;
};

export type DelegationRow = Delegation & {
  readonly principalName: string;
  readonly delegateName: string;
  readonly agencyName: LocalText;
  readonly since: Date;
  readonly ground: string;
  readonly grantedBy: string;
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
  readonly endedHow: End | null;
};

const shown = (db: Reader) =>
  db
    .selectFrom('delegations as d')
    .innerJoin('people as pr', 'pr.id', 'd.principal_id')
    .innerJoin('agencies as a', 'a.id', 'pr.agency_id')
    .select(['d.id', 'd.principal_id', 'd.delegate_id', 'd.until_day', 'd.since', 'd.ground'])
    .select(['d.ended_at', 'd.ended_how', 'a.name as agency_name'])
    .select([
      nameOf(sql.ref('d.principal_id')).as('principal_name'),
      nameOf(sql.ref('d.delegate_id')).as('delegate_name'),
      nameOf(sql.ref('d.granted_by')).as('granted_name'),
      nameOf(sql.ref('d.ended_by')).as('ended_name'),
    ]);

type Shown = Awaited<ReturnType<ReturnType<typeof shown>['executeTakeFirstOrThrow']>>;

const toRow = (row: Shown): DelegationRow => ({
  id: row.id as DelegationId,
  principalId: row.principal_id as PersonId,
  delegateId: row.delegate_id as PersonId,
  until: row.until_day,
  isOver: row.ended_at !== null,
  principalName: row.principal_name ?? '',
  delegateName: row.delegate_name ?? '',
  agencyName: row.agency_name as LocalText,
  since: row.since,
  ground: row.ground,
  grantedBy: row.granted_name ?? '',
  endedAt: row.ended_at,
  endedBy: row.ended_name,
  endedHow: row.ended_how as End | null,
});

/** All in which somebody is one of the two, those in force first. */
export const delegationsOf = async (db: Reader, personId: string): Promise<DelegationRow[]> =>
  (
    await shown(db)
      .where((eb) => eb.or([eb('d.principal_id', '=', personId), eb('d.delegate_id', '=', personId)]))
      .orderBy(sql`d.ended_at is not null`)
      .orderBy('d.since', 'desc')
      .orderBy('d.id', 'desc')
      .limit(200)
      .execute()
  ).map(toRow);

/** Those that hold on that day, in which somebody is one of the two. */
export const delegationsInForce = async (
  db: Reader,
  { personId, today }: { personId: string; today: string },
): Promise<DelegationRow[]> =>
  (
    await shown(db)
      .where((eb) => eb.or([eb('d.principal_id', '=', personId), eb('d.delegate_id', '=', personId)]))
      .where('d.ended_at', 'is', null)
      .where('d.until_day', '>=', today)
      .where(stands)
      .orderBy('d.since')
      .execute()
  ).map(toRow);

export async function delegationById(db: Reader, id: string): Promise<DelegationRow | undefined> {
  const row = await shown(db).where('d.id', '=', id).executeTakeFirst();
  return row && toRow(row);
}

/** Held until the act ends. */
export async function lockDelegation(work: Work, id: string): Promise<DelegationRow | undefined> {
  await work.db.selectFrom('delegations').select('id').where('id', '=', id).forUpdate().execute();
  return delegationById(work.db, id);
}

/** Does it hold on that day? Held until the act ends, so that nothing is filed by one that ends meanwhile. */
export async function holdsOn(
  work: Work,
  asked: { principalId: string; delegateId: string; today: string },
): Promise<boolean> {
  const row = await work.db
    .selectFrom('delegations as d')
    .select('d.id')
    .where('d.principal_id', '=', asked.principalId)
    .where('d.delegate_id', '=', asked.delegateId)
    .where('d.ended_at', 'is', null)
    .where('d.until_day', '>=', asked.today)
    .where(stands)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

type NewDelegation = { principalId: string; delegateId: string; until: string; ground: string; grantedBy: string };

/** False when there is one between the two already. */
export async function insertDelegation(work: Work, given: NewDelegation & { id: string }): Promise<boolean> {
  const row = await work.db
    .insertInto('delegations')
    .values({
      id: given.id,
      principal_id: given.principalId,
      delegate_id: given.delegateId,
      since: work.now,
      until_day: given.until,
      ground: given.ground,
      granted_by: given.grantedBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export const newDelegationId = (): string => newId();

export async function saveEnded(work: Work, id: string, how: End): Promise<void> {
  await work.db
    .updateTable('delegations')
    .set({ ended_at: work.now, ended_how: how, ended_by: work.actor.kind === 'person' ? work.actor.id : null })
    .where('id', '=', id)
    .execute();
}

/** In the books still, and holding no longer. */
export async function delegationsOver(db: Reader, today: string): Promise<{ id: string; how: End }[]> {
  const rows = await db
    .selectFrom('delegations as d')
    .select(['d.id', 'd.until_day'])
    .where('d.ended_at', 'is', null)
    .where((eb) => eb.or([eb('d.until_day', '<', today), eb.not(stands)]))
    .orderBy('d.id')
    .execute();
  return rows.map((row) => ({ id: row.id, how: row.until_day < today ? 'term' : 'lapsed' }));
}

/** In the books, and over by that day, of which nobody was told yet. One given for a week or less says so as it is given. */
export async function delegationsEnding(db: Reader, last: string): Promise<string[]> {
  const rows = await db
    .selectFrom('delegations as d')
    .select('d.id')
    .where('d.ended_at', 'is', null)
    .where('d.ending_told_at', 'is', null)
    .where('d.until_day', '<=', last)
    .where(sql<boolean>`d.until_day - d.since::date > 7`)
    .orderBy('d.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** False when it was told already. */
export async function saveEndingTold(work: Work, id: string): Promise<boolean> {
  const row = await work.db
    .updateTable('delegations')
    .set({ ending_told_at: work.now })
    .where('id', '=', id)
    .where('ending_told_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
