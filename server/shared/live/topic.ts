/** What slices say of facts to open pages, and what the machinery knows of who is there. */
import type { LiveEvent } from '#contract/live.ts';
import type { House } from '../house.ts';
import type { PersonActor } from '../policy.ts';
import type { LiveFact } from './wire.ts';

/** What reaches this actor of that fact; null: nothing, not even that it happened. */
export type Say = (actor: PersonActor, fact: LiveFact) => LiveEvent | null;

export type LiveTopic = {
  /** Streams of the history it speaks for: `request` for `request:<id>`. */
  readonly of: string;
  /** Reads once what the answers for all these facts need. */
  prepare(house: House, facts: readonly LiveFact[]): Promise<Say>;
};

/** Given by the slice of accounts. */
export type LiveIdentity = {
  /** Whose sessions a fact may have ended or changed. */
  personOf(fact: LiveFact): string | null;
  /** Of these sessions, those still open, with their person as of now; this is no use of the session. */
  reidentify(house: House, sessionIds: readonly string[]): Promise<ReadonlyMap<string, PersonActor>>;
};

/** Not of the history: who looks at a thing is another than before. */
export const PRESENCE_CHANGED = 'presence.changed';

export const presenceChanged = (subject: string): LiveFact => ({
  stream: subject,
  fact: PRESENCE_CHANGED,
  sequence: 0,
  actorId: null,
});
