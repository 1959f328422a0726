/** What somebody asked for goes on in a colleague's hands when they leave: the same request, with who filed it kept. */
import { Fault } from '#server/shared/fault.ts';
import type { Work } from '#server/shared/store.ts';
import { performWithin } from './act.ts';
import { followedBy } from './followed-rows.ts';

/** It is not that person's any more. */
class LeftAlone extends Error {}

export type Passing = {
  /** Who followed them until now, and who does from now on. */
  readonly fromId: string;
  readonly toId: string;
  /** The act it is part of, for the history. */
} & ({ readonly deactivationId: string } | { readonly movementId: string });

/**
 * Part of an act of the desk's own under way: every request of `fromId` that is not over becomes `toId`'s to follow, answer,
 * accept and reopen (document 002, 1.f). It stays of its agency. Gives how many.
 */
export async function passOnWithin(work: Work, passing: Passing): Promise<number> {
  const { fromId, toId, ...cause } = passing;
  let passed = 0;
  for (const id of await followedBy(work.db, fromId)) {
    const done = await passOne(work, { id, fromId, toId, cause });
    if (done) passed += 1;
  }
  return passed;
}

async function passOne(
  work: Work,
  given: { id: string; fromId: string; toId: string; cause: { readonly [key: string]: string } },
): Promise<boolean> {
  const { id, fromId, toId, cause } = given;
  try {
    await performWithin(work, {
      id,
      right: 'attend',
      act: 'passOn',
      decide: (held) => {
        if (held.requester_id !== fromId) throw new LeftAlone();
        return {
          fact: 'request.passed-on',
          data: { fromId, toId, ...cause },
          patch: { requester_id: toId, filed_by: held.filed_by ?? fromId },
        };
      },
    });
    return true;
  } catch (error) {
    // It ended while its turn came. Every refusal comes before the first writing.
    if (error instanceof LeftAlone || (error instanceof Fault && error.code === 'request.transition')) return false;
    throw error;
  }
}
