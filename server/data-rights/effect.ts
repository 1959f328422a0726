/** What was granted becomes effective: a rectification changes the account, a cancellation blocks it. */
import type { effectDataRight as operation } from '#contract/data-rights.ts';
import type { BodyOf } from '#contract/operation.ts';
import { blockAccount, rectify } from '../accounts/index.ts';
import { leftByPerson, lockFollowed } from '../requests/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Actor, personOf } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { act } from './attend.ts';
import { RIGHT_EFFECTIVE } from './facts.ts';
import { retentionOf } from './retention-rows.ts';
import type { DataRight, Step } from './rows.ts';
import { yearsLater } from './rules.ts';

/** Two people: who decided never carries it out. And nothing of theirs may be left without anybody. */
async function block(work: Work, held: DataRight, actor: Actor): Promise<Step> {
  if (held.answeredBy === personOf(actor).id) throw new Fault('data-right.same-person');
  await lockFollowed(work, held.personId);
  const { follows, attends } = await leftByPerson(work.db, held.personId);
  if (follows + attends > 0) throw new Fault('data-right.requests-open', { count: follows + attends });
  await blockAccount(work, held.personId, held.folio);
  const { blockedYears } = await retentionOf(work.db);
  return { anonymise_at: yearsLater(work.now, blockedYears) };
}

async function change(work: Work, held: DataRight): Promise<Step> {
  const former = await rectify(work, held.personId, { values: held.wanted, requestId: held.id });
  return { former: JSON.stringify(former) };
}

export const effectDataRight = (
  house: House,
  actor: Actor,
  { id, body }: { id: string; body: BodyOf<typeof operation> },
) =>
  act(house, actor, {
    ...{ id, right: 'effect', version: body.version, from: ['granted'] },
    step: async (work, held) => {
      const more =
        held.kind === 'cancellation'
          ? await block(work, held, actor)
          : held.kind === 'rectification'
            ? await change(work, held)
            : {};
      return {
        step: { ...more, state: 'effective', effective_at: work.now, effected_by: personOf(actor).id },
        fact: RIGHT_EFFECTIVE,
      };
    },
  });
