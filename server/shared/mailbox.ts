/** Where letters leave. The desk knows this port; SMTP and the demonstration's folder stand behind it. */

export type Letter = {
  /** `<uuid@host>`, fixed when queued: a retry is the same letter. */
  readonly messageId: string;
  /** Earlier letters of the thread, oldest first. */
  readonly references: readonly string[];
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/** `refused`: the server will never take it (5xx). `later`: worth another try. */
export type Delivery =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'refused' | 'later'; readonly reason: string };

export type MailState = {
  readonly source: 'environment' | 'settings' | 'none';
  readonly host: string;
  readonly user: string;
  readonly from: string;
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
};
