/** The blocks of shell of a page of docs/operations/, word by word, by the number of their section. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../docs/operations', import.meta.url));

export type Section = { readonly number: number; readonly blocks: readonly string[] };

export function sectionsOf(page: string): Section[] {
  const text = readFileSync(`${FOLDER}/${page}`, 'utf8');
  return text
    .split(/^## /m)
    .slice(1)
    .map((part) => ({
      number: Number(/^(\d+)\./.exec(part)?.[1] ?? 0),
      blocks: [...part.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block),
    }));
}

/** Every block of those sections, in order. */
export const shellOf = (page: string, numbers: readonly number[]): string =>
  sectionsOf(page)
    .filter(({ number }) => numbers.includes(number))
    .flatMap(({ blocks }) => blocks)
    .join('\n');
