/** What an administrator does to a person's account. */
import type { listPeople as listOperation, PersonView } from '#contract/accounts.ts';
import type { QueryOf, ReplyOf } from '#contract/operation.ts';
import type { House } from '../shared/house.ts';
import { fromIdCursor, PAGE_SIZE, toIdCursor } from '../shared/pages.ts';
import { type Actor, allow } from '../shared/policy.ts';
import { mintCredentialLink } from './links.ts';
import { peoplePolicy } from './policy.ts';
import { lockPerson, personById, saveApproval } from './rows.ts';
import { foundBy, wordsOf } from './search.ts';
import { peopleSought } from './search-rows.ts';
import { liftPauses } from './throttle.ts';
import { toPersonView, toPersonViews } from './view.ts';

const NOBODY = { fullName: '', email: '', employeeNumber: '' };

/** People by surname, a page at a time; each word of `q` must be in the name, the address or the employee number. */
export async function listPeople(
  house: House,
  actor: Actor,
  query: QueryOf<typeof listOperation>,
): Promise<ReplyOf<typeof listOperation>> {
  const { q, cursor, ...sought } = query;
  const words = wordsOf(q);
  const page = { after: fromIdCursor(cursor), size: PAGE_SIZE };
  const rows = await peopleSought(house.store.read, { ...sought, words }, page);
  const people = rows.slice(0, PAGE_SIZE);
  const last = people.at(-1);
  const views = await toPersonViews(house.store.read, people, { actor, now: house.clock.now() });
  const items = views.map((view, at) => ({ ...view, foundBy: foundBy(people[at] ?? NOBODY, words) }));
  return { items, next: rows.length > PAGE_SIZE && last ? toIdCursor(last.id) : null };
}

/** Approves an account that proved its address. */
export async function approvePerson(house: House, actor: Actor, id: string): Promise<PersonView> {
  const person = await house.store.change(actor, async (work) => {
    const thing = await lockPerson(work, id);
    const waiting = allow(peoplePolicy, 'approve', { actor, thing });
    await saveApproval(work, waiting);
    await work.record({ stream: `person:${id}`, fact: 'account.approved', data: { personId: id } });
    return personById(work.db, id);
  });
  return toPersonView(house, actor, person);
}

/** Lifts the pauses after too many wrong passwords. */
export async function unlockPerson(house: House, actor: Actor, id: string): Promise<PersonView> {
  const person = await house.store.change(actor, async (work) => {
    const thing = await lockPerson(work, id);
    const locked = allow(peoplePolicy, 'unlock', { actor, thing });
    await liftPauses(work.db, locked.email);
    await work.record({ stream: `person:${id}`, fact: 'account.unlocked', data: { personId: id } });
    return locked;
  });
  return toPersonView(house, actor, person);
}

/**
 * A link to hand over in person while mail does not work: to activate an invited account, or to choose a new password of
 * an active one. That it was given, and by whom, stays in the history.
 */
export async function giveActivationLink(house: House, actor: Actor, id: string) {
  return house.store.change(actor, async (work) => {
    const thing = await lockPerson(work, id);
    const person = allow(peoplePolicy, 'giveLink', { actor, thing });
    const purpose = person.state === 'invited' ? 'activation' : 'reset';
    const link = await mintCredentialLink(work.db, { personId: id, purpose }, work.now);
    if (!link) throw new Error('the policy allows a link that cannot be made');
    await work.record({ stream: `person:${id}`, fact: 'account.link-given', data: { personId: id, purpose } });
    return { url: `${house.settings.publicUrl}/activar#${link.token}`, expiresAt: link.expiresAt.toISOString() };
  });
}
