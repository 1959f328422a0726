/**
 * A connection that prepares each statement once and then only sends its name: PostgreSQL plans it once, not at every call.
 * What it saves is measured in `docs/performance.md`.
 */
import pg from 'pg';

/** Texts are ours and few; past this many (lists of a new length…) the rest goes unprepared, so that memory is bounded. */
const MOST = 400;
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MOST) return undefined;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}

// Transactions are opened and ended by bare words; there is nothing to plan in them.
const isWorthIt = (text: unknown, values: unknown): text is string =>
  typeof text === 'string' && Array.isArray(values) && values.length > 0;

type Query = (text: unknown, values?: unknown, done?: unknown) => unknown;

export class PreparingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const send = super.query.bind(this) as Query;
    this.query = ((text: unknown, values?: unknown, done?: unknown) => {
      const name = isWorthIt(text, values) ? nameOf(text) : undefined;
      return name === undefined ? send(text, values, done) : send({ name, text, values }, done);
    }) as typeof this.query;
  }
}
