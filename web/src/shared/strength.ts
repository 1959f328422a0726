/**
 * How hard a password is to guess, estimated while it is typed and never sent anywhere. It only advises: what is refused,
 * the server decides, who also knows the lists of stolen passwords.
 */

export const STRENGTHS = ['short', 'weak', 'fair', 'good', 'strong'] as const;
export type Strength = (typeof STRENGTHS)[number];
/** What makes it easy, when something does. */
export type Weakness = 'pattern' | 'common' | 'context' | null;
export type Estimate = { strength: Strength; weakness: Weakness; missing: number };

/** Roots that stand in most stolen passwords of the country: each is worth one guess more, however long it is. */
const COMMON = [
  'contrasena',
  'password',
  'clave',
  'secreto',
  'acceso',
  'usuario',
  'administrador',
  'admin',
  'gobierno',
  'secretaria',
  'mexico',
  'colima',
  'guadalupe',
  'america',
  'chivas',
  'bienvenido',
  'welcome',
  'hola',
  'teamo',
  'amor',
  'familia',
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'septiembre',
  'octubre',
  'noviembre',
  'diciembre',
];
const YEAR = /(19|20)\d\d/g;
const ROWS = ['qwertyuiop', 'asdfghjklñ', 'zxcvbnm', '1234567890', 'abcdefghijklmnopqrstuvwxyz'];
const AS_LETTERS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
};

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const asLetters = (text: string): string => [...text].map((character) => AS_LETTERS[character] ?? character).join('');

const follows = (a: string, b: string): boolean =>
  a === b ||
  ROWS.some((row) => {
    const [at, next] = [row.indexOf(a), row.indexOf(b)];
    return at >= 0 && next >= 0 && Math.abs(at - next) === 1;
  });

/** Bits a character brings when it is not foreseen by the ones before: inside words letters are half foreseen. */
const bitsOf = (character: string): number =>
  /\p{L}/u.test(character) ? 2.6 : /\d/.test(character) ? 3 : /\s/.test(character) ? 1 : 4;

const BITS_OF_A_GUESSABLE_WORD = 5;
const LEAST = { fair: 32, good: 44, strong: 52 };

/** Takes the words out; answers what is left and how many there were. Both readings of "c0l1ma" have as many characters. */
function without(text: string, words: readonly string[]): { rest: string; taken: number } {
  let [rest, taken] = [text, 0];
  for (const word of [...words].sort((a, b) => b.length - a.length))
    for (let at = asLetters(rest).indexOf(word); at >= 0; at = asLetters(rest).indexOf(word)) {
      rest = `${rest.slice(0, at)}\n${rest.slice(at + word.length)}`;
      taken += 1;
    }
  return { rest, taken };
}

const guessable = (words: readonly string[]): string[] =>
  words.flatMap((word) => asLetters(plain(word)).split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 4);

/** What a second time round, a run of the keyboard or of the alphabet adds is next to nothing. */
function ownBits(text: string): { bits: number; patterned: boolean } {
  const characters = [...text.replace(/^(.{1,8}?)\1+/su, '$1')];
  const foreseen = characters.filter((one, index) => index > 0 && follows(characters[index - 1] ?? '', one)).length;
  const bits = characters.reduce(
    (sum, one, index) => sum + (index > 0 && follows(characters[index - 1] ?? '', one) ? 0.4 : bitsOf(one)),
    0,
  );
  return { bits, patterned: characters.length < [...text].length || foreseen > characters.length / 3 };
}

const strengthOf = (bits: number): Strength =>
  bits >= LEAST.strong ? 'strong' : bits >= LEAST.good ? 'good' : bits >= LEAST.fair ? 'fair' : 'weak';

/** `words`: the names and addresses anybody would try first with this person; `least`: the characters it has at the least. */
export function estimate(password: string, words: readonly string[], least: number): Estimate {
  const missing = Math.max(0, least - [...password].length);
  const text = plain(password);
  const context = without(text, guessable(words));
  const common = without(context.rest.replace(YEAR, '\n'), COMMON);
  const years = (context.rest.match(YEAR) ?? []).length;
  const own = ownBits(common.rest.replaceAll('\n', ''));
  const bits = own.bits + (context.taken + common.taken + years) * BITS_OF_A_GUESSABLE_WORD;
  const strength = missing > 0 ? 'short' : strengthOf(bits);
  const weakness =
    context.taken > 0 ? 'context' : common.taken + years > 0 ? 'common' : own.patterned ? 'pattern' : null;
  return { strength, weakness: strength === 'strong' || strength === 'good' ? null : weakness, missing };
}
