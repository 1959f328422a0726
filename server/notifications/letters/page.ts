/** What every letter is given, and the page each is laid out on. Pure: everything comes in, a letter comes out. */
import type { LocalText } from '#contract/shapes.ts';
import type { Institution } from '../../institution/index.ts';
import type { RequestForLetter } from '../../requests/index.ts';
import { type Block, type LaidOut, layOut } from '../../shared/mail/layout.ts';
import type { Side } from '../kinds.ts';
import type { Links } from '../links.ts';
import { dayInWords, inWords, type LetterKey, type Locale, type Words, wordsIn } from '../words.ts';

export type { Block, LaidOut };

export type Reading = {
  readonly locale: Locale;
  readonly words: Words;
  readonly institution: Institution;
  readonly links: Links;
  /** Given names of the reader; empty where nobody has proven who reads. */
  readonly readerName: string;
  /** "martes 24 de noviembre, 13:00" in the institution's zone. */
  when(at: Date): string;
  day(at: Date): string;
  name(text: LocalText): string;
};

export type AccountLetter = Reading & {
  readonly email: string;
  readonly at: Date;
  /** Who did it; empty where the letter does not say. */
  readonly actorName: string;
  /** When what it speaks of ends; null where nothing does. */
  readonly until?: Date | null;
  /** One-time; made when the letter leaves. */
  readonly link: { readonly url: string; readonly expiresAt: Date } | null;
};

export type RequestLetter = Reading & {
  readonly side: Side;
  readonly request: RequestForLetter;
  readonly requesterName: string;
  /** Who did it; empty when the desk itself did. */
  readonly actorName: string;
  /** A public message that goes with it. */
  readonly message: { readonly by: string; readonly text: string } | null;
  readonly cause: string | null;
  /** The address that each figure of the survey leads to; null where nothing is asked. One-time; made as the letter leaves. */
  readonly survey: ((score: number) => string) | null;
};

export function readingFor(given: {
  locale: Locale;
  institution: Institution;
  links: Links;
  readerName: string;
  now: Date;
}): Reading {
  const { locale, institution, links, readerName, now } = given;
  const zone = { locale, timeZone: institution.timeZone, now };
  return {
    locale,
    words: wordsIn(locale),
    institution,
    links,
    readerName,
    when: (at) => inWords(at, zone),
    day: (at) => dayInWords(at, zone),
    name: (text) => (locale === 'en' ? text.en || text.es : text.es),
  };
}

/** Long enough for what people write, short enough for a phone. */
const MAX_QUOTE = 2_000;

export type Part = Block | null | false;

const kept = (parts: readonly Part[]): Block[] => parts.filter((part) => part !== null && part !== false);

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const note = (text: string): Block => ({ kind: 'note', text });
export const button = (label: string, url: string): Block => ({ kind: 'button', label, url });
export const link = (label: string, url: string): Block => ({ kind: 'link', label, url });

/** Rows without a value are left out; no row, no table. */
export function facts(...given: readonly (readonly [label: string, value: string | null])[]): Part {
  const rows = given.flatMap(([label, value]) => (value === null || value === '' ? [] : [[label, value] as const]));
  return rows.length > 0 && { kind: 'facts', rows };
}

/** The message that goes with the letter, cut where it is too long, or nothing. */
export function quote(given: RequestLetter): Part[] {
  const { message, words } = given;
  if (message === null) return [];
  const characters = Array.from(message.text);
  const isCut = characters.length > MAX_QUOTE;
  const text = isCut ? `${characters.slice(0, MAX_QUOTE).join('').trimEnd()}…` : message.text;
  return [{ kind: 'quote', by: message.by, text }, isCut && note(words('letters.cut'))];
}

const senderLine = ({ institution }: Reading): string =>
  [institution.governmentName, institution.ownerUnit].filter((part) => part !== '').join(' · ');

function footer(given: Reading, sentence: LetterKey): string[] {
  const { words, institution } = given;
  const phone = institution.deskPhone;
  const lines = [
    senderLine(given),
    words(sentence),
    phone === '' ? '' : words('letters.footer.phone', { phone: phone.replaceAll(' ', '\u00a0') }),
  ];
  return lines.filter((line) => line !== '');
}

const brand = ({ institution }: Reading) => ({
  product: `${institution.productName} ${institution.productYear}`,
  government: institution.governmentName,
});

const greeting = (given: Reading): Part =>
  given.readerName !== '' && paragraph(given.words('letters.greeting', { name: given.readerName }));

/** A letter about the account. */
export function accountPage(given: Reading, page: { subject: string; title: string; parts: readonly Part[] }): LaidOut {
  const first = page.parts.find(
    (part): part is Extract<Block, { kind: 'paragraph' }> =>
      part !== null && part !== false && part.kind === 'paragraph',
  );
  return layOut({
    language: given.locale,
    brand: brand(given),
    subject: page.subject,
    preview: first?.text ?? page.title,
    title: page.title,
    blocks: kept([greeting(given), ...page.parts]),
    footer: footer(given, 'letters.footer.no-reply'),
  });
}

/** "SS/2026/000123" of "DTI/SS/2026/000123": what fits a subject. */
export const shortFolio = (folio: string): string => folio.split('/').slice(-3).join('/');

/** One subject for the whole life of a request: mail programs then keep its letters together. */
export const requestSubject = (request: { folio: string; subject: string }): string =>
  `[${shortFolio(request.folio)}] ${request.subject}`;

/** A letter about a request: what happened, the folio, the request's asunto, then the rest. */
export function requestPage(
  given: RequestLetter,
  page: { title: string; preview?: string; lead?: readonly Part[]; parts: readonly Part[] },
): LaidOut {
  const { request, words } = given;
  return layOut({
    language: given.locale,
    brand: brand(given),
    subject: requestSubject(request),
    preview: page.preview ?? given.message?.text.slice(0, 140) ?? page.title,
    title: page.title,
    blocks: kept([
      greeting(given),
      ...(page.lead ?? []),
      { kind: 'folio', label: words('letters.folio'), folio: request.folio, caption: request.subject },
      ...page.parts,
    ]),
    footer: footer(given, 'letters.footer.reply-inside'),
  });
}

const SCORES = [1, 2, 3, 4, 5];

/** How satisfied, in one press: which opens a page that still asks for a click, since programs follow links too. */
export function surveyParts({ survey, words }: RequestLetter): Part[] {
  if (survey === null) return [];
  const steps = SCORES.map((score) => ({
    label: words('letters.survey.score', { score: String(score) }),
    short: String(score),
    url: survey(score),
  }));
  return [paragraph(words('letters.survey.ask')), { kind: 'scale', steps }];
}

/** The button that leads to the request, worded for who reads. */
export function openRequest(given: RequestLetter): Block {
  const { words, links, request } = given;
  if (given.side === 'desk') return button(words('letters.open-as-desk'), links.attend(request.ref));
  const label = given.side === 'requester' ? 'letters.open-request' : 'letters.open-as-participant';
  return button(words(label), links.request(request.ref));
}

/** Where this reader answers: the thread of the request. */
export const threadLink = (given: RequestLetter): string =>
  given.side === 'desk' ? given.links.attend(given.request.ref) : given.links.request(given.request.ref);
