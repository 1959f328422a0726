/** One connection of one's own, outside the pools: for a whole reading of the database, or a whole loading of it. */
import { once } from 'node:events';
import { Readable } from 'node:stream';
import pg from 'pg';

export type Session = {
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** What `copy … to stdout` sends, in pieces of some 64 KiB; `rows` is told once it has ended. */
  copyOut(statement: string): CopiedOut;
  /** Sends the pieces to `copy … from stdin`; gives how many rows it took. */
  copyIn(statement: string, pieces: AsyncIterable<Uint8Array>): Promise<number>;
  /** Whatever it was doing is given up, and its transaction with it. */
  close(): Promise<void>;
};

export type CopiedOut = Readable & { readonly rows: number };

/** Without the limits of the program's own sessions: a copy takes as long as it takes. */
export async function openSession(config: pg.PoolConfig, name: string): Promise<Session> {
  const client = new pg.Client({ ...config, application_name: name, keepAlive: true, connectionTimeoutMillis: 10_000 });
  // Lost in the middle, what it was doing fails and says so.
  client.on('error', () => undefined);
  await client.connect();
  await client.query('set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set lock_timeout = 0');
  let busy: { destroy(error?: Error): unknown } | null = null;
  return {
    query: async (text, values = []) => (await client.query(text, [...values])).rows,
    copyOut: (statement) => {
      const copying = new CopyOut(statement);
      busy = copying;
      copying.once('close', () => {
        if (copying.readableEnded) busy = null;
      });
      return client.query(copying);
    },
    copyIn: async (statement, pieces) => {
      const copying = new CopyIn(statement, pieces);
      client.query(copying);
      return copying.done;
    },
    close: async () => {
      if (busy) {
        // Half a copy is on the line: the line goes, and PostgreSQL gives the work up.
        busy.destroy();
        wireOf('connection' in client ? client.connection : null).stream.destroy();
      }
      await client.end().catch(() => undefined);
    },
  };
}

/** What the driver's types leave out of its connection. */
type Wire = pg.Connection & {
  sendCopyFromChunk(chunk: Buffer): void;
  sendCopyFail(reason: string): void;
  endCopyFrom(): void;
};
const isWire = (value: unknown): value is Wire => value instanceof pg.Connection && 'sendCopyFromChunk' in value;

const wireOf = (value: unknown): Wire => {
  if (isWire(value)) return value;
  throw new TypeError('a client without a connection');
};

const PIECE = 64 * 1024;
const rowsOf = (tag: string): number => Number(/^COPY (\d+)$/.exec(tag)?.[1] ?? Number.NaN);

/** What the driver calls while it is the statement under way. */
class CopyOut extends Readable {
  rows = 0;
  readonly #statement: string;
  #line: pg.Connection['stream'] | null = null;
  #gathered: Buffer[] = [];
  #bytes = 0;

  constructor(statement: string) {
    super({ highWaterMark: 4 * PIECE });
    this.#statement = statement;
  }
  submit(connection: pg.Connection): void {
    this.#line = connection.stream;
    connection.query(this.#statement);
  }
  override _read(): void {
    this.#line?.resume();
  }
  handleCopyData(message: { chunk: Buffer }): void {
    // A copy: the driver uses its buffer again.
    this.#gathered.push(Buffer.from(message.chunk));
    this.#bytes += message.chunk.length;
    if (this.#bytes >= PIECE) this.#hand();
  }
  #hand(): void {
    const piece = Buffer.concat(this.#gathered);
    this.#gathered = [];
    this.#bytes = 0;
    if (!this.push(piece)) this.#line?.pause();
  }
  handleCommandComplete(message: { text: string }): void {
    this.rows = rowsOf(message.text);
  }
  handleReadyForQuery(): void {
    if (this.#bytes > 0) this.#hand();
    this.push(null);
  }
  handleError(error: Error): void {
    this.destroy(error);
  }
}

class CopyIn {
  readonly done: Promise<number>;
  readonly #statement: string;
  readonly #pieces: AsyncIterable<Uint8Array>;
  #rows = 0;
  #failure: Error | null = null;
  #settle: { resolve(rows: number): void; reject(error: Error): void };

  constructor(statement: string, pieces: AsyncIterable<Uint8Array>) {
    this.#statement = statement;
    this.#pieces = pieces;
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    this.done = promise;
    this.#settle = { resolve, reject };
  }
  submit(connection: pg.Connection): void {
    connection.query(this.#statement);
  }
  handleCopyInResponse(connection: pg.Connection): void {
    const wire = wireOf(connection);
    void this.#send(wire).then(
      () => wire.endCopyFrom(),
      (error: Error) => {
        this.#failure = error;
        wire.sendCopyFail('given up');
      },
    );
  }
  async #send(connection: Wire): Promise<void> {
    for await (const piece of this.#pieces) {
      connection.sendCopyFromChunk(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
      if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain');
    }
  }
  handleCommandComplete(message: { text: string }): void {
    this.#rows = rowsOf(message.text);
  }
  handleReadyForQuery(): void {
    if (this.#failure) this.#settle.reject(this.#failure);
    else this.#settle.resolve(this.#rows);
  }
  handleError(error: Error): void {
    this.#failure ??= error;
    this.#settle.reject(this.#failure);
  }
}
