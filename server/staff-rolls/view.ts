/** A staff roll as it is shown. */

import type { QueryOf, ReplyOf } from '#contract/operation.ts';
import type { PersonId } from '#contract/people.ts';
import type {
  listStaffRollPeople as peopleOperation,
  StaffRollId,
  StaffRollPerson,
  StaffRollSummary,
  StaffRollView,
} from '#contract/staff-rolls.ts';
import { translator } from '#locales/catalogues.ts';
import { type Answerer, answerersByAgency } from '../accounts/index.ts';
import { type Agency, agencyById, positionsByIds } from '../agencies/index.ts';
import type { House } from '../shared/house.ts';
import { fromCursor, toCursor } from '../shared/pages.ts';
import { type Actor, allow, personOf } from '../shared/policy.ts';
import type { Reader } from '../shared/store.ts';
import { peopleAsked, type RollPersonNow } from './people-rows.ts';
import { answersAs, rollPolicy } from './policy.ts';
import { type Roll, rollById, rollsOfAgency } from './rows.ts';
import { stateAt } from './rules.ts';

/** Of what is declared; raised with its words. */
export const STATEMENT_VERSION = 1;

/** In the language of the document, whatever the reader's. */
export const statementOf = (agency: Agency | undefined): string =>
  translator('es-MX')('documents.staff-roll.statement', { agency: agency?.name.es ?? '' });

export const toSummary = (roll: Roll, agency: Agency | undefined, now: Date): StaffRollSummary => ({
  id: roll.id as StaffRollId,
  month: roll.month,
  agencyId: roll.agencyId as StaffRollSummary['agencyId'],
  agencyName: agency?.name ?? { es: '', en: '' },
  state: stateAt(roll, now),
  openedAt: roll.openedAt.toISOString(),
  dueAt: roll.dueAt.toISOString(),
  people: roll.people,
  marked: roll.marked,
  goneOpen: roll.goneOpen,
  suspendedAt: roll.suspendedAt?.toISOString() ?? null,
  confirmation: roll.confirmation && { ...roll.confirmation, at: roll.confirmation.at.toISOString() },
});

/** With whether its agency has anybody to answer. */
export async function withAnswerers<Thing extends Roll>(db: Reader, roll: Thing) {
  const answerers: readonly Answerer[] = (await answerersByAgency(db, [roll.agencyId])).get(roll.agencyId) ?? [];
  return { ...roll, answerers, isUnanswerable: answerers.length === 0 };
}

/** Earlier ones that the page leads to. */
const SHOWN = 25;

async function toView(house: House, actor: Actor, roll: Awaited<ReturnType<typeof withAnswerers<Roll>>>) {
  const db = house.store.read;
  const now = house.clock.now();
  const [agency, all] = await Promise.all([agencyById(db, roll.agencyId), rollsOfAgency(db, roll.agencyId, SHOWN)]);
  const view: StaffRollView = {
    ...toSummary(roll, agency, now),
    version: roll.version,
    answerers: roll.answerers.map(({ name, isHead }) => ({ name, isHead })),
    statement: roll.confirmation?.statement ?? statementOf(agency),
    can: { answer: !roll.isConfirmed && roll.isNewest && answersAs(actor, roll) !== null },
    others: all
      .filter(({ id }) => id !== roll.id)
      .map((other) => ({ id: other.id as StaffRollId, month: other.month, state: stateAt(other, now) })),
  };
  return view;
}

async function seen(db: Reader, actor: Actor, id: string) {
  const found = await rollById(db, id);
  return allow(rollPolicy, 'read', { actor, thing: found && (await withAnswerers(db, found)) });
}

export async function readRoll(house: House, actor: Actor, id: string): Promise<StaffRollView> {
  return toView(house, actor, await seen(house.store.read, actor, id));
}

export async function readOwnRoll(house: House, asker: Actor): Promise<{ roll: StaffRollView | null }> {
  const actor = personOf(asker);
  const db = house.store.read;
  const [newest] = await rollsOfAgency(db, actor.agencyId, 1);
  if (newest === undefined) return { roll: null };
  const roll = await withAnswerers(db, newest);
  // DTI answers for others, which are not its own.
  const capacity = answersAs(actor, roll);
  if (capacity !== 'coordinator' && capacity !== 'head') return { roll: null };
  return { roll: await toView(house, actor, roll) };
}

/** A screen of them: three thousand are thirty pages, and nobody ticks a box. */
const PAGE = 100;
const EPOCH = new Date(0);
/** Places are small numbers; the cursor carries ids. */
const toPlaceId = (place: number): string => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;

export async function listPeople(
  house: House,
  actor: Actor,
  given: { id: string; query: QueryOf<typeof peopleOperation> },
): Promise<ReplyOf<typeof peopleOperation>> {
  const db = house.store.read;
  const roll = await seen(db, personOf(actor), given.id);
  const { q, marked, cursor } = given.query;
  const after = Number(fromCursor(cursor)?.[1].slice(-12) ?? 0);
  const words = (q ?? '').split(' ').filter((word) => word !== '');
  const found = await peopleAsked(db, roll.id, { words, marked: marked === 'yes', after, size: PAGE });
  const items = found.slice(0, PAGE);
  const last = items.at(-1);
  const positions = await positionsByIds(
    db,
    items.map(({ positionId }) => positionId),
  );
  return {
    items: items.map((person) => toPerson(person, positions.get(person.positionId)?.name)),
    next: found.length > PAGE && last !== undefined ? toCursor(EPOCH, toPlaceId(last.place)) : null,
  };
}

const toPerson = (
  person: RollPersonNow,
  positionName: StaffRollPerson['positionName'] | undefined,
): StaffRollPerson => ({
  personId: person.personId as PersonId,
  employeeNumber: person.employeeNumber,
  fullName: person.fullName,
  positionName: positionName ?? { es: '', en: '' },
  accountSince: person.accountSince.toISOString(),
  lastSignInAt: person.lastSignInAt?.toISOString() ?? null,
  mark: person.mark,
  note: person.note,
  closed: person.closed,
  suspended: person.suspended,
});
