/** A number as it is typed here: commas part thousands and a point the decimals, as on a Mexican invoice. */
import type { Answer } from '#contract/forms.ts';

/** What is no number stays text, so that the form says so instead of losing it. */
export function answerOfTyped(typed: string): Answer | undefined {
  const plain = typed.trim().replace(/(?<=\d),(?=\d{3}(\D|$))/g, '');
  if (plain === '') return undefined;
  const number = Number(plain);
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) && Number.isFinite(number) ? number : typed;
}
