/** The end of an act that waited. One that was refused gives its words back, and tells who asked for it. */
import type { ReplyKind } from '#contract/requests.ts';
import { returnToDraft } from '#server/requests/index.ts';
import type { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import type { Happened } from '#server/shared/jobs.ts';
import { system } from '#server/shared/policy.ts';
import { type EachOutcome, endHeld, type HeldRow } from './rows.ts';

export const ACT_REFUSED = 'act.refused';

export const endAsDone = async (house: House, row: HeldRow, each: readonly EachOutcome[] | null): Promise<void> => {
  await house.store.aside('held', (db, now) => endHeld(db, row, { outcome: 'done', each, now }));
};

type Refused = { readonly id: string; readonly code: string; readonly values?: EachOutcome['values'] };

/** Those that an act on many could not do. */
export function refusedAmong(reply: unknown): Refused[] {
  const refused = typeof reply === 'object' && reply !== null && 'refused' in reply ? reply.refused : [];
  return Array.isArray(refused) ? refused : [];
}

/** Of the answer of an act on many, each request; null of any other. */
export function eachOf(reply: unknown): EachOutcome[] | null {
  if (typeof reply !== 'object' || reply === null || !('done' in reply) || !Array.isArray(reply.done)) return null;
  const done: EachOutcome[] = reply.done.map(({ id }: { id: string }) => ({ id, outcome: 'done' }));
  return [...done, ...refusedAmong(reply).map(asRefused)];
}
const asRefused = ({ id, code, values = {} }: Refused): EachOutcome => ({ id, outcome: 'refused', code, values });

/** Whatever was written, under the names it has in the operations that can be undone. */
function wordsOf(row: HeldRow): { kind: ReplyKind; text: string } | null {
  const said = typeof row.body.act === 'object' && row.body.act !== null ? { ...row.body.act } : row.body;
  const named = said as Record<string, unknown>;
  const text = named.solution ?? named.text ?? named.reason;
  if (typeof text !== 'string' || text === '') return null;
  const isNote = row.operation === 'assignRequest' || ['assign', 'take', 'note'].includes(String(named.do));
  return { kind: isNote ? 'note' : 'reply', text };
}

const requestOf = (row: HeldRow): string | null => (typeof row.params.id === 'string' ? row.params.id : null);

/** Requests of an act on many. */
const itemsOf = (row: HeldRow): string[] =>
  Array.isArray(row.body.items) ? row.body.items.map((item: { id: string }) => item.id) : [];

/** `fault`: nothing of it was done · `refused`: of an act on many, these were not; `each`: all of them. */
export async function endAsRefused(
  house: House,
  row: HeldRow,
  because: { fault: Fault } | { refused: readonly Refused[]; each: readonly EachOutcome[] | null },
): Promise<void> {
  const requestId = requestOf(row);
  const refused = 'refused' in because ? because.refused : [];
  const code = 'fault' in because ? because.fault.code : (refused[0]?.code ?? '');
  const words = wordsOf(row);
  const items = itemsOf(row);
  const undone = 'fault' in because ? items : refused.map((each) => each.id);
  const touched = requestId === null ? undone : [requestId];
  const each =
    'each' in because ? because.each : items.map((id) => asRefused({ id, code, values: because.fault.values }));
  await house.store.change(system('held-acts'), async (work) => {
    const isMine = await endHeld(work.db, row, { outcome: 'refused', code, each, now: work.now });
    if (!isMine) throw new Error('an act ended twice');
    if (words !== null)
      for (const id of touched)
        await returnToDraft(work.db, { personId: row.person_id, requestId: id, ...words, now: work.now });
    await work.record({
      stream: `act:${row.id}`,
      fact: ACT_REFUSED,
      data: {
        personId: row.person_id,
        operation: row.operation,
        code,
        asked: requestId === null ? items.length : 1,
        refused: touched.length,
        wordsKept: words !== null,
        ...(requestId === null ? {} : { requestId }),
      },
      opens: true,
    });
  });
}

/** What `act.refused` says, for whoever tells of it. */
export const heldAct = ({ data }: Happened) => ({
  personId: String(data.personId),
  requestId: typeof data.requestId === 'string' ? data.requestId : null,
  operation: String(data.operation),
  code: String(data.code),
  asked: Number(data.asked),
  refused: Number(data.refused),
  wordsKept: data.wordsKept === true,
});
