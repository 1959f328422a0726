/** What has changed, turned into what is asked anew: merged within a blink, at once on screen, later in a hidden tab. */
import type { QueryClient, QueryKey } from '@tanstack/react-query';

/** Changes within this are asked for once. */
export const MERGE_MS = 150;

export type Families = {
  /** What pages keep of this request: its own page and the lists it may stand in. */
  touches: (requestId: string) => (key: QueryKey, data: unknown) => boolean;
  /** Everything that others may change. */
  live: (key: QueryKey) => boolean;
  /** What the desk has to say, the pages where that is worded, and the requests that are part of it. */
  announcements: (key: QueryKey, data: unknown) => boolean;
  /** The bell and the session it stands in. */
  notices: (key: QueryKey) => boolean;
};

type Match = (key: QueryKey, data: unknown, at: number) => boolean;

export class Refresher {
  readonly #client: QueryClient;
  readonly #families: Families;
  readonly #visible: () => boolean;
  #waiting: Match[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: QueryClient, families: Families, visible: () => boolean) {
    this.#visible = visible;
    this.#client = client;
    this.#families = families;
  }

  readonly request = (id: string): void => this.#add(this.#families.touches(id));
  readonly notices = (): void => this.#add(this.#families.notices);
  readonly announcements = (): void => this.#add(this.#families.announcements);
  readonly everything = (): void => this.#add(this.#families.live);
  /** What came before that moment may have missed something; what comes later, on its way now, has it. */
  readonly olderThan = (moment: number): void =>
    this.#add((key, _data, at) => at > 0 && at < moment && this.#families.live(key));

  close(): void {
    clearTimeout(this.#timer);
    this.#waiting = [];
  }

  #add(match: Match): void {
    this.#waiting.push(match);
    this.#timer ??= setTimeout(() => this.#flush(), MERGE_MS);
  }

  #flush(): void {
    this.#timer = undefined;
    const matches = this.#waiting;
    this.#waiting = [];
    void this.#client.invalidateQueries({
      predicate: ({ queryKey, state }) => matches.some((fits) => fits(queryKey, state.data, state.dataUpdatedAt)),
      // A hidden tab only remembers that its copy is old: shown again, it asks by itself.
      refetchType: this.#visible() ? 'active' : 'none',
    });
  }
}
