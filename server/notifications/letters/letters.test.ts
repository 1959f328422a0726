import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { NOTICE_KINDS } from '#contract/notifications.ts';
import { sample, type Wanted } from '#tests/letters/samples.ts';
import {
  ACCOUNT_KINDS,
  DATA_RIGHT_LETTERS,
  DEACTIVATION_KINDS,
  DELEGATION_KINDS,
  ENROLMENT_KINDS,
  type LetterKind,
  MOVEMENT_KINDS,
  ROLE_TERM_KINDS,
  SIDES,
  STAFF_ROLL_KINDS,
} from '../kinds.ts';
import { linksFrom } from '../links.ts';
import { dayInWords, inWords } from '../words.ts';

const KINDS: readonly LetterKind[] = [
  ...ACCOUNT_KINDS,
  ...ENROLMENT_KINDS,
  ...STAFF_ROLL_KINDS,
  ...ROLE_TERM_KINDS,
  ...DELEGATION_KINDS,
  ...DEACTIVATION_KINDS,
  ...MOVEMENT_KINDS,
  ...DATA_RIGHT_LETTERS,
  ...NOTICE_KINDS,
];
const LOCALES = ['es-MX', 'en'] as const;
const every = KINDS.flatMap((kind) => LOCALES.map((locale) => [kind, locale] as const));
const sided = NOTICE_KINDS.flatMap((kind) => SIDES.map((side) => [kind, side] as const));

/** Words of the HTML, tags away. */
const spoken = (html: string): string =>
  html
    .replace(/<title>[\s\S]*?<\/title>|<div[\s\S]*?<\/div>|<!--[\s\S]*?-->/g, ' ')
    .replaceAll('<wbr>', '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ');

describe.each(every)('%s in %s', (kind, locale) => {
  const letter = sample(kind, { locale });

  test('says the same in text and in HTML', () => {
    const html = spoken(letter.html);
    const lines = letter.text.split('\n').map((line) => line.replace(/^> /, '').replace(/\s+/g, ' ').trim());
    for (const line of lines) {
      if (line === '' || line === '--' || line.startsWith('https://')) continue;
      for (const part of line.split(/: (?=\S)/)) expect(html).toContain(part.replace(/:$/, ''));
    }
    for (const [, url] of letter.html.matchAll(/href="([^"]+)"/g)) expect(letter.text).toContain(url);
  });

  test('leaves nothing unfilled and asks for nothing from elsewhere', () => {
    expect(`${letter.subject}${letter.text}${spoken(letter.html)}`).not.toMatch(/\{\w*\}|undefined|null|NaN|\[object/);
    expect(letter.html).not.toMatch(/<(img|script|link|style|iframe|form|object|base)\b|url\(|@import|src=/i);
    for (const [, url = ''] of letter.html.matchAll(/href="([^"]+)"/g))
      expect(url).toMatch(/^https:\/\/mesa\.gobierno\.example\//);
  });

  test('keeps to the voice of the desk', () => {
    expect(`${letter.subject} ${letter.text}`).not.toMatch(
      /[¡!]|Lo sentimos|ticket|\busted\b|favor de|\p{Extended_Pictographic}/iu,
    );
    expect(letter.text).toContain(locale === 'en' ? 'Do not reply to this email' : 'No respondas a este correo');
  });
});

test.each(NOTICE_KINDS)('%s starts its subject with the folio and carries it whole', (kind) => {
  const letter = sample(kind);
  expect(letter.subject).toBe('[SS/2026/000123] No imprime la impresora de recepción desde el viernes');
  expect(letter.text).toContain('DTI/SS/2026/000123');
  expect(letter.html).toContain('DTI/SS/2026/000123');
});

/** Only those who decide get them. */
const TO_DECIDE: readonly string[] = ['request-urgency-asked', 'request-urgency-objected'];

test.each(sided)('%s to a %s leads to the page where they may read it', (kind, side) => {
  const letter = sample(kind, { side });
  const page = TO_DECIDE.includes(kind) ? '/urgencias/' : side === 'desk' ? '/atencion/' : '/solicitudes/';
  expect(letter.text).toContain(`https://mesa.gobierno.example${page}SS-2026-000123`);
  expect(letter.text.includes('/atencion/')).toBe(page === '/atencion/');
});

const PAYLOADS = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  '</title></head><svg onload=alert(1)>',
  '--><b>fuera</b>',
  '<![endif]--><form action=//malo.example>',
  'javascript:alert(1)',
];

const everywhere = (payload: string): Wanted => ({
  readerName: payload,
  institution: {
    productName: payload,
    governmentName: payload,
    ownerUnit: payload,
    operatorUnit: payload,
    deskPhone: payload,
  },
  request: {
    subject: payload,
    folio: payload,
    agentName: payload,
    areaName: { es: payload, en: payload },
    serviceName: { es: payload, en: payload },
    teamName: { es: payload, en: payload },
    scheduledWhere: payload,
    waitingReason: payload,
    solution: payload,
  },
  letter: { message: { by: payload, text: payload }, actorName: payload, requesterName: payload },
  enrolment: {
    agencyName: { es: payload, en: payload },
    note: payload,
    observed: [{ place: 3, reason: payload }],
    rejected: [{ place: 4, reason: payload }],
  },
  movement: {
    personName: payload,
    fromNames: { agency: { es: payload, en: payload }, position: { es: payload, en: payload } },
    toNames: { agency: { es: payload, en: payload }, position: { es: payload, en: payload } },
  },
  deactivation: { agencyName: { es: payload, en: payload }, personName: payload, takerName: payload },
});

const tags = (html: string) =>
  html
    .replace(/<!--[\s\S]*?-->/g, '')
    .match(/<\/?[a-z!][^>]*>/gi)
    ?.map((tag) => tag.replace(/\s[\s\S]*$/, '>')) ?? [];

test.each(KINDS.flatMap((kind) => PAYLOADS.map((payload) => [kind, payload] as const)))(
  'V3, V7: %s with %s as every name and text is only text',
  (kind, payload) => {
    const clean = sample(kind, everywhere('nada'));
    const letter = sample(kind, everywhere(payload));
    expect(tags(letter.html)).toEqual(tags(clean.html));
    expect(letter.html.match(/<!--/g)?.length).toBe(clean.html.match(/<!--/g)?.length);
    expect(letter.html).not.toMatch(/<(script|svg|img|form|b)\b/i);
    expect(letter.html).not.toMatch(/href="javascript/i);
  },
);

test.each(['{name}', '{{7*7}}', ['$', '{7*7}'].join(''), '#{7}', '<%= 7 %>', '{product}', '$&', '$1'])(
  'V73: %s in a text is that text and nothing else',
  (payload) => {
    const letter = sample('request-message', {
      letter: { actorName: payload, message: { by: payload, text: payload } },
    });
    expect(letter.text).toContain(`${payload} te escribió`);
    expect(letter.text).toContain(`> ${payload}`);
  },
);

test('a long message is cut at a whole character and says where it goes on', () => {
  const text = '👩‍💻ñ'.repeat(3_000);
  const letter = sample('request-message', { letter: { message: { by: 'Laura', text } } });
  expect(letter.text.length).toBeLessThan(9_000);
  expect(letter.text).toContain('…\n');
  expect(letter.text).toContain('El texto sigue en la Mesa.');
  expect(letter.text.isWellFormed()).toBe(true);
});

test('what an enrolment is told of names rows by their place, and begins its subject with the folio', () => {
  const letter = sample('enrolment-returned');
  expect(letter.subject).toBe('[AU/2026/000031] Tu alta de usuarios volvió para corregirse');
  expect(letter.text).toContain('Renglón 3: El correo no es de la institución');
  expect(letter.text).not.toContain('Renglón 11');
  expect(sample('enrolment-resolved').text).toContain('Renglón 11: Ya no trabaja en la dependencia');
  expect(sample('enrolment-received', { enrolment: { round: 2 } }).subject).toContain('corregida');
});

test('the end of an exception is told to the person without a folio, and to who coordinates with the name', () => {
  const own = sample('exception-ending');
  expect(own.text).toContain('su último día es el jueves 31 de diciembre');
  expect(own.text).not.toContain('DTI/AU');
  const office = sample('exception-ending', { enrolment: { isOwn: false } });
  expect(office.text).toContain('La cuenta de Marco Tun Uc');
  expect(office.subject).not.toContain('Marco');
  expect(office.text).toContain('https://mesa.gobierno.example/altas/');
});

test('a deactivation is told with the name inside, never in its subject, and to a colleague without the form', () => {
  const office = sample('deactivation-done');
  expect(office.subject).toBe('[BU/2026/000009] Se llevó a cabo una baja de usuario');
  expect(office.text).toContain('La cuenta de Marco Tun Uc terminó el martes 1 de diciembre, 00:00');
  expect(office.text).toContain('https://mesa.gobierno.example/bajas/');
  const colleague = sample('deactivation-taken', { deactivation: { mayOpen: false, passed: 1 } });
  expect(colleague.text).toContain('su solicitud abierta es tuya desde ahora');
  expect(colleague.text).not.toContain('/bajas/');
});

test('a registration letter says when we will answer, and that no paper is needed', () => {
  const { text } = sample('request-registered');
  expect(text).toContain('Te responderemos a más tardar: lunes 23 de noviembre, 12:00');
  expect(text).toContain('Compromiso de solución: martes 24 de noviembre, 13:00');
  expect(text).toContain('No hace falta un oficio impreso y sellado.');
  expect(text).toContain('HF0D-W89W-P1EK-A94C');
  expect(text).toContain('https://mesa.gobierno.example/verificar/HF0D-W89W-P1EK-A94C');
});

test('V63: what is sent to an address that proved nothing repeats nothing that was typed', () => {
  const letter = sample('account-verification', { readerName: '' });
  expect(letter.text).not.toContain('Hola');
});

test.each([
  ['2026-11-24T19:00:00Z', 'America/Mexico_City', 'martes 24 de noviembre, 13:00'],
  ['2026-11-24T19:00:00Z', 'America/Tijuana', 'martes 24 de noviembre, 11:00'],
  ['2026-11-25T05:59:00Z', 'America/Mexico_City', 'martes 24 de noviembre, 23:59'],
  ['2026-11-25T06:00:00Z', 'America/Mexico_City', 'miércoles 25 de noviembre, 00:00'],
  ['2027-01-05T16:05:00Z', 'America/Mexico_City', 'martes 5 de enero de 2027, 10:05'],
])('%s in %s is "%s"', (at, timeZone, words) => {
  const now = new Date('2026-11-23T16:00:00Z');
  expect(inWords(new Date(at), { locale: 'es-MX', timeZone, now })).toBe(words);
});

test('days in English', () => {
  const now = new Date('2026-11-23T16:00:00Z');
  expect(dayInWords(new Date('2027-01-05T16:05:00Z'), { locale: 'en', timeZone: 'America/Mexico_City', now })).toBe(
    'Tuesday 5 January 2027',
  );
});

test('every address a letter leads to is a page of the desk', () => {
  const links = linksFrom('');
  const router = ['router.tsx', 'open-routes.ts']
    .map((file) => readFileSync(new URL(`../../../web/src/app/${file}`, import.meta.url), 'utf8'))
    .join('\n');
  const addresses = [
    links.signIn,
    links.askForPassword,
    links.confirm('t'),
    links.choosePassword('t'),
    links.request('$ref'),
    links.receipt('$ref'),
    links.verify('$code'),
    links.deactivation('$id'),
    links.enrolment('$id'),
    links.enrolmentReview('$id'),
    links.enrolmentExceptions('$id'),
  ];
  for (const address of addresses) expect(router).toContain(`'${address.replace('#t', '')}'`);
  expect(router).toContain("'/satisfaccion'");
  expect(links.survey('t', 3)).toBe('/satisfaccion#t.3');
  // The page of the desk stands within its list.
  expect(links.attend('$ref')).toBe('/atencion/$ref');
  expect(router).toMatch(/inDesk\('\/atencion'\)[\s\S]*path: '\$ref'/);
});
