/** A request written down by the desk for somebody who asked by telephone, in person or by oficio. It is that person's. */
import type { BodyOf, QueryOf, ReplyOf } from '#contract/operation.ts';
import { holds } from '#contract/permissions.ts';
import type { captureRequest as captureOperation, findRequesters, RequestView } from '#contract/requests.ts';
import { activePeople, personById, shownPhone } from '#server/accounts/index.ts';
import { localDay } from '#server/calendars/index.ts';
import { HOUR } from '#server/shared/clock.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { newId } from '#server/shared/ids.ts';
import { type Limit, spend } from '#server/shared/limits.ts';
import { type Actor, allow, personOf } from '#server/shared/policy.ts';
import { settledVersionOf } from '#server/shared/settled.ts';
import type { OneEffect, Work } from '#server/shared/store.ts';
import { type Captured, register } from './file-request.ts';
import { lastLook } from './policy.ts';
import { findForView } from './rows.ts';
import { found, surroundings } from './surroundings.ts';
import { viewRequest } from './view.ts';

export type Capturing = BodyOf<typeof captureOperation>;

const fieldFault = (path: string, message: string) => new Fault('input.invalid', {}, { fields: [{ path, message }] });

export async function captureRequest(
  house: House,
  actor: Actor,
  given: { capturing: Capturing; once: OneEffect | null },
): Promise<RequestView> {
  const { capturing, once } = given;
  const { id } = await house.store.changeOnce(actor, { once, answer: { id: newId() } }, async (work, answer) => {
    const { requesterId, origin, ...filing } = capturing;
    const capture = await checked(work, capturing);
    await register(work, { id: answer.id, filing, requesterId, capture: { ...capture, origin } });
  });
  const row = await findForView(house.store.read, { id }, actor);
  // It may go at once to a team out of this person's reach: its folio and state are theirs to read all the same.
  return viewRequest(house, actor, allow(lastLook, 'see-summary', { actor, thing: row }));
}

/** Who writes it down; refuses a person who could not ask by themselves, and an oficio without its scan. */
async function checked(work: Work, { requesterId, origin, attachments }: Capturing): Promise<Omit<Captured, 'origin'>> {
  const me = personOf(work.actor);
  if (requesterId === me.id) throw fieldFault('requesterId', 'field.capture-self');
  const requester = await personById(work.db, requesterId);
  if (requester?.state !== 'active' || !holds(requester.roles, 'request.file'))
    throw fieldFault('requesterId', 'field.choice');
  if (origin.kind === 'official_letter') {
    if (!attachments.includes(origin.scanId)) throw fieldFault('origin.scanId', 'field.scan');
    const { institution } = await surroundings(work.settled, await settledVersionOf(work.db));
    if (origin.date > localDay(institution.timeZone, work.now)) throw fieldFault('origin.date', 'field.future');
  }
  const writer = await personById(work.db, me.id);
  return { by: me.id, byName: writer?.fullName ?? '' };
}

/** Typing calls it at every pause; a list of everybody, three letters at a time, takes longer than a day. */
const SEARCHES: Limit = { name: 'find-requesters', points: 600, windowMs: HOUR };
const SHOWN = 8;

export async function findPeople(
  house: House,
  actor: Actor,
  query: QueryOf<typeof findRequesters>,
): Promise<ReplyOf<typeof findRequesters>> {
  const db = house.store.read;
  await spend(house.store, SEARCHES, { whom: personOf(actor).id, now: house.clock.now() });
  const words = query.q.split(' ').filter((word) => word !== '');
  const people = await activePeople(db, { words, size: SHOWN + 1 });
  const { agencies } = await surroundings(house.store.settled, await settledVersionOf(db));
  return {
    people: people.slice(0, SHOWN).map((person) => ({
      id: person.id,
      name: person.fullName,
      position: person.positionName,
      agencyName: found(agencies, person.agencyId).name,
      phone: shownPhone(person),
      email: person.email,
    })),
    more: people.length > SHOWN,
  };
}
