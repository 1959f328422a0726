/** Whoever waits for an act of theirs has it done at once, or hears what became of it. */
import type { FaultCode } from '#contract/faults.ts';
import type { settleHeld } from '#contract/held.ts';
import type { ReplyOf } from '#contract/operation.ts';
import type { RequestView } from '#contract/requests.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { performOne, type Tried } from './perform.ts';
import { claimOne, endOf, type HeldRow } from './rows.ts';

type Settled = ReplyOf<typeof settleHeld>;

const told = (given: Partial<Settled> & Pick<Settled, 'outcome'>): Settled => ({
  code: null,
  values: {},
  refusedOfMany: 0,
  request: null,
  ...given,
});

export async function settle(house: House, of: { id: string; personId: string }): Promise<Settled> {
  const row = await house.store.aside('held', (db, now) => claimOne(db, { ...of, now }));
  if (row !== undefined) return answerOf(row, await performOne(house, row));
  const end = await endOf(house.store.read, of);
  if (end === undefined) throw new Fault('not-found');
  if (end.outcome === null) return told({ outcome: 'doing' });
  // It was written by `endHeld`, from the code of a fault.
  const code = end.refused_code as FaultCode | null;
  return told({ outcome: end.outcome as Settled['outcome'], code });
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
