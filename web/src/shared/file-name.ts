/** Names of files as strangers wrote them, shown so that nobody is fooled by what cannot be seen. */

/** Marks that turn the direction of writing, have no width, or end the line: "recibo⟨U+202E⟩gnp.exe" must not read as a picture. */
const UNSEEN = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;

export const shownName = (name: string): string =>
  name.replace(UNSEEN, (mark) => `[U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`);

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Inside a sentence: letters that run the other way stay among themselves. */
export const namedInText = (name: string): string => {
  const shown = shownName(name);
  return RIGHT_TO_LEFT.test(shown) ? `\u2068${shown}\u2069` : shown;
};
