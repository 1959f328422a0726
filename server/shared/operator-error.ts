/**
 * Something only the person who runs the program can put right: a wrong setting, a folder
 * of another user, a database server that is too old. The command line prints the message
 * as it is, without a stack, and ends. Spanish first, then English: it is read in a
 * terminal, before any catalogue of texts is loaded.
 */
export class OperatorError extends Error {
  readonly es: string;
  readonly en: string;
  /** The sentence by its key in the catalogue, with its values, where it comes from there. */
  readonly said: { readonly key: string; readonly values: Readonly<Record<string, string | number>> } | null = null;

  constructor(es: string, en: string, options?: ErrorOptions) {
    super(`${es}\n${en}`, options);
    this.name = 'OperatorError';
    this.es = es;
    this.en = en;
  }
}
