/** What a command of `mesa` is, and what it answers. */
import type { Locale, MessageKey, Translate } from '#locales/catalogues.ts';

/** A flag that takes a value, or is there or not. `--json` and `--help` belong to every command. */
export type Flag = { readonly type: 'string' | 'boolean'; readonly says: MessageKey };

/** What was typed, checked against the command. */
export type Call = {
  readonly words: readonly string[];
  readonly flags: Readonly<Record<string, string | boolean>>;
  /** The language of the terminal, and its words. */
  readonly locale: Locale;
  readonly t: Translate;
};

/** `lines` are read in the terminal; `data` is what `--json` adds to `ok` and `command`. */
export type Outcome = { readonly ok: boolean; readonly lines: readonly string[]; readonly data: object };

export type Command = {
  readonly name: string;
  readonly says: MessageKey;
  /** Names of what is typed after the command, as its help shows them: `<file>` must be there, `[file]` may. */
  readonly words: readonly string[];
  readonly flags: Readonly<Record<string, Flag>>;
} & (
  | { readonly run: (call: Call) => Promise<Outcome> }
  /** Goes on until it is stopped and speaks for itself. */
  | { readonly stay: (call: Call) => Promise<void> }
);
