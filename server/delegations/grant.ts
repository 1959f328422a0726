/** Letting somebody file on account of another, and the end of it: by an act, by its day, or because one of the two is no longer what it asks for. */
import type { DelegationView, grantDelegation as operation } from '#contract/delegations.ts';
import type { BodyOf } from '#contract/operation.ts';
import { lockPerson } from '../accounts/index.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import { leaveRequestsOf } from '../requests/index.ts';
import { DAY, later } from '../shared/clock.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Actor, allow, personOf, system } from '../shared/policy.ts';
import type { OneEffect, Work } from '../shared/store.ts';
import { delegationPolicy } from './policy.ts';
import {
  type DelegationRow,
  delegationById,
  delegationsEnding,
  delegationsOver,
  insertDelegation,
  lockDelegation,
  newDelegationId,
  saveEnded,
  saveEndingTold,
} from './rows.ts';
import { toView } from './view.ts';

/** On the delegate's own stream: open pages of theirs know at once what they may see from then on. */
const REACH_CHANGED = 'account.delegation-changed';
const reachOf = (id: string, delegateId: string) => ({
  stream: `person:${delegateId}`,
  fact: REACH_CHANGED,
  data: { delegationId: id },
});

/** Facts told to both: `{ delegationId, principalId, delegateId, until }`. */
export const DELEGATION_GRANTED = 'delegation.granted';
export const DELEGATION_ENDED = 'delegation.ended';
/** Once, seven days before its last. */
export const DELEGATION_ENDING = 'delegation.ending';
const TOLD_BEFORE = 7 * DAY;

const wrong = (path: string, message: string) => new Fault('input.invalid', {}, { fields: [{ path, message }] });

type Granting = { readonly delegateId: string; readonly body: BodyOf<typeof operation> };

async function checked(work: Work, { delegateId, body }: Granting): Promise<void> {
  const { principalId, until } = body;
  if (until < todayAt(await readInstitutionRow(work.db), work.now)) throw wrong('until', 'field.day-past');
  if (principalId === delegateId) throw wrong('principalId', 'field.choice');
  // Nobody gives to themselves, in either direction.
  if ([principalId, delegateId].includes(personOf(work.actor).id as never)) throw new Fault('role.own');
  // In one order, so that two grants never wait for each other.
  const found = new Map<string, Awaited<ReturnType<typeof lockPerson>>>();
  for (const id of [principalId, delegateId].toSorted()) found.set(id, await lockPerson(work, id));
  const [delegate, principal] = [found.get(delegateId), found.get(principalId)];
  if (!delegate) throw new Fault('not-found');
  if (!principal) throw wrong('principalId', 'field.choice');
  const bothActive = delegate.state === 'active' && principal.state === 'active';
  if (!bothActive || !delegate.roles.includes('delegate') || delegate.agencyId !== principal.agencyId)
    throw new Fault('delegation.not-possible');
}

export async function grantDelegation(
  house: House,
  actor: Actor,
  given: Granting & { once: OneEffect | null },
): Promise<DelegationView> {
  const { delegateId, body, once } = given;
  const { id } = await house.store.changeOnce(
    actor,
    { once, answer: { id: newDelegationId() } },
    async (work, answer) => {
      await checked(work, given);
      const grantedBy = personOf(actor).id;
      if (!(await insertDelegation(work, { ...body, id: answer.id, delegateId, grantedBy })))
        throw new Fault('delegation.exists');
      const { principalId, until, ground } = body;
      const data = { delegationId: answer.id, principalId, delegateId, until, ground };
      await work.record({ stream: `delegation:${answer.id}`, fact: DELEGATION_GRANTED, data, opens: true });
      await work.record(reachOf(answer.id, delegateId));
    },
  );
  const row = await delegationById(house.store.read, id);
  if (!row) throw new Fault('not-found');
  return toView(actor, row);
}

async function end(work: Work, held: DelegationRow, how: 'withdrawn' | 'term' | 'lapsed'): Promise<void> {
  const { id, principalId, delegateId, until } = held;
  await saveEnded(work, id, how);
  await leaveRequestsOf(work, { personId: delegateId, requesterId: principalId });
  const data = { delegationId: id, principalId, delegateId, until, how };
  await work.record({ stream: `delegation:${id}`, fact: DELEGATION_ENDED, data });
  await work.record(reachOf(id, delegateId));
}

/** Ended already, it is what was wanted. */
export async function endDelegation(house: House, actor: Actor, id: string): Promise<{ done: true }> {
  const row = await delegationById(house.store.read, id);
  if (row?.isOver && delegationPolicy.sees(actor, row)) return { done: true };
  await house.store.change(actor, async (work) => {
    const held = allow(delegationPolicy, 'end', { actor, thing: await lockDelegation(work, id) });
    await end(work, held, 'withdrawn');
  });
  return { done: true };
}

class NothingToDo extends Error {}

async function warn(work: Work, { id, principalId, delegateId, until }: DelegationRow): Promise<void> {
  if (!(await saveEndingTold(work, id))) throw new NothingToDo();
  const data = { delegationId: id, principalId, delegateId, until };
  await work.record({ stream: `delegation:${id}`, fact: DELEGATION_ENDING, data });
}

async function each(house: House, ids: readonly string[], act: (work: Work, held: DelegationRow) => Promise<void>) {
  for (const id of ids) {
    try {
      await house.store.change(system('delegations'), async (work) => {
        const held = await lockDelegation(work, id);
        if (held === undefined || held.isOver) throw new NothingToDo();
        await act(work, held);
      });
    } catch (error) {
      if (!(error instanceof NothingToDo))
        house.log.error({ err: error, delegationId: id }, 'a delegation could not be followed');
    }
  }
}

/** By the institution's calendar and by what both are now; each once, on whichever node. Nothing hangs on when the end is written. */
export async function followDelegations(house: House): Promise<void> {
  const db = house.store.read;
  const institution = await readInstitutionRow(db);
  const now = house.clock.now();
  const over = new Map((await delegationsOver(db, todayAt(institution, now))).map(({ id, how }) => [id, how]));
  await each(house, [...over.keys()], (work, held) => end(work, held, over.get(held.id) ?? 'lapsed'));
  await each(house, await delegationsEnding(db, todayAt(institution, later(now, TOLD_BEFORE))), warn);
}
