/** Finding a name by parts of its words, whatever their accents and their order. */

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();

/** Does each word typed begin some word of it? */
export function finds(typed: string, text: string): boolean {
  const words = folded(text).split(/[^\p{L}\p{N}]+/u);
  const asked = folded(typed).split(/[^\p{L}\p{N}]+/u);
  return asked.every((part) => part === '' || words.some((word) => word.startsWith(part)));
}

/** An answer that was taken from a list, and not merely typed. */
export const isChosen = (answer: string): boolean => /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(answer);
