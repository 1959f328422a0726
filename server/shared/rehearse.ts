/** Doing an act without doing it: all its questions are asked, its rows are written and looked at, and then nothing was. */
import type { House } from './house.ts';
import type { Work } from './store.ts';
import { Rehearsed } from './store.ts';

/**
 * What `look` sees at the end of the act that `run` does with the house it is given; throws what the act would throw.
 * `run` must do one act through `change` or `changeOnce`, and nothing that is not undone with its transaction.
 */
export async function rehearse<Seen>(
  house: House,
  look: (work: Work) => Promise<Seen>,
  run: (house: House) => Promise<unknown>,
): Promise<Seen> {
  try {
    await run({ ...house, store: house.store.rehearsal(look) });
  } catch (error) {
    if (error instanceof Rehearsed) return error.seen as Seen;
    throw error;
  }
  throw new Error('what changes nothing cannot be rehearsed');
}
