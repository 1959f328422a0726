import { type HeldId, listHeld, settleHeld, undoHeld } from '#contract/held.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { answer, type Route } from '#server/shared/http/answer.ts';
import { personOf } from '#server/shared/policy.ts';
import { undo, waitingOf } from './rows.ts';
import { becameOf, settle } from './settle.ts';

export const routes = (house: House): Route[] => [
  answer(listHeld).with(async ({ actor }) => {
    const rows = await waitingOf(house.store.read, personOf(actor).id);
    return {
      items: rows.map((row) => ({
        heldId: row.id as HeldId,
        until: row.due_at.toISOString(),
        operation: row.operation,
        requestId: typeof row.params.id === 'string' ? row.params.id : null,
      })),
    };
  }),
  answer(undoHeld).with(async ({ actor, params }) => {
    const me = personOf(actor);
    const undone = await house.store.aside('held', (db, now) => undo(db, { id: params.id, personId: me.id, now }));
    if (undone === null) throw new Fault('not-found');
    const items = await becameOf(house, { id: params.id, actor: me });
    if (!undone && items.length === 0) throw new Fault('held.over');
    return { items };
  }),
  answer(settleHeld).with(({ actor, params }) => settle(house, { id: params.id, actor: personOf(actor) })),
];
