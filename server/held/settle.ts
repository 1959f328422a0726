/** Whoever waits for an act of theirs has it done at once, or hears what became of it. */
import type { FaultCode } from '#contract/faults.ts';
import type { settleHeld } from '#contract/held.ts';
import type { ReplyOf } from '#contract/operation.ts';
import type { RequestId, RequestView } from '#contract/requests.ts';
import { standingsFor } from '#server/requests/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import type { PersonActor } from '#server/shared/policy.ts';
import { performOne, type Tried } from './perform.ts';
import { claimOne, type EachOutcome, endOf, type HeldRow } from './rows.ts';

type Settled = ReplyOf<typeof settleHeld>;

const told = (given: Partial<Settled> & Pick<Settled, 'outcome'>): Settled => ({
  code: null,
  values: {},
  refusedOfMany: 0,
  items: [],
  request: null,
  ...given,
});

type Of = { readonly id: string; readonly actor: PersonActor };

export async function settle(house: House, { id, actor }: Of): Promise<Settled> {
  const of = { id, personId: actor.id };
  const row = await house.store.aside('held', (db, now) => claimOne(db, { ...of, now }));
  if (row !== undefined) {
    const settled = answerOf(row, await performOne(house, row));
    return row.params.id === undefined ? { ...settled, items: await becameOf(house, { id, actor }) } : settled;
  }
  const end = await endOf(house.store.read, of);
  if (end === undefined) throw new Fault('not-found');
  if (end.outcome === null) return told({ outcome: 'doing' });
  // It was written by `endHeld`, from the code of a fault.
  const code = end.refused_code as FaultCode | null;
  return told({ outcome: end.outcome as Settled['outcome'], code, items: await shown(house, actor, end.outcomes) });
}

/** Of an act on many that is over, each request under its folio, as far as this person sees it. */
export async function becameOf(house: House, { id, actor }: Of): Promise<Settled['items']> {
  const end = await endOf(house.store.read, { id, personId: actor.id });
  return shown(house, actor, end?.outcomes ?? null);
}

async function shown(house: House, actor: PersonActor, each: readonly EachOutcome[] | null): Promise<Settled['items']> {
  if (each === null || each.length === 0) return [];
  const seen = await standingsFor(
    house,
    actor,
    each.map(({ id }) => id),
  );
  return each.map(({ id, outcome, code = null, values = {} }) => ({
    id: id as RequestId,
    folio: seen.get(id)?.folio ?? null,
    outcome,
    code: code as FaultCode | null,
    values: { ...values },
  }));
}

/** Every undoable act on one request, which its parameters name, answers with the request as it stands. */
function answerOf(row: HeldRow, tried: Tried): Settled {
  if (tried.outcome === 'doing') return told({ outcome: 'doing' });
  if (tried.outcome === 'refused') {
    const { code, values } = tried.fault;
    return told({ outcome: 'refused', code, values: { ...values } });
  }
  const request = typeof row.params.id === 'string' ? (tried.reply as RequestView) : null;
  return told({ outcome: 'done', refusedOfMany: tried.refused, request });
}
