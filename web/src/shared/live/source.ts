/** The event stream itself, held open: opened again with patience when it breaks, and heard as signals. */
import { HEARTBEAT_SECONDS } from '#contract/live.ts';

/** What the server may say; any other name is of a newer server and is passed over. */
export const SIGNALS = ['change', 'notices', 'announcements', 'presence', 'reset', 'beat', 'end'] as const;
export type SignalName = (typeof SIGNALS)[number];
/** `id`: of the event, to go on from there; empty for what another tab says. */
export type Signal = { readonly name: SignalName; readonly data: unknown; readonly id: string };

/** `open`: events come. `broken`: it is being tried again. `refused`: the server answered, but with no stream. */
export type SourceState = 'open' | 'broken' | 'refused';

/** The part of the browser's EventSource used here. */
export type EventStream = {
  readonly readyState: number;
  addEventListener(name: string, heard: (event: MessageEvent) => void): void;
  close(): void;
};
/** `after`: the last event heard, by whichever tab; empty when none was. */
export type OpenStream = (after: string) => EventStream;

const CLOSED = 2;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** Too many browsers of one person: each that came back at once would push out another. */
const CROWDED_WAIT_MS = 600_000;

/** A line silent for this long is dead, although nobody said so: a laptop that slept, a cable pulled. */
const SILENT_MS = 2 * HEARTBEAT_SECONDS * 1000 + 5_000;

const read = (text: unknown): unknown => {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
};

const isCrowded = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'reason' in data && data.reason === 'crowded';

export type Hears = { signal: (signal: Signal) => void; state: (state: SourceState) => void; last: () => string };

/** Opens the stream and keeps it; gives how to close it for good. */
export function keepSource(open: OpenStream, hears: Hears): () => void {
  const source = new Source(open, hears);
  source.start();
  return source.close;
}

class Source {
  readonly #open: OpenStream;
  readonly #hears: Hears;
  #stream: EventStream | null = null;
  #again: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #wait = FIRST_WAIT_MS;

  constructor(open: OpenStream, hears: Hears) {
    this.#open = open;
    this.#hears = hears;
  }

  readonly close = (): void => {
    clearTimeout(this.#again);
    clearTimeout(this.#silence);
    this.#stream?.close();
    this.#stream = null;
  };

  start(): void {
    const stream = this.#open(this.#hears.last());
    this.#stream = stream;
    // What a closed stream still had to say is nobody's any more.
    const on = (name: string, act: (event: MessageEvent) => void) =>
      stream.addEventListener(name, (event) => stream === this.#stream && act(event));
    on('open', () => {
      this.#wait = FIRST_WAIT_MS;
      this.#alive();
      this.#hears.state('open');
    });
    on('error', () => this.#failed(stream));
    for (const name of SIGNALS)
      on(name, ({ data, lastEventId }) => this.#heard({ name, data: read(data), id: lastEventId }));
  }

  #heard(signal: Signal): void {
    this.#alive();
    this.#hears.signal(signal);
    if (signal.name === 'end') this.#refused(isCrowded(signal.data) ? CROWDED_WAIT_MS : LONGEST_WAIT_MS);
  }

  #alive(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.close();
      this.#hears.state('broken');
      this.start();
    }, SILENT_MS);
  }

  #failed(stream: EventStream): void {
    // While it says "connecting" the browser tries by itself; an answer that is no stream ends its patience.
    if (stream.readyState !== CLOSED) {
      this.#hears.state('broken');
      return;
    }
    this.#refused(this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
  }

  #refused(wait: number): void {
    this.close();
    this.#hears.state('refused');
    // Spread out: a thousand pages lost the same server at the same moment.
    this.#again = setTimeout(() => this.start(), wait * (0.5 + Math.random()));
  }
}
