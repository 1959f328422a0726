/**
 * The catalogue as one table: a line per question, the columns of its service filled in on the first. Pure, both ways; what
 * is read has the shape of the JSON file (`data.ts`) and is checked as that is.
 */
import { type MessageKey, translator } from '#locales/catalogues.ts';
import { FORMAT_WORDS, KIND_WORDS, MOMENT_WORDS, POSITION_WORDS, TYPE_WORDS } from './words.ts';

const YES_NO = { true: 'questions.yes', false: 'questions.no' } as const;
const SOURCES = { systems: 'questions.systems' } as const;

type Words = Readonly<Record<string, MessageKey>>;
type Reading = 'text' | 'number' | 'list' | 'positions' | 'options' | Words;
type Column = { readonly path: string; readonly heading: MessageKey; readonly as: Reading };

/** Not written out: it would read like a key of the texts. */
const within = (whole: string, part: string): string => `${whole}.${part}`;

const SERVICE: readonly Column[] = [
  { path: 'code', heading: 'questions.sheet.code', as: 'text' },
  { path: 'area', heading: 'questions.sheet.area', as: 'text' },
  { path: 'kind', heading: 'questions.sheet.kind', as: KIND_WORDS },
  { path: 'name.es', heading: 'questions.sheet.name', as: 'text' },
  { path: 'name.en', heading: 'questions.sheet.name-en', as: 'text' },
  { path: 'description.es', heading: 'questions.sheet.description', as: 'text' },
  { path: 'description.en', heading: 'questions.sheet.description-en', as: 'text' },
  { path: 'level', heading: 'questions.sheet.level', as: 'text' },
  { path: 'team', heading: 'questions.sheet.team', as: 'text' },
  { path: 'requiresApproval', heading: 'questions.sheet.approval', as: YES_NO },
  { path: 'active', heading: 'questions.sheet.offered', as: YES_NO },
  { path: 'keywords', heading: 'questions.sheet.keywords', as: 'list' },
  { path: 'audience.agencies', heading: 'questions.sheet.agencies', as: 'list' },
  { path: 'audience.positionLevels', heading: 'questions.sheet.positions', as: 'positions' },
];
const QUESTION: readonly Column[] = [
  { path: 'key', heading: 'questions.sheet.key', as: 'text' },
  { path: 'type', heading: 'questions.sheet.type', as: TYPE_WORDS },
  { path: 'label.es', heading: 'questions.sheet.label', as: 'text' },
  { path: 'label.en', heading: 'questions.sheet.label-en', as: 'text' },
  { path: within('help', 'es'), heading: 'questions.sheet.help', as: 'text' },
  { path: within('help', 'en'), heading: 'questions.sheet.help-en', as: 'text' },
  { path: 'required', heading: 'questions.sheet.required', as: YES_NO },
  { path: 'moment', heading: 'questions.sheet.moment', as: MOMENT_WORDS },
  { path: 'min', heading: 'questions.sheet.min', as: 'number' },
  { path: 'max', heading: 'questions.sheet.max', as: 'number' },
  { path: 'format', heading: 'questions.sheet.format', as: FORMAT_WORDS },
  { path: 'options', heading: 'questions.sheet.options', as: 'options' },
  { path: 'source', heading: 'questions.sheet.source', as: SOURCES },
  { path: 'shownWhen.key', heading: 'questions.sheet.when', as: 'text' },
  { path: 'shownWhen.is', heading: 'questions.sheet.when-is', as: 'list' },
];
const ALL = [...SERVICE, ...QUESTION];

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
const said = (key: MessageKey): string => translator('es-MX')(key);

/** Items apart by ` | `, parts of an item by ` = `; a backslash before either makes it part of the text. */
const escaped = (text: string): string => text.replace(/[\\|=]/g, (sign) => `\\${sign}`);
function split(text: string, at: '|' | '='): string[] {
  const found = [''];
  for (const [piece] of text.matchAll(/\\[\s\S]|[\s\S]/g)) {
    if (piece === at) found.push('');
    else found[found.length - 1] += piece;
  }
  return found.map((part) => part.trim());
}
const unescaped = (text: string): string => text.replace(/\\([\s\S])/g, '$1').trim();

/** A code, or its word in either language; what is neither stays as it is, for the check to find. */
const codeOf = (words: Words, text: string): string =>
  Object.keys(words).find((code) =>
    [code, said(words[code] as MessageKey), translator('en')(words[code] as MessageKey)].some(
      (word) => fold(word) === fold(text),
    ),
  ) ?? text;

function meant({ as }: Column, text: string): unknown {
  if (text.trim() === '') return undefined;
  if (as === 'text') return text;
  if (as === 'number') return Number.isFinite(Number(text)) ? Number(text) : text;
  if (as === 'list') return split(text, '|').map(unescaped);
  if (as === 'positions') return split(text, '|').map((item) => codeOf(POSITION_WORDS, unescaped(item)));
  if (as === 'options') {
    return split(text, '|').map((item) => {
      const [value = '', es = '', en = ''] = split(item, '=').map(unescaped);
      return { value, label: { es, en } };
    });
  }
  const code = codeOf(as, text);
  return as === YES_NO && (code === 'true' || code === 'false') ? code === 'true' : code;
}

type Thing = Record<string, unknown>;

function put(into: Thing, path: string, value: unknown): void {
  if (value === undefined) return;
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) into[first] = value;
  else {
    into[first] ??= {};
    put(into[first] as Thing, rest.join('.'), value);
  }
}

export type Line = { readonly line: number; readonly cells: readonly string[]; readonly formulas?: readonly number[] };
export type Place = { readonly line: number | null; readonly column: string | null };
export type ReadSheet = {
  readonly raw: { services: Thing[] };
  /** Where `services.3.fields.2.label.es` stands. */
  place(path: string): Place;
  /** Cells that are formulas: nobody knows what they would say. */
  readonly formulas: readonly Place[];
};

/** Null when the first line is no heading of this table. */
export function readSheet(lines: readonly Line[]): ReadSheet | null {
  const [head, ...rest] = lines;
  if (head === undefined) return null;
  const columns = head.cells.map((text) => ALL.find((column) => codeOf({ it: column.heading }, text) === 'it'));
  if (!columns.some((column) => column?.path === 'code')) return null;
  const services: { thing: Thing & { fields: Thing[] }; line: number; lines: number[] }[] = [];
  for (const { line, cells } of rest) {
    const read = (among: readonly Column[]): Thing => {
      const thing: Thing = {};
      for (const [index, column] of columns.entries())
        if (column && among.includes(column)) put(thing, column.path, meant(column, cells[index] ?? ''));
      return thing;
    };
    const ofService = read(SERVICE);
    const last = services.at(-1);
    const isNext = last === undefined || (ofService.code !== undefined && ofService.code !== last.thing.code);
    const service = isNext ? { thing: { ...ofService, fields: [] }, line, lines: [] } : last;
    if (isNext) services.push(service);
    const question = read(QUESTION);
    if (question.key === undefined && question.label === undefined && question.type === undefined) continue;
    service.thing.fields.push(question);
    service.lines.push(line);
  }
  return {
    raw: { services: services.map((service) => service.thing) },
    place: (path) => placeIn(services, path),
    formulas: lines.flatMap(({ line, formulas = [] }) =>
      formulas.map((index) => ({ line, column: columns[index] ? said(columns[index].heading) : null })),
    ),
  };
}

function placeIn(services: readonly { line: number; lines: readonly number[] }[], path: string): Place {
  const [, index = '', rest = ''] = /^services\.(\d+)\.?(.*)$/.exec(path) ?? [];
  const service = services[Number(index)];
  if (index === '' || service === undefined) return { line: null, column: null };
  const [, question, within = rest] = /^fields\.(\d+)\.?(.*)$/.exec(rest) ?? [];
  const among = question === undefined ? SERVICE : QUESTION;
  const column = among.find(
    (one) => within === one.path || within.startsWith(`${one.path}.`) || one.path.startsWith(`${within}.`),
  );
  const line = question === undefined ? service.line : (service.lines[Number(question)] ?? service.line);
  return { line, column: column && within !== '' ? said(column.heading) : null };
}

const at = (thing: Thing, path: string): unknown =>
  path.split('.').reduce<unknown>((found, part) => (found as Thing | null | undefined)?.[part], thing);

function written({ as }: Column, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (as === 'options')
    return (value as { value: string; label: { es: string; en: string } }[])
      .map((option) => [option.value, option.label.es, option.label.en].map(escaped).join(' = '))
      .join(' | ');
  if (as === 'positions')
    return (value as (keyof typeof POSITION_WORDS)[]).map((level) => said(POSITION_WORDS[level])).join(' | ');
  if (Array.isArray(value)) return value.map((item) => escaped(String(item))).join(' | ');
  if (typeof as === 'object')
    return as[String(value)] === undefined ? String(value) : said(as[String(value)] as MessageKey);
  return String(value);
}

/** The table of services in the shape of the file, heading first. */
export function writeSheet(services: readonly (Thing & { readonly fields: readonly Thing[] })[]): string[][] {
  const rows = services.flatMap((service) => {
    const head = SERVICE.map((column) => written(column, at(service, column.path)));
    const again = SERVICE.map((column) => (column.path === 'code' ? String(service.code) : ''));
    const questions = service.fields.map((field) => QUESTION.map((column) => written(column, at(field, column.path))));
    const [first = QUESTION.map(() => ''), ...others] = questions;
    return [[...head, ...first], ...others.map((question) => [...again, ...question])];
  });
  return [ALL.map((column) => said(column.heading)), ...rows];
}
