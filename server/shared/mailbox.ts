/** Where letters leave. The desk knows this port; SMTP and the demonstration's folder stand behind it. */
import type { Cursor } from './pages.ts';

export type Letter = {
  /** `<uuid@host>`, fixed when queued: a retry is the same letter. */
  readonly messageId: string;
  /** Earlier letters of the thread, oldest first. */
  readonly references: readonly string[];
  readonly to: { readonly name: string; readonly address: string };
  /** Who it comes from, as the reader's list of mail shows it; the address is the mailbox's. */
  readonly fromName?: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/**
 * `refused`: the server will never take this letter (5xx). `later`: this letter is worth another try.
 * `unreachable`: the server as a whole takes nothing now, so no letter is to blame.
 */
export type Delivery =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'refused' | 'later' | 'unreachable'; readonly reason: string };

export type MailState = {
  readonly source: 'environment' | 'settings' | 'none';
  readonly host: string;
  readonly user: string;
  readonly from: string;
};

/** A letter that did not leave the machine, as it would have arrived. `at` in UTC. */
export type KeptLetter = {
  readonly id: string;
  readonly from: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly at: Date;
  readonly text: string;
  readonly html: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
};

/** The letters of the demonstration, to be read on a page. */
export type KeptLetters = {
  /** Newest first, from just before `before` on, at most `limit`. */
  list(page: { before: Cursor | null; limit: number }): Promise<KeptLetter[]>;
  find(id: string): Promise<KeptLetter | null>;
};

export type Mailbox = {
  /** False while no mail server is set: letters wait. */
  isConfigured(): boolean;
  state(): MailState;
  send(letter: Letter): Promise<Delivery>;
  /** Tries given settings with one letter, keeping nothing. */
  tryOut(settings: { smtpUrl: string; mailFrom: string }, letter: Letter): Promise<Delivery>;
  /** Keeps new settings (the URL as a secret file); empty URL: no mail. */
  configure(settings: { smtpUrl: string; mailFrom: string }): void;
  close(): void;
  /** Only where letters stay on the machine. */
  readonly kept?: KeptLetters;
};
