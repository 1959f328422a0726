/** Rows into tables by COPY, the fastest way in. The driver has its messages but no door to them: this is the door. */
import type pg from 'pg';

/** What the driver calls as the server answers, and what of its connection a COPY uses. */
type Wire = {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
};

class CopyIn implements pg.Submittable {
  readonly #text: string;
  readonly #content: Buffer;
  readonly #settle: (error: Error | null) => void;

  constructor(text: string, content: Buffer, settle: (error: Error | null) => void) {
    this.#text = text;
    this.#content = content;
    this.#settle = settle;
  }

  submit(connection: unknown): void {
    (connection as Wire).query(this.#text);
  }
  handleCopyInResponse(connection: Wire): void {
    connection.sendCopyFromChunk(this.#content);
    connection.endCopyFrom();
  }
  handleCommandComplete(): void {}
  handleReadyForQuery(): void {
    this.#settle(null);
  }
  handleError(error: Error): void {
    this.#settle(error);
  }
}

const copyIn = (client: pg.Client, text: string, content: string): Promise<void> =>
  new Promise((resolve, reject) => {
    client.query(new CopyIn(text, Buffer.from(content), (error) => (error === null ? resolve() : reject(error))));
  });

/** Text format: a tab between columns, a line each, four characters escaped. */
const escaped = (text: string): string =>
  /[\\\t\n\r]/.test(text)
    ? text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
    : text;

function encode(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
  if (Array.isArray(value)) return escaped(`{${value.map((item) => JSON.stringify(item)).join(',')}}`);
  return typeof value === 'object' ? escaped(JSON.stringify(value)) : String(value);
}

/** The rows of one table that wait to be written. A list is an array of the database; other objects are its JSON. */
export class Sheet<Row extends object> {
  readonly #table: string;
  #columns: (keyof Row & string)[] = [];
  #lines: string[] = [];

  constructor(table: string) {
    this.#table = table;
  }

  /** The first row says which columns there are: every other must have the same. */
  add(row: Row): void {
    if (this.#columns.length === 0) this.#columns = Object.keys(row) as (keyof Row & string)[];
    let line = '';
    for (const column of this.#columns) line += `${encode(row[column])}\t`;
    this.#lines.push(line.slice(0, -1));
  }

  async write(client: pg.Client): Promise<void> {
    if (this.#lines.length === 0) return;
    const content = `${this.#lines.join('\n')}\n`;
    this.#lines = [];
    await copyIn(client, `copy ${this.#table} (${this.#columns.join(', ')}) from stdin`, content);
  }
}
