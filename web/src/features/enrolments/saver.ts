/** Sends what is written to the server, one save at a time; where somebody else was first, nothing until one of both is chosen. */
import type { EnrolmentFinding, TypedEnrolmentRow } from '#contract/enrolment-rows.ts';
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
import { isOutrun, Unreachable } from '#web/shared/client.ts';
import { filledRows } from './typed-rows.ts';

export type Form = {
  readonly rows: readonly TypedEnrolmentRow[];
  /** Of a form that came on paper. */
  readonly signerName: string;
  readonly signedOn: string | null;
};
export type Phase =
  | { readonly kind: 'kept'; readonly at: string }
  | { readonly kind: 'typing' | 'saving' | 'offline' }
  | { readonly kind: 'stale' | 'refused'; readonly error: unknown };

/** As it is sent: rows in which nothing was typed are not. */
export const bodyOf = ({ rows, signerName, signedOn }: Form) => ({ rows: filledRows(rows), signerName, signedOn });
export const isSame = (one: Form, other: Form): boolean =>
  JSON.stringify(bodyOf(one)) === JSON.stringify(bodyOf(other));

type Body = ReturnType<typeof bodyOf> & { version: number };
export type Answer = Pick<EnrolmentView, 'version' | 'changedAt'> & { readonly findings: readonly EnrolmentFinding[] };
type Ears<View extends Answer> = {
  /** What is on the page now. */
  readonly read: () => Form;
  readonly send: (body: Body, leaving: boolean) => Promise<View>;
  readonly say: (phase: Phase) => void;
  readonly kept: (view: View, sent: Form) => void;
};

export class Saver<View extends Answer> {
  /** What the server has. */
  version: number;
  saved: Form;
  /** Somebody else was first. */
  isHalted: boolean;
  readonly #ears: Ears<View>;
  #line: Promise<void> = Promise.resolve();

  constructor(start: { version: number; saved: Form; isHalted: boolean }, ears: Ears<View>) {
    this.version = start.version;
    this.saved = start.saved;
    this.isHalted = start.isHalted;
    this.#ears = ears;
  }

  readonly isDirty = (form: Form = this.#ears.read()): boolean => !isSame(this.saved, form);

  /** Resolves when everything asked for until now has come to rest; says whether the server has all of it. */
  readonly flush = async (leaving = false): Promise<boolean> => {
    this.#line = this.#line.then(() => this.#attempt(leaving));
    await this.#line;
    return !this.isHalted && !this.isDirty();
  };

  /** From now on upon this version. */
  adopt(version: number, saved: Form): void {
    this.version = version;
    this.saved = saved;
    this.isHalted = false;
  }

  async #attempt(leaving: boolean): Promise<void> {
    const { read, send, say, kept } = this.#ears;
    const sent = read();
    if (this.isHalted || isSame(this.saved, sent)) return;
    say({ kind: 'saving' });
    try {
      const view = await send({ ...bodyOf(sent), version: this.version }, leaving);
      this.adopt(view.version, sent);
      kept(view, sent);
      say(this.isDirty() ? { kind: 'typing' } : { kind: 'kept', at: view.changedAt });
    } catch (error) {
      this.isHalted = isOutrun(error);
      say(error instanceof Unreachable ? { kind: 'offline' } : { kind: this.isHalted ? 'stale' : 'refused', error });
    }
  }
}
