/** Keeps what is being typed: on this machine and on the server. Knows nothing of the page; `useDraft` gives it its times. */
import type { AttachmentView } from '#contract/attachments.ts';
import type { Answer } from '#contract/forms.ts';
import { type Draft, type DraftContent, draftKey, freshDraft, isBlank, keepLocalDraft } from './draft.ts';
import { dropWork } from './local-work.ts';
import { keepDraft, throwDraftAway } from './queries.ts';
import { toKept } from './urgency-text.ts';

/** Where the last save reached, and when. */
export type Saved = { at: Date; where: 'server' | 'here' } | null;
export type Kept = { draft: Draft; saved: Saved };

export class DraftKeeper {
  readonly #personId: string;
  #kept: Kept;
  #revision = 0;
  #onServer = 0;
  #ended = false;
  readonly #listeners = new Set<() => void>();

  constructor(personId: string, start: Draft) {
    this.#personId = personId;
    this.#kept = { draft: start, saved: null };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly read = (): Kept => this.#kept;

  readonly change = (patch: Partial<DraftContent>, attachments?: AttachmentView[]): void => {
    const { draft } = this.#kept;
    this.#revision += 1;
    this.#set({
      content: { ...draft.content, ...patch },
      attachments: attachments ?? draft.attachments,
      at: new Date().toISOString(),
      dirty: true,
    });
  };

  /** `files`: what the question now has on the server, where it asks for files. */
  readonly answer = (key: string, answer: Answer | undefined, files?: AttachmentView[]): void => {
    const { content, answerFiles } = this.#kept.draft;
    const { [key]: before, ...rest } = content.answers;
    const former: readonly string[] = Array.isArray(before) ? before : [];
    const others = answerFiles.filter((file) => !former.includes(file.id));
    this.#revision += 1;
    this.#set({
      content: { ...content, answers: answer === undefined ? rest : { ...rest, [key]: answer } },
      answerFiles: files === undefined ? answerFiles : [...others, ...files],
      at: new Date().toISOString(),
      dirty: true,
    });
  };

  readonly toMachine = (): void => {
    if (!this.#ended && !isBlank(this.#kept.draft)) keepLocalDraft(this.#personId, this.#kept.draft);
  };

  /** Sends what changed since the last time; a failure is this machine's copy and another try later. */
  readonly toServer = async (): Promise<void> => {
    const sent = this.#revision;
    const { id, content, attachments, answerFiles } = this.#kept.draft;
    // While it is being filed the server may already have made a request of it: saving would make a draft of it again.
    if (this.#ended || this.#kept.draft.sending || sent === this.#onServer || isBlank(this.#kept.draft)) return;
    this.#onServer = sent;
    try {
      const { savedAt } = await keepDraft(id, {
        ...content,
        urgency: toKept(content.urgency),
        attachments: [...attachments, ...answerFiles].map((file) => file.id),
      });
      if (this.#ended || this.#kept.draft.id !== id) return;
      this.#set(sent === this.#revision ? { dirty: false, at: savedAt } : {}, {
        at: new Date(savedAt),
        where: 'server',
      });
      this.toMachine();
    } catch {
      this.#onServer = -1;
      if (!this.#ended) this.#set({}, { at: new Date(), where: 'here' });
    }
  };

  /** Leaving the page, or it may be for good: both copies at once. */
  readonly leave = (): void => {
    this.toMachine();
    void this.toServer();
  };

  readonly mark = (patch: { sending?: boolean; key?: string }): void => {
    this.#set(patch);
    this.toMachine();
  };

  /** Filed: no copy is left anywhere. The filing drops the server's, unless another page saved it since. */
  readonly finish = (): void => {
    this.#ended = true;
    dropWork(draftKey(this.#personId));
    throwDraftAway(this.#kept.draft.id).catch(() => undefined);
  };

  readonly startAgain = (): void => {
    const { id, content } = this.#kept.draft;
    dropWork(draftKey(this.#personId));
    this.#revision += 1;
    this.#onServer = this.#revision;
    this.#set(freshDraft(content.place), null);
    // A draft the server never had has nothing to throw away.
    throwDraftAway(id).catch(() => undefined);
  };

  #set(patch: Partial<Draft>, saved: Saved = this.#kept.saved): void {
    this.#kept = { draft: { ...this.#kept.draft, ...patch }, saved };
    for (const listener of this.#listeners) listener();
  }
}
