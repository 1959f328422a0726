/** Binding an operation of the contract to a use case: `answer(op).with(fn)`. */
import type { Readable } from 'node:stream';
import type { Held } from '#contract/held.ts';
import type { BodyOf, Operation, ParamsOf, QueryOf, ReplyOf } from '#contract/operation.ts';
import type { Outlet } from '../live/streams.ts';
import type { Actor } from '../policy.ts';
import type { OneEffect } from '../store.ts';

/** Who calls, as far as the wire tells. */
export type Caller = {
  /** IP address; behind a proxy, what a trusted proxy says. */
  readonly address: string;
  readonly userAgent: string;
  /** The session cookie's value, to end or renew it. */
  readonly sessionToken: string | null;
  /** What binds a way to a directory and back to this browser. */
  readonly passageToken?: string | null;
  /** Short code shown to the person and written to the log. */
  readonly requestCode: string;
};

export type Call<O> = {
  readonly params: ParamsOf<O>;
  readonly query: QueryOf<O>;
  readonly body: BodyOf<O>;
  readonly actor: Actor;
  readonly caller: Caller;
  /** Set where the operation is idempotent: goes to `store.changeOnce`. */
  readonly once: OneEffect | null;
  /** The bytes of an upload. */
  readonly upload: Readable | null;
  /** How many the caller says they are; absent when it does not say. */
  readonly declaredBytes?: number;
  /** Where a stream goes on: the last event the caller had. */
  readonly lastEventId: string | null;
};

/** A reply that also sets the session cookie, or takes it away. */
export class WithSession<Reply> {
  readonly reply: Reply;
  readonly token: string | null;
  readonly expires: Date | null;
  constructor(reply: Reply, session: { token: string; expires: Date } | null) {
    this.reply = reply;
    this.token = session?.token ?? null;
    this.expires = session?.expires ?? null;
  }
}

/** An answer that also binds what is begun to the browser, for ten minutes; null: it is over. */
export class WithPassage<Reply> {
  readonly inner: Reply | WithSession<Reply>;
  readonly token: string | null;
  constructor(inner: Reply | WithSession<Reply>, token: string | null) {
    this.inner = inner;
    this.token = token;
  }
}

/** A file as the answer: always a download, never a page. */
export class FileAnswer {
  readonly name: string;
  readonly bytes: number;
  readonly content: Readable;
  constructor(file: { name: string; bytes: number; content: Readable }) {
    this.name = file.name;
    this.bytes = file.bytes;
    this.content = file.content;
  }
}

/** The act waits: said instead of its own answer. */
export class HeldAnswer {
  readonly held: Held;
  constructor(held: Held) {
    this.held = held;
  }
}

/** Events without end as the answer: server-sent events. */
export class StreamAnswer {
  readonly open: (outlet: Outlet) => void;
  constructor(open: (outlet: Outlet) => void) {
    this.open = open;
  }
}

/** A picture shown on the page: WebP bytes that the workshop encoded, and no others. */
export class PictureAnswer {
  readonly webp: Buffer;
  /** True: under this address it never is another, and the reader's browser may keep it. */
  readonly forGood: boolean;
  constructor(webp: Buffer, forGood = false) {
    if (webp.toString('latin1', 0, 4) !== 'RIFF' || webp.toString('latin1', 8, 12) !== 'WEBP')
      throw new TypeError('only what the workshop drew is shown inline');
    this.webp = webp;
    this.forGood = forGood;
  }
}

type Answer<O> =
  | ReplyOf<O>
  | WithSession<ReplyOf<O>>
  | WithPassage<ReplyOf<O>>
  | FileAnswer
  | PictureAnswer
  | StreamAnswer;

export type Route = {
  readonly operation: Operation;
  readonly handle: (call: Call<Operation>) => Promise<unknown>;
};

/** Two calls on purpose: as one, literal types in the reply would widen and a wrong state would compile. */
export const answer = <O extends Operation>(operation: O) => ({
  with: (handle: (call: Call<O>) => Promise<Answer<O>>): Route => ({
    operation,
    handle: handle as unknown as Route['handle'],
  }),
});
