/** Files on their way: each goes up at once, with its own progress, cancel, retry and sentence. Knows nothing of the page. */
import { ATTACHMENT_TYPES, type AttachmentView, discardAttachment } from '#contract/attachments.ts';
import { call, newKey, Refused, Unreachable, upload } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { namedInText } from '#web/shared/file-name.ts';
import type { Translate } from '#web/shared/i18n.ts';
import { watchUpload } from './upload-watch.ts';

export type Item = {
  key: string;
  name: string;
  bytes: number;
  kind: string;
  /** 0 to 1 while it goes up; null when it stands still. */
  progress: number | null;
  error: string | null;
  /** Set once the server has it. */
  view: AttachmentView | null;
  /** What to send again; null for a file the server already had or never would take. */
  file: File | null;
  previewUrl: string | null;
  /** Stopped by the network, not by its content: goes up again by itself. */
  cut: boolean;
};

const HOPELESS = new Set([
  'attachment.too-large',
  'attachment.type-refused',
  'attachment.false-extension',
  'attachment.picture-too-large',
  'attachment.bomb',
  'attachment.damaged',
  'attachment.infected',
  'attachment.empty',
]);

type Limits = { attachmentMaxBytes: number; attachmentMaxCount: number };

export const extensionOf = (name: string): string => /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

const kindOf = (name: string): string =>
  (ATTACHMENT_TYPES as Readonly<Record<string, string | undefined>>)[extensionOf(name)] ?? 'document';

/** Why this file would be refused, before a byte of it travels; null when nothing speaks against it. */
export function reasonAgainst(t: Translate, file: File, given: { held: number; limits: Limits }): string | null {
  const { held, limits } = given;
  const name = namedInText(file.name);
  if (held >= limits.attachmentMaxCount) return t('fault.attachment.too-many');
  if (!(extensionOf(file.name) in ATTACHMENT_TYPES)) return t('fault.attachment.type-refused', { name });
  if (file.size === 0) return t('fault.attachment.empty', { name });
  if (file.size > limits.attachmentMaxBytes)
    return t('fault.attachment.too-large', { name, megabytes: Math.floor(limits.attachmentMaxBytes / 1_048_576) });
  return null;
}

const itemOf = (view: AttachmentView): Item => ({
  key: view.id,
  name: view.name,
  bytes: view.bytes,
  kind: view.kind,
  progress: null,
  error: null,
  view,
  file: null,
  previewUrl: null,
  cut: false,
});

const newItem = (file: File, error: string | null): Item => ({
  key: newKey(),
  name: file.name,
  bytes: file.size,
  kind: kindOf(file.name),
  progress: error === null ? 0 : null,
  error,
  view: null,
  file: error === null ? file : null,
  previewUrl: error === null && file.type.startsWith('image/') ? URL.createObjectURL(file) : null,
  cut: false,
});

/** What the page lends: words, limits, and who hears of every change in the files the server has. */
export type Around = { t: Translate; limits: Limits; onReady: ((ready: AttachmentView[]) => void) | undefined };

type Running = { abort: AbortController; done: Promise<void> };

export class AttachmentTray {
  around: Around;
  #items: readonly Item[];
  readonly #running = new Map<string, Running>();
  readonly #watching = new Map<string, AbortController>();
  readonly #listeners = new Set<() => void>();

  constructor(start: readonly AttachmentView[], around: Around) {
    this.#items = start.map(itemOf);
    this.around = around;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly read = (): readonly Item[] => this.#items;

  /** What the server has already, in the order it was added. */
  readonly ready = (): AttachmentView[] => this.#items.flatMap((item) => (item.view === null ? [] : [item.view]));

  /** On screen: what the desk still scans or draws is followed. Gives how to leave it alone. */
  readonly follow = (): (() => void) => {
    for (const { key, view } of this.#items) if (view !== null) this.#watch(key, view);
    return () => {
      for (const key of [...this.#watching.keys()]) this.#unwatch(key);
    };
  };

  readonly add = (files: readonly File[]): void => {
    for (const file of files) {
      const held = this.#items.filter((item) => item.error === null).length;
      const item = newItem(file, reasonAgainst(this.around.t, file, { held, limits: this.around.limits }));
      this.#put([...this.#items, item]);
      this.#send(item);
    }
  };

  readonly remove = (key: string): void => {
    const item = this.#items.find((one) => one.key === key);
    this.#running.get(key)?.abort.abort();
    this.#unwatch(key);
    if (item?.previewUrl) URL.revokeObjectURL(item.previewUrl);
    this.#put(this.#items.filter((one) => one.key !== key));
    // Not taken back, it is swept away by the server in its time.
    if (item?.view) call(discardAttachment, { params: { id: item.view.id } }).catch(() => undefined);
  };

  readonly retry = (key: string): void => {
    const item = this.#items.find((one) => one.key === key);
    if (item) this.#send(item);
  };

  /** The network is back: what it had cut goes up again. */
  readonly retryCut = (): void => {
    for (const item of this.#items) if (item.cut) this.#send(item);
  };

  /** Waits for what is going up; then says whether everything arrived. */
  readonly settle = async (): Promise<boolean> => {
    while (this.#running.size > 0) await Promise.all([...this.#running.values()].map((one) => one.done));
    return this.#items.every((item) => item.view !== null);
  };

  /** Empties the row (sent, or started again) without taking anything back from the server. */
  readonly reset = (): void => {
    for (const one of this.#running.values()) one.abort.abort();
    for (const key of [...this.#watching.keys()]) this.#unwatch(key);
    for (const item of this.#items) if (item.previewUrl) URL.revokeObjectURL(item.previewUrl);
    this.#items = [];
    this.#tell();
  };

  /** Files that the server has, before those that are here: what was sent comes back. */
  readonly restore = (views: readonly AttachmentView[]): void => {
    const here = new Set(this.ready().map(({ id }) => id));
    const back = views.filter(({ id }) => !here.has(id));
    this.#put([...back.map(itemOf), ...this.#items]);
    for (const view of back) this.#watch(view.id, view);
  };

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #put(next: readonly Item[]): void {
    const ids = () =>
      this.ready()
        .map((view) => view.id)
        .join();
    const before = ids();
    this.#items = next;
    this.#tell();
    if (ids() !== before) this.around.onReady?.(this.ready());
  }

  #patch(key: string, change: Partial<Item>): void {
    this.#put(this.#items.map((item) => (item.key === key ? { ...item, ...change } : item)));
  }

  #send({ file, key, name }: Item): void {
    if (file === null) return;
    const abort = new AbortController();
    this.#patch(key, { progress: 0, error: null, cut: false });
    const on = { progress: (fraction: number) => this.#patch(key, { progress: fraction }), signal: abort.signal };
    const done = upload(file, name, on)
      .then((view) => {
        this.#patch(key, { view, progress: null, kind: view.kind, name: view.name });
        this.#watch(key, view);
      })
      .catch((error: unknown) => {
        if (!abort.signal.aborted) this.#patch(key, this.#whyNot(error));
      })
      .finally(() => this.#running.delete(key));
    this.#running.set(key, { abort, done });
  }

  #watch(key: string, view: AttachmentView): void {
    this.#unwatch(key);
    const stop = new AbortController();
    this.#watching.set(key, stop);
    void watchUpload(view, { changed: (next) => this.#settled(key, next), signal: stop.signal });
  }

  #unwatch(key: string): void {
    this.#watching.get(key)?.abort();
    this.#watching.delete(key);
  }

  #settled(key: string, view: AttachmentView): void {
    const found = view.scan === 'infected';
    const error = found ? this.around.t('fault.attachment.infected', { name: namedInText(view.name) }) : null;
    this.#patch(key, found ? { view: null, file: null, error } : { view });
  }

  #whyNot(error: unknown): Partial<Item> {
    const cut = error instanceof Unreachable;
    const sentence = cut ? this.around.t('requests.files.cut') : faultText(this.around.t, error);
    // Sent again as it is, such a file would be refused again.
    const hopeless = error instanceof Refused && HOPELESS.has(error.problem.code);
    return { progress: null, error: sentence, cut, ...(hopeless ? { file: null } : {}) };
  }
}
