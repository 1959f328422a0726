/** Pure: a template in the words of one request. */
import { blanksIn, filledIn, unknownIn, VARIABLES } from '#contract/canned-replies.ts';
import type { LocalText } from '#contract/shapes.ts';
import type { ReplyValues } from '#server/requests/index.ts';
import { Fault } from '#server/shared/fault.ts';
import { dayInWords, inWords } from '#server/shared/in-words.ts';

export type FilledReply = { readonly text: string; readonly blanks: string[] };

/** What has no value here stays in its braces, and is named. */
export function fill(words: string, values: ReplyValues, now: Date): FilledReply {
  const { locale, timeZone } = values;
  const reading = { locale, timeZone, now };
  const local = (text: LocalText | string | null) =>
    text === null || typeof text === 'string' ? text : inLanguage(text, locale);
  const each = <Value>(of: Readonly<Record<string, Value | null>>, say: (value: Value) => string | null) =>
    Object.fromEntries(Object.entries(of).map(([name, value]) => [name, value === null ? null : say(value)]));
  const text = filledIn(words, {
    ...each(values.texts, local),
    ...each(values.days, (day) => dayInWords(day, reading)),
    ...each(values.instants, (at) => inWords(at, reading)),
  });
  return { text, blanks: blanksIn(text) };
}

export const inLanguage = (text: LocalText, locale: 'es-MX' | 'en'): string =>
  locale === 'en' && text.en !== '' ? text.en : text.es;

/** Refuses a name in braces that no request knows, and says which there are. */
export function refuseUnknown(...texts: readonly string[]): void {
  const [name] = texts.flatMap(unknownIn);
  if (name !== undefined)
    throw new Fault('canned-reply.variable', {
      name: `{${name}}`,
      known: VARIABLES.map((each) => `{${each}}`).join(', '),
    });
}
