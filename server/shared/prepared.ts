/**
 * A connection that prepares each statement once and then only sends its name: PostgreSQL plans it once, not at every call.
 * What it saves is measured in `docs/performance.md`.
 */
import pg from 'pg';

/** Texts are ours and few; past this many (lists of a new length…) the rest goes unprepared, so that memory is bounded. */
const MOST = 1_000;
const names = new Map<string, string>();
let made = 0;

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MOST) return undefined;
  const name = `s${made}`;
  made += 1;
  names.set(text, name);
  return name;
}

/** A migration changed what a prepared statement gives, while a node of before still runs. */
export const isOutdated = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '0A000' && /cached plan/.test(error.message);

/** Under new names all is planned anew: what altered one table has likely altered what the next statement reads. */
function forgetOutdated(text: string, name: string): void {
  if (names.get(text) === name) names.clear();
}

/** Begins a text that is one of too many to be kept by name. */
const VARIOUS = '/* unprepared */';

// Transactions are opened and ended by bare words; there is nothing to plan in them.
const isWorthIt = (text: unknown, values: unknown): text is string =>
  typeof text === 'string' && Array.isArray(values) && values.length > 0 && !text.startsWith(VARIOUS);

type Query = (text: unknown, values?: unknown, done?: unknown) => unknown;

export class PreparingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const send = super.query.bind(this) as Query;
    this.query = ((text: unknown, values?: unknown, done?: unknown) => {
      const name = isWorthIt(text, values) ? nameOf(text) : undefined;
      if (name === undefined) return send(text, values, done);
      const sent = send({ name, text, values }, done);
      if (!(sent instanceof Promise)) return sent;
      return sent.catch((error) => {
        if (!isOutdated(error)) throw error;
        forgetOutdated(String(text), name);
        // Alone, it did nothing and is asked again; the transaction it failed in is for whoever runs it to repeat.
        if (this.getTransactionStatus() !== 'I') throw error;
        return this.query(text as string, values as unknown[]);
      });
    }) as typeof this.query;
  }
}
