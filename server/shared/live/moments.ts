/** Facts are gathered for a moment and delivered together, one gathering after the other. */
import type { House } from '../house.ts';
import { newRequestCode } from '../ids.ts';
import type { Log } from '../log.ts';
import type { PersonActor } from '../policy.ts';
import type { FanOut } from './fan-out.ts';
import type { Ring } from './ring.ts';
import { type Outlet, RESET, type Streams, textOf } from './streams.ts';
import { PRESENCE_CHANGED } from './topic.ts';
import type { LiveFact } from './wire.ts';

export type Moments = {
  take(facts: readonly LiveFact[]): void;
  /** Id of an event that happens now. */
  here(): string;
  /** Something was missed: everybody loads anew. */
  resetAll(): void;
  join(house: House, joining: { actor: PersonActor; outlet: Outlet; after: string | null }): Promise<void>;
  start(house: House): void;
  close(): void;
};

/** Facts this close together arrive as one. */
const MOMENT = 100;
/** More at once is an import. */
const TOO_MANY = 2_000;

export function openMoments(parts: { ring: Ring; streams: Streams; fanOut: FanOut; log: Log }): Moments {
  const { ring, streams, fanOut, log } = parts;
  const boot = newRequestCode();
  let house: House | null = null;
  let pending: LiveFact[] = [];
  let isDelivering = false;
  let timer: NodeJS.Timeout | undefined;

  const idOf = (position: number): string => `${boot}-${position}`;
  const here = (): string => idOf(ring.settled(isDelivering || pending.length > 0));
  const resetAll = (): void => {
    ring.clear();
    for (const stream of streams.all) streams.send(stream, [textOf(RESET, here())], here());
  };

  const deliver = async (within: House, facts: readonly LiveFact[]): Promise<void> => {
    if (facts.length > TOO_MANY) return resetAll();
    const position = ring.add(facts.filter((fact) => fact.fact !== PRESENCE_CHANGED));
    await fanOut.deliver(within, facts, idOf(position));
    ring.settle(position);
  };

  const schedule = (): void => {
    if (house === null || pending.length === 0 || isDelivering || timer !== undefined) return;
    const within = house;
    timer = setTimeout(async () => {
      const facts = pending;
      [pending, timer, isDelivering] = [[], undefined, true];
      await deliver(within, facts).catch((error: unknown) => {
        log.warn({ err: error }, 'what happened could not be told to open pages: they load anew');
        resetAll();
      });
      isDelivering = false;
      schedule();
    }, MOMENT);
  };

  return {
    here,
    resetAll,
    take: (facts) => {
      pending.push(...facts);
      schedule();
    },
    join: (within, joining) => join({ ring, streams, fanOut, boot, here }, within, joining),
    start: (within) => {
      house = within;
      schedule();
    },
    close: () => {
      house = null;
      clearTimeout(timer);
    },
  };
}

type Joined = { ring: Ring; streams: Streams; fanOut: FanOut; boot: string; here: () => string };

/** The stream is added in the same instant in which it has had everything: nothing is missed, nothing told twice. */
async function join(
  parts: Joined,
  house: House,
  joining: { actor: PersonActor; outlet: Outlet; after: string | null },
): Promise<void> {
  const { ring, streams, fanOut, boot, here } = parts;
  const { actor, outlet, after } = joining;
  outlet.write('retry: 2000\n\n');
  let from = after === null ? ring.settled(true) : positionIn(after, boot);
  let missed = ring.since(from);
  while (missed !== null && missed.length > 0) {
    const upTo = ring.settled(true);
    const texts = await fanOut.textsFor(house, { actor, facts: missed, id: `${boot}-${upTo}` });
    if (texts.length > MUCH) missed = null;
    else {
      outlet.write(texts.join(''));
      from = upTo;
      missed = ring.since(from);
    }
  }
  const stream = streams.add(actor, outlet, here());
  streams.send(stream, [missed === null ? textOf(RESET, here()) : `id: ${here()}\n\n`], here());
}

/** Above this, loading everything is less work for both sides. */
const MUCH = 100;

/** -1, which no ring knows, for an event of another node or of before its last start. */
const positionIn = (id: string, boot: string): number =>
  id.startsWith(`${boot}-`) ? Number(id.slice(boot.length + 1)) : -1;
