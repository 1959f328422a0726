/** The open streams of this node: who they belong to, how many there may be, and how much one may leave unread. */
import type { LiveEvent } from '#contract/live.ts';
import type { PersonActor } from '../policy.ts';

/** Where the text of a stream goes: an answer of HTTP that does not end. */
export type Outlet = {
  write(text: string): void;
  /** Bytes written and not yet taken by the other side. */
  unsent(): number;
  end(): void;
  /** Breaks the line off, whatever is still unsent. */
  cut(): void;
  onClose(told: () => void): void;
};

export type Stream = {
  /** As of the last look at the session. */
  actor: PersonActor;
  readonly outlet: Outlet;
  /** Place in the round of heartbeats. */
  readonly turn: number;
  /** Writes since everything was last taken. */
  waiting: number;
  open: boolean;
};

export const PER_SESSION = 6;
export const PER_NODE = 10_000;
const MAX_UNSENT = 64 * 1024;
const MAX_WAITING = 200;
/** Above this, loading everything again is less work for both sides. */
const MAX_AT_ONCE = 100;

export const RESET: LiveEvent = { event: 'reset', data: {} };
const BEAT: LiveEvent = { event: 'beat', data: {} };

export const textOf = (event: LiveEvent, id: string): string =>
  `event: ${event.event}\nid: ${id}\ndata: ${JSON.stringify(event.data)}\n\n`;

export type Streams = {
  readonly all: ReadonlySet<Stream>;
  isFull(): boolean;
  /** The oldest of the same session makes room where there are too many. */
  add(actor: PersonActor, outlet: Outlet, id: string): Stream;
  /** Texts of events, already made; cut instead when too much lies unread. */
  send(stream: Stream, texts: readonly string[], id: string): void;
  beat(turns: number, turn: number, id: string): void;
  end(stream: Stream, reason: 'session' | 'crowded', id: string): void;
  /** The program stops: everybody is told to come back, not all in one instant. */
  closeAll(): void;
  /** Streams broken off since the start because nobody read them. */
  cuts(): number;
};

export function openStreams(): Streams {
  const all = new Set<Stream>();
  const bySession = new Map<string, Set<Stream>>();
  let cuts = 0;
  let turns = 0;

  const drop = (stream: Stream): void => {
    stream.open = false;
    if (!all.delete(stream)) return;
    const { sessionId } = stream.actor;
    const mine = bySession.get(sessionId);
    mine?.delete(stream);
    if (mine?.size === 0) bySession.delete(sessionId);
  };

  const write = (stream: Stream, text: string): void => {
    if (!stream.open) return;
    const unsent = stream.outlet.unsent();
    stream.waiting = unsent === 0 ? 1 : stream.waiting + 1;
    if (stream.waiting > MAX_WAITING || unsent + text.length > MAX_UNSENT) {
      cuts += 1;
      drop(stream);
      stream.outlet.cut();
      return;
    }
    stream.outlet.write(text);
  };

  const end: Streams['end'] = (stream, reason, id) => {
    write(stream, textOf({ event: 'end', data: { reason } }, id));
    drop(stream);
    stream.outlet.end();
  };

  return {
    all,
    isFull: () => all.size >= PER_NODE,
    add: (actor, outlet, id) => {
      turns += 1;
      const stream: Stream = { actor, outlet, turn: turns, waiting: 0, open: true };
      const mine = bySession.get(actor.sessionId) ?? new Set();
      mine.add(stream);
      bySession.set(actor.sessionId, mine);
      all.add(stream);
      outlet.onClose(() => drop(stream));
      for (const oldest of [...mine].slice(0, Math.max(0, mine.size - PER_SESSION))) end(oldest, 'crowded', id);
      return stream;
    },
    send: (stream, texts, id) => {
      if (texts.length > MAX_AT_ONCE) write(stream, textOf(RESET, id));
      else if (texts.length > 0) write(stream, texts.join(''));
    },
    beat: (round, turn, id) => {
      for (const stream of all) if (stream.turn % round === turn % round) write(stream, textOf(BEAT, id));
    },
    end,
    closeAll: () => {
      for (const stream of all) {
        write(stream, `retry: ${500 + ((stream.turn * 97) % 2_500)}\n\n`);
        drop(stream);
        stream.outlet.end();
      }
    },
    cuts: () => cuts,
  };
}
