/** Files that are made for the asking, as the page holds them. */
import type { Operation } from '#contract/operation.ts';
import { type Asked, answerOf, callFor, Unreachable } from './client.ts';

/** As `call`, where the answer is a file, by its name. */
export const fetchFile = <O extends Operation>(operation: O, asked: Asked<O> = {}): Promise<File> =>
  callFor(operation, asked as Asked<Operation>, fileOf);

async function fileOf(response: Response): Promise<File> {
  // Throws what was refused.
  if (!response.ok) await answerOf(response);
  const content = await response.blob().catch(() => {
    throw new Unreachable();
  });
  const name = /''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '';
  return new File([content], decodeURIComponent(name));
}
