/** Which new passwords are refused, from given values alone. Length is the contract's. */
import type { FaultCode } from '#contract/faults.ts';

/** Lower case, no accents, the usual digits and signs read as the letters they stand for. */
const LETTERS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
};

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const asLetters = (text: string): string => [...text].map((character) => LETTERS[character] ?? character).join('');

const ROWS = ['qwertyuiop', 'asdfghjklñ', 'zxcvbnm', '1234567890'];

const followsOnKeyboard = (a: string, b: string): boolean =>
  ROWS.some((row) => {
    const [at, next] = [row.indexOf(a), row.indexOf(b)];
    return at >= 0 && next >= 0 && Math.abs(at - next) === 1;
  });

const follows = (a: string, b: string): boolean =>
  a === b || Math.abs(a.charCodeAt(0) - b.charCodeAt(0)) === 1 || followsOnKeyboard(a, b);

/** One character or block over and over, the alphabet, the keyboard's rows. */
export function isWeak(password: string): boolean {
  const text = plain(password);
  if (new Set(text).size < 5) return true;
  if (/^(.{1,8}?)\1+.{0,3}$/su.test(text)) return true;
  const characters = [...text];
  const steps = characters.filter((character, index) => index > 0 && follows(characters[index - 1] ?? '', character));
  return steps.length / (characters.length - 1) >= 0.6;
}

/** A known password with up to this many characters around it is still that password. */
const TRIMMINGS = 6;
/** Two known words put together count; shorter ones are too common to tell. */
const SHORTEST_HALF = 4;

const isTwoKnown = (text: string, known: ReadonlySet<string>): boolean => {
  for (let cut = SHORTEST_HALF; cut <= text.length - SHORTEST_HALF; cut += 1)
    if (known.has(text.slice(0, cut)) && known.has(text.slice(cut))) return true;
  return false;
};

/** Is it one of the list of stolen passwords, as it is or thinly disguised? */
export function isKnown(password: string, known: ReadonlySet<string>): boolean {
  const text = plain(password);
  const core = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const disguised = asLetters(text.replace(/[\d\W_]{0,6}$/u, ''));
  const candidates = [text, asLetters(text), disguised, ...(text.length - core.length <= TRIMMINGS ? [core] : [])];
  const joined = candidates.map((candidate) => candidate.replace(/[\s._-]+/gu, ''));
  return [...candidates, ...joined].some(
    (candidate) => candidate.length >= SHORTEST_HALF && (known.has(candidate) || isTwoKnown(candidate, known)),
  );
}

/** What must remain of a password once the words anybody would guess are taken out. */
const OWN_REST = 8;

/** Is it little more than the person's or the institution's names? */
export function isFromContext(password: string, words: readonly string[]): boolean {
  const guessable = words
    .flatMap((word) => plain(word).split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length >= 4)
    .sort((a, b) => b.length - a.length);
  const text = plain(password);
  return [text, asLetters(text)].some((reading) => {
    const rest = guessable.reduce((left, word) => left.replaceAll(word, ''), reading);
    return rest.length < reading.length && rest.replace(/[^\p{L}\p{N}]+/gu, '').length < OWN_REST;
  });
}

export type PasswordContext = { readonly known: ReadonlySet<string>; readonly words: readonly string[] };

/** The refusal a new password deserves, or null. */
export function passwordFault(password: string, context: PasswordContext): FaultCode | null {
  if (isWeak(password)) return 'password.weak';
  if (isKnown(password, context.known)) return 'password.known';
  if (isFromContext(password, context.words)) return 'password.context';
  return null;
}
