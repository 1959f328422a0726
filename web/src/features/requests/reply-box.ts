/** A message being written: kept on this machine, sent once, given back whole when it did not arrive. */
import type { AttachmentView } from '#contract/attachments.ts';
import type { RequestView, TimelineEntry } from '#contract/requests.ts';
import { newKey, Refused, Unreachable } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import type { Translate } from '#web/shared/i18n.ts';
import { dropWork, keepWork, readWork } from './local-work.ts';
import type { Pending } from './thread.tsx';
import type { Attachments } from './use-attachments.ts';
import { TakenBack, Waits, waitsAt } from './waits.ts';

/** What an act is given: `version` is the one the writer saw, `place` where its words are kept meanwhile. */
export type Given = { text: string; attachments: string[]; version: number; key: string; place: string };
export type Act = (given: Given) => Promise<RequestView | Waits>;

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
  files: Pick<Attachments, 'ready' | 'settle' | 'reset' | 'restore'>;
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

type Kept = { text: string; key: string; files?: AttachmentView[] };
const isKept = (value: unknown): value is Kept =>
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
  #waits: Waits | null = null;
  #ended: Promise<void> = Promise.resolve();
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
    const waits = waitsAt(place);
    if (waits !== null) this.#comeBackTo(waits, kept);
  }

  /** Back on the page while these words wait. */
  #comeBackTo(waits: Waits, { text, files = [] }: Kept): void {
    this.#written = { text: '', pending: { text, files, internal: this.page.internal, waits: true }, trouble: null };
    this.#waits = waits;
    this.#ended = waits.ended
      .then((view) => this.#done(view))
      .catch((error: unknown) => this.#failed(text, error))
      .finally(() => {
        this.#waits = null;
      });
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
    // What waits goes first; where it could not, its words are back and are looked at before more is sent.
    if (this.#waits !== null) {
      await this.#waits.finish();
      await this.#ended;
      if (this.#written.trouble !== null) return;
    }
    if (this.#busy) return;
    if (this.#written.text.trim() === '') return this.#set({ trouble: { kind: 'empty' } });
    this.#busy = true;
    this.#set({ trouble: null });
    this.#ended = this.#sendNow(act).finally(() => {
      this.#busy = false;
      this.#waits = null;
    });
    await this.#ended;
  };

  async #sendNow(act: Act): Promise<void> {
    if (!(await this.page.files.settle())) return this.#set({ trouble: { kind: 'files' } });
    await this.#deliver(act);
  }

  async #deliver(act: Act): Promise<void> {
    const { text } = this.#written;
    const files = this.page.files.ready();
    const attachments = files.map((file) => file.id);
    const place = this.#place;
    const given: Given = { text, attachments, version: this.page.view.version, key: this.#key, place };
    keepWork(place, { text, key: this.#key, files });
    this.#set({ text: '', pending: { text, files, internal: this.page.internal } });
    try {
      this.#done(await this.#answered(act(given)));
    } catch (error) {
      await this.#heed(error, given, act).catch((again: unknown) => this.#failed(text, again));
    }
  }

  async #answered(acting: Promise<RequestView | Waits>): Promise<RequestView | null> {
    const answer = await acting;
    if (!(answer instanceof Waits)) return answer;
    this.#waits = answer;
    const { pending } = this.#written;
    this.#set({ pending: pending && { ...pending, waits: true } });
    // The box is free for the next message, which has files of its own.
    this.page.files.reset();
    return answer.ended;
  }

  async #heed(error: unknown, given: Given, act: Act): Promise<void> {
    if (codeIs(error, 'version.stale')) return this.#stale(given, act);
    if (codeIs(error, 'idempotency.mismatch')) return this.#twice(given);
    return this.#failed(given.text, error);
  }

  async #stale(given: Given, act: Act): Promise<void> {
    const before = lastSequence(this.page.view);
    this.#waits = null;
    const now = await this.page.fetch();
    const between = now.timeline.filter((entry) => entry.sequence > before && !entry.by?.mine);
    // Only something this reader may not see changed: nothing to tell, so it goes with the new version.
    if (between.length === 0) {
      this.#key = newKey();
      return this.#done(await this.#answered(act({ ...given, version: now.version, key: this.#key })));
    }
    this.#key = newKey();
    this.#giveBack(given.text, { kind: 'stale', between });
  }

  async #twice(given: Given): Promise<void> {
    const now = await this.page.fetch();
    if (arrived(now, given.text)) return this.#done(now);
    this.#key = newKey();
    this.#giveBack(given.text, { kind: 'twice' });
  }

  #failed(text: string, error: unknown): void {
    const isTakenBack = error instanceof TakenBack;
    // Nothing was done under this key, and nothing will be: the same words sent again are another message.
    if (isTakenBack || (error instanceof Refused && error.problem.status < 500)) this.#key = newKey();
    const sentence = error instanceof Unreachable ? '' : faultText(this.page.t, error);
    this.#giveBack(text, isTakenBack ? null : { kind: 'failed', sentence });
  }

  /** Whatever was typed meanwhile goes after what comes back. */
  #giveBack(sent: string, trouble: Trouble | null): void {
    const { text: typed, pending } = this.#written;
    if (pending?.waits) this.page.files.restore(pending.files);
    this.#set({ text: typed === '' ? sent : `${sent}\n\n${typed}`, pending: null, trouble });
    this.keep();
  }

  #done(view: RequestView | null): void {
    this.#key = newKey();
    dropWork(this.#place);
    if (!this.#written.pending?.waits) this.page.files.reset();
    this.#set({ pending: null });
    this.keep();
    if (view === null) void this.page.fetch().catch(() => undefined);
    else this.page.show(view);
  }

  #set(patch: Partial<Written>): void {
    this.#written = { ...this.#written, ...patch };
    for (const listener of this.#listeners) listener();
  }
}
