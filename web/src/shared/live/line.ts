/**
 * One event stream per browser. The tab that holds a lock of the browser opens the stream and repeats what it hears to the
 * other tabs of the same person; when it closes, the lock passes on and the next tab opens its own at once.
 */
import { keepSource, type OpenStream, type Signal, type SourceState } from './source.ts';

export type LineState = 'starting' | 'live' | 'cut';
export type Hears = {
  signal: (signal: Signal) => void;
  state: (state: LineState) => void;
  /** Changes before this moment may have been missed. */
  since: (moment: number) => void;
  /** The server answered, and gave no stream: the session may have ended. */
  refused: () => void;
};

type Channel = {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown): void;
  close(): void;
};
export type Parts = {
  locks: Pick<LockManager, 'request'>;
  channel: (name: string) => Channel;
  open: OpenStream;
  visible: () => boolean;
};

type Message =
  | { kind: 'signal'; signal: Signal }
  | { kind: 'state'; state: LineState; last: string }
  | { kind: 'again' }
  | { kind: 'ask' };

/** A leader that does not answer within this is frozen or gone. */
const ANSWER_MS = 3_000;
const ASK_EVERY_MS = 15_000;
const STEAL_AFTER = 2;

export class LiveLine {
  readonly #name: string;
  readonly #hears: Hears;
  readonly #parts: Parts;
  readonly #channel: Channel;
  readonly #stop = new AbortController();
  readonly #startedAt = Date.now();
  readonly #asking: ReturnType<typeof setInterval>;
  #asked: ReturnType<typeof setTimeout> | undefined;
  /** Set while this tab leads: closes the stream and gives the lock back. */
  #step: (() => void) | null = null;
  #inLine = false;
  #silent = 0;
  /** The last event heard, here or by the tab that led before. */
  #last = '';
  #state: LineState = 'starting';

  constructor(name: string, hears: Hears, parts: Parts) {
    this.#name = name;
    this.#hears = hears;
    this.#parts = parts;
    this.#channel = parts.channel(name);
    this.#channel.onmessage = ({ data }: MessageEvent<Message>) => this.#told(data);
    void this.#standInLine();
    this.#asking = setInterval(this.ask, ASK_EVERY_MS);
    this.ask();
  }

  /** Says something to the other tabs of this person, and to nobody else. */
  tell(signal: Signal): void {
    this.#post({ kind: 'signal', signal });
  }

  /** A tab on screen makes sure that somebody leads; a hidden one needs to know only when it is shown. */
  readonly ask = (): void => {
    if (this.#step !== null || !this.#parts.visible()) return;
    this.#post({ kind: 'ask' });
    clearTimeout(this.#asked);
    this.#asked = setTimeout(() => this.#unanswered(), ANSWER_MS);
  };

  close(): void {
    this.#stop.abort();
    this.#step?.();
    clearInterval(this.#asking);
    clearTimeout(this.#asked);
    this.#channel.close();
  }

  #post(message: Message): void {
    if (!this.#stop.signal.aborted) this.#channel.postMessage(message);
  }

  async #standInLine(): Promise<void> {
    if (this.#inLine) return;
    this.#inLine = true;
    try {
      await this.#parts.locks.request(this.#name, { signal: this.#stop.signal }, () => {
        this.#inLine = false;
        return this.#lead();
      });
    } catch {
      this.#inLine = false;
      this.#lost();
    }
  }

  /** From a tab that answers nobody any more. The browser takes no signal together with `steal`. */
  #steal(): void {
    this.#parts.locks.request(this.#name, { steal: true }, () => this.#lead()).catch(() => this.#lost());
  }

  /** Stopped, or another tab stole the lead from this one because it slept: then it waits for its turn again. */
  #lost(): void {
    this.#step?.();
    if (!this.#stop.signal.aborted) void this.#standInLine();
  }

  #lead(): Promise<void> {
    if (this.#stop.signal.aborted) return Promise.resolve();
    clearTimeout(this.#asked);
    const close = keepSource(this.#parts.open, {
      signal: (signal) => {
        this.tell(signal);
        this.#hear(signal);
      },
      last: () => this.#last,
      state: (state) => this.#stream(state),
    });
    return new Promise<void>((release) => {
      this.#step = () => {
        this.#step = null;
        close();
        release();
      };
    });
  }

  #stream(state: SourceState): void {
    // Going on after a known event, the server tells what came between or that it cannot. Without one, nobody was told.
    if (state === 'open' && this.#last === '') {
      this.#post({ kind: 'again' });
      this.#hears.since(Date.now());
    }
    if (state === 'refused') this.#hears.refused();
    this.#become(state === 'open' ? 'live' : 'cut');
    this.#post({ kind: 'state', state: this.#state, last: this.#last });
  }

  #hear(signal: Signal): void {
    if (signal.id !== '') this.#last = signal.id;
    this.#hears.signal(signal);
  }

  #told(message: Message): void {
    if (message.kind === 'signal') this.#hear(message.signal);
    else if (message.kind === 'ask') {
      if (this.#step !== null) this.#post({ kind: 'state', state: this.#state, last: this.#last });
    }
    // What a leader hears from another was said before the lead changed hands.
    else if (this.#step === null) this.#toldByLeader(message);
  }

  #toldByLeader(message: Exclude<Message, { kind: 'signal' | 'ask' }>): void {
    if (message.kind === 'again') this.#hears.since(Date.now());
    else {
      clearTimeout(this.#asked);
      this.#silent = 0;
      if (this.#state === 'starting') this.#hears.since(this.#startedAt);
      this.#last = message.last;
      this.#become(message.state);
    }
  }

  #unanswered(): void {
    this.#become('cut');
    this.#silent += 1;
    if (this.#silent < STEAL_AFTER) this.ask();
    else {
      this.#silent = 0;
      this.#steal();
    }
  }

  #become(state: LineState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#hears.state(state);
  }
}
