/** The event stream itself, held open: opened again with patience when it breaks, and heard as signals. */

/** What the server may say; any other name is of a newer server and is passed over. */
export const SIGNALS = ['change', 'notices', 'presence', 'reset', 'end'] as const;
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
  let stream: EventStream | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_WAIT_MS;

  const refused = (after: number) => {
    stream?.close();
    stream = null;
    hears.state('refused');
    // Spread out: a thousand pages lost the same server at the same moment.
    timer = setTimeout(start, after * (0.5 + Math.random()));
  };
  const failed = () => {
    // While it says "connecting" the browser tries by itself; an answer that is no stream ends its patience.
    if (stream?.readyState !== CLOSED) {
      hears.state('broken');
      return;
    }
    refused(wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  };
  const heard = (signal: Signal) => {
    hears.signal(signal);
    if (signal.name === 'end') refused(isCrowded(signal.data) ? CROWDED_WAIT_MS : LONGEST_WAIT_MS);
  };
  const start = () => {
    const current = open(hears.last());
    stream = current;
    const still = (act: () => void) => () => current === stream && act();
    current.addEventListener(
      'open',
      still(() => {
        wait = FIRST_WAIT_MS;
        hears.state('open');
      }),
    );
    current.addEventListener('error', still(failed));
    for (const name of SIGNALS)
      current.addEventListener(name, ({ data, lastEventId }) =>
        still(() => heard({ name, data: read(data), id: lastEventId }))(),
      );
  };
  start();
  return () => {
    clearTimeout(timer);
    stream?.close();
    stream = null;
  };
}
