/**
 * What every page needs to know of acts that wait, whether or not the person has any: those who only file requests never
 * load the rest (`waiting-acts.ts`), which says with `knowWaiting` what there is to know.
 */
import type { RequestView } from '#contract/requests.ts';

/** Its author took it back: it never happened. */
export class TakenBack extends Error {}

/** Given instead of the answer of the act; `ended` rejects with `TakenBack` or `Refused`. Null for an act on many. */
export class Waits {
  readonly ended: Promise<RequestView | null>;
  /** Has it done now. */
  readonly finish: () => Promise<void>;
  constructor(ended: Promise<RequestView | null>, finish: () => Promise<void>) {
    this.ended = ended;
    this.finish = finish;
  }
}

/** The act whose words are kept at this place, while it waits. */
type WaitsAt = (place: string) => Waits | null;

let known: WaitsAt = () => null;
export const waitsAt: WaitsAt = (place) => known(place);
export const knowWaiting = (next: WaitsAt): void => {
  known = next;
};
