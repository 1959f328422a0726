/** What a hand-over would do, before it is done. */
import { HAND_OVER_MAX } from '#contract/teams.ts';
import type { ToHand } from './absence-queries.ts';

export type HandItem = ToHand['items'][number];
export type HandPerson = ToHand['people'][number];

/** A request stays with its team: it passes to who is in that team. Nobody chosen yet: nothing is known against it. */
export const canPass = (item: HandItem, to: HandPerson | undefined): boolean =>
  to === undefined || (item.teamId !== null && to.teamIds.includes(item.teamId));

/** Of what was chosen: what passes, what stays because of its team, and what is too much for one act. */
export function foreseen(items: readonly HandItem[], given: { left: ReadonlySet<string>; to: HandPerson | undefined }) {
  const chosen = items.filter(({ id }) => !given.left.has(id));
  const fit = chosen.filter((item) => canPass(item, given.to));
  return {
    passes: fit.slice(0, HAND_OVER_MAX),
    stays: chosen.filter((item) => !canPass(item, given.to)),
    later: fit.slice(HAND_OVER_MAX),
  };
}

/** Who stands in first, then the others by name; who is away today last. */
export const toWhom = ({ people, deputyId }: Pick<ToHand, 'people' | 'deputyId'>): HandPerson[] =>
  [...people].sort(
    (a, b) =>
      Number(a.away) - Number(b.away) ||
      Number(b.id === deputyId) - Number(a.id === deputyId) ||
      a.name.localeCompare(b.name, 'es'),
  );

/** The deputy, where they are there today and in a team that has any of it. */
export const firstChoice = (data: ToHand): string => {
  const deputy = data.people.find(({ id }) => id === data.deputyId);
  return deputy && !deputy.away && data.items.some((item) => canPass(item, deputy)) ? deputy.id : '';
};
