/** A message being written: kept on this machine, sent once, given back whole when it did not arrive. */
import type { RequestView, TimelineEntry } from '#contract/requests.ts';
import { newKey, Refused, Unreachable } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import type { Translate } from '#web/shared/i18n.ts';
import { dropWork, keepWork, readWork } from './local-work.ts';
import type { Pending } from './thread.tsx';
import type { Attachments } from './use-attachments.ts';

/** What an act is given: `version` is the one the writer saw. */
export type Given = { text: string; attachments: string[]; version: number; key: string };
export type Act = (given: Given) => Promise<RequestView>;

/** What went wrong; `between`: what others did while this was being written. */
export type Trouble =
  | { kind: 'failed'; sentence: string }
  | { kind: 'files' }
  | { kind: 'empty' }
  | { kind: 'twice' }
  | { kind: 'stale'; between: TimelineEntry[] };

export type Written = { text: string; pending: Pending | null; trouble: Trouble | null };

/** What the page lends. `fetch` reads the request anew, `show` makes it what the page shows. */
export type Page = {
  t: Translate;
  view: RequestView;
  files: Pick<Attachments, 'ready' | 'settle' | 'reset'>;
  internal: boolean;
  fetch: () => Promise<RequestView>;
  show: (view: RequestView) => void;
};

const KEPT_AFTER_MS = 400;

const codeIs = (error: unknown, code: string): boolean => error instanceof Refused && error.problem.code === code;
const lastSequence = (view: RequestView): number => view.timeline.at(-1)?.sequence ?? 0;

/** The earlier sending of this same text did arrive, only its answer was lost. */
const arrived = (view: RequestView, text: string): boolean =>
  view.timeline.findLast((entry) => entry.by?.mine && entry.message !== null)?.message?.text === text.trim();

const isKept = (value: unknown): value is { text: string; key: string } =>
  typeof value === 'object' &&
  value !== null &&
  'text' in value &&
  typeof value.text === 'string' &&
  'key' in value &&
  typeof value.key === 'string';

export class ReplyBox {
  page: Page;
  readonly #place: string;
  #key: string;
  #written: Written;
  #busy = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  /** `place`: where on this machine the text is kept. */
  constructor(place: string, page: Page) {
    const found = readWork(place);
    const kept = isKept(found) ? found : { text: '', key: newKey() };
    this.#place = place;
    this.#key = kept.key;
    this.#written = { text: kept.text, pending: null, trouble: null };
    this.page = page;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly read = (): Written => this.#written;

  readonly write = (text: string): void => {
    const { trouble } = this.#written;
    this.#set({ text, trouble: trouble?.kind === 'empty' ? null : trouble });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.keep, KEPT_AFTER_MS);
  };

  /** What went wrong has been dealt with. */
  readonly forgive = (): void => this.#set({ trouble: null });

  /** While a message is on its way its copy stays, although the box is empty. */
  readonly keep = (): void => {
    const { text, pending } = this.#written;
    if (pending !== null) return;
    if (text === '') dropWork(this.#place);
    else keepWork(this.#place, { text, key: this.#key });
  };

  readonly send = async (act: Act): Promise<void> => {
    if (this.#busy) return;
    if (this.#written.text.trim() === '') return this.#set({ trouble: { kind: 'empty' } });
    this.#busy = true;
    this.#set({ trouble: null });
    try {
      if (!(await this.page.files.settle())) return this.#set({ trouble: { kind: 'files' } });
      await this.#deliver(act);
    } finally {
      this.#busy = false;
    }
  };

  async #deliver(act: Act): Promise<void> {
    const { text } = this.#written;
    const files = this.page.files.ready();
    const attachments = files.map((file) => file.id);
    const given: Given = { text, attachments, version: this.page.view.version, key: this.#key };
    keepWork(this.#place, { text, key: this.#key });
    this.#set({ text: '', pending: { text, files, internal: this.page.internal } });
    try {
      this.#done(await act(given));
    } catch (error) {
      await this.#heed(error, given, act).catch((again: unknown) => this.#failed(given, again));
    }
  }

  async #heed(error: unknown, given: Given, act: Act): Promise<void> {
    if (codeIs(error, 'version.stale')) return this.#stale(given, act);
    if (codeIs(error, 'idempotency.mismatch')) return this.#twice(given);
    return this.#failed(given, error);
  }

  async #stale(given: Given, act: Act): Promise<void> {
    const before = lastSequence(this.page.view);
    const now = await this.page.fetch();
    const between = now.timeline.filter((entry) => entry.sequence > before && !entry.by?.mine);
    // Only something this reader may not see changed: nothing to tell, so it goes with the new version.
    if (between.length === 0) return this.#done(await act({ ...given, version: now.version }));
    this.#giveBack(given.text, { kind: 'stale', between });
  }

  async #twice(given: Given): Promise<void> {
    const now = await this.page.fetch();
    if (arrived(now, given.text)) return this.#done(now);
    this.#key = newKey();
    this.#giveBack(given.text, { kind: 'twice' });
  }

  #failed(given: Given, error: unknown): void {
    const sentence = error instanceof Unreachable ? '' : faultText(this.page.t, error);
    this.#giveBack(given.text, { kind: 'failed', sentence });
  }

  /** Whatever was typed meanwhile goes after what comes back. */
  #giveBack(sent: string, trouble: Trouble): void {
    const typed = this.#written.text;
    this.#set({ text: typed === '' ? sent : `${sent}\n\n${typed}`, pending: null, trouble });
    this.keep();
  }

  #done(view: RequestView): void {
    this.#key = newKey();
    dropWork(this.#place);
    this.page.files.reset();
    this.#set({ pending: null });
    this.page.show(view);
  }

  #set(patch: Partial<Written>): void {
    this.#written = { ...this.#written, ...patch };
    for (const listener of this.#listeners) listener();
  }
}
