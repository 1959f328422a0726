/**
 * Files on their way to one person: how many at once, and only while the session that asked for them lives (V36). Each holds a file open and megabytes in buffers for as long as its reader
 * likes, and a thousand slow readers of one person kept everybody else waiting (recipe R15). A browser asks for six.
 */
import type { ServerResponse } from 'node:http';
import { Fault } from '../fault.ts';

export const DOWNLOADS_AT_ONCE = 12;
const TRY_AGAIN_SECONDS = 60;
/** Milliseconds: a revoked session loses its files within 5 s. */
const LOOK_EVERY = 3_000;

/** Who asked: `whom` is counted; `session` is the secret of the cookie, null where anybody may have the file. */
export type Fetching = { readonly whom: string; readonly session: string | null };

export class Downloads {
  readonly #underWay = new Map<string, number>();
  readonly #answers = new Map<ServerResponse, string>();
  readonly #lives: (session: string) => Promise<boolean>;
  #timer: NodeJS.Timeout | null = null;

  /** `lives`: does the session of this secret still open a door? A look at it is no use of it. */
  constructor(lives: (session: string) => Promise<boolean>) {
    this.#lives = lives;
  }

  /** Counts one more until `answer` is over, however it ends; `rate.exceeded` when there are enough. */
  hold({ whom, session }: Fetching, answer: ServerResponse): void {
    const held = this.#underWay.get(whom) ?? 0;
    if (held >= DOWNLOADS_AT_ONCE) throw new Fault('rate.exceeded', { minutes: 1 }, { retryAfter: TRY_AGAIN_SECONDS });
    if (answer.closed) return;
    this.#underWay.set(whom, held + 1);
    if (session !== null) this.#answers.set(answer, session);
    this.#timer ??= setInterval(() => void this.#look(), LOOK_EVERY).unref();
    answer.once('close', () => {
      this.#release(whom);
      this.#answers.delete(answer);
      if (this.#underWay.size > 0 || this.#timer === null) return;
      clearInterval(this.#timer);
      this.#timer = null;
    });
  }

  /** Breaks off what goes to a session that is over; what cannot be asked goes on until the next look. */
  async #look(): Promise<void> {
    for (const session of new Set(this.#answers.values())) {
      if (await this.#lives(session).catch(() => true)) continue;
      for (const [answer, whose] of this.#answers) if (whose === session) answer.destroy();
    }
  }

  #release(whom: string): void {
    const left = (this.#underWay.get(whom) ?? 1) - 1;
    if (left > 0) this.#underWay.set(whom, left);
    else this.#underWay.delete(whom);
  }
}
