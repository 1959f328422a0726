/**
 * Files on their way to one person at once. Each holds a file open and megabytes in buffers for as long as its reader
 * likes, and a thousand slow readers of one person kept everybody else waiting (recipe R15). A browser asks for six.
 */
import type { ServerResponse } from 'node:http';
import { Fault } from '../fault.ts';

export const DOWNLOADS_AT_ONCE = 12;
const TRY_AGAIN_SECONDS = 60;

export class Downloads {
  readonly #underWay = new Map<string, number>();

  /** Counts one more until `answer` is over, however it ends; `rate.exceeded` when there are enough. */
  hold(whom: string, answer: ServerResponse): void {
    const held = this.#underWay.get(whom) ?? 0;
    if (held >= DOWNLOADS_AT_ONCE) throw new Fault('rate.exceeded', { minutes: 1 }, { retryAfter: TRY_AGAIN_SECONDS });
    if (answer.closed) return;
    this.#underWay.set(whom, held + 1);
    answer.once('close', () => this.#release(whom));
  }

  #release(whom: string): void {
    const left = (this.#underWay.get(whom) ?? 1) - 1;
    if (left > 0) this.#underWay.set(whom, left);
    else this.#underWay.delete(whom);
  }
}
