/** What one request says another says already: it is closed, tied to the other, and its requester is told. */
import type { markDuplicate } from '#contract/duplicates.ts';
import type { RequestView } from '#contract/requests.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { type Actor, allow } from '#server/shared/policy.ts';
import { perform } from './act.ts';
import type { On } from './attend.ts';
import { folioOf, lockDuplicates, type Tied } from './duplicate-rows.ts';
import { requestPolicy } from './policy.ts';
import { findRequest, type ViewedRow } from './rows.ts';

/** Key of its closure code in the starting catalogue. */
const DUPLICATE = 'duplicate';

export function duplicate(house: House, actor: Actor, on: On<typeof markDuplicate>): Promise<RequestView> {
  const { of, version } = on.body;
  return perform(house, actor, {
    id: on.id,
    right: 'attend',
    version,
    once: on.once ?? null,
    act: 'duplicate',
    first: lockDuplicates,
    decide: async (held, work) => {
      if (of === held.id) throw new Fault('input.invalid', {}, { fields: [{ path: 'of', message: 'field.choice' }] });
      const row = await findRequest(work.db, { id: of }, actor);
      const principal = allow(requestPolicy, 'see-summary', { actor, thing: row });
      if (principal.duplicate_of !== null)
        throw new Fault('request.duplicate-chain', {
          folio: principal.folio,
          principal: await folioOf(work, principal.duplicate_of),
        });
      if (principal.state === 'cancelled' || principal.state === 'rejected')
        throw new Fault('request.transition', { state: principal.state });
      return {
        fact: 'request.duplicated',
        data: { principalId: principal.id, cause: DUPLICATE },
        patch: {
          duplicate_of: principal.id,
          closure_code: DUPLICATE,
          ended_at: work.now,
          waiting_reason: null,
          waiting_until: null,
          scheduled_at: null,
          scheduled_where: null,
          visit_accepted_at: null,
        },
      };
    },
  });
}

/** What a reader may know of those it is tied to: another's request is told of without its folio. */
export function tiesOf(
  row: ViewedRow,
  actor: Actor,
  internal: boolean,
): Pick<RequestView, 'duplicateOf' | 'duplicates'> {
  const shown = (tied: Tied) => ({ id: tied.id as RequestView['id'], folio: tied.folio, subject: tied.subject });
  const sees = (tied: Tied) => requestPolicy.may('see-summary', actor, tied);
  return {
    duplicateOf: row.principal === null ? null : { request: sees(row.principal) ? shown(row.principal) : null },
    duplicates: internal ? (row.duplicates ?? []).filter(sees).map(shown) : [],
  };
}
