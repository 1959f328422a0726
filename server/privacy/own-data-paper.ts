/** Everything the desk holds of somebody as a paper they can read: kind by kind, in words. */
import { setImmediate } from 'node:timers/promises';
import type { OwnDataView } from '#contract/privacy.ts';
import { type Locale, translator } from '#locales/catalogues.ts';
import type { Block, Letterhead, Paper } from '../shared/paper/document.ts';
import { LOGS, NEWEST } from './own-data-codes.ts';
import { cellsOf, type Reading, type Telling, tellingOf } from './own-data-telling.ts';

type Section = OwnDataView['sections'][number];
type Row = Section['rows'][number];

export type OwnPaper = Reading & {
  readonly locale: Locale;
  readonly product: string;
  readonly name: string;
  readonly madeAt: string;
  readonly sha256: string;
  readonly notice: { readonly version: number; readonly publishedAt: string };
  readonly letterhead: Letterhead;
  readonly sections: readonly Section[];
};

/** So many columns stand side by side; more are told one under the other. */
const ABREAST = 6;
/** What people wrote needs the whole width. */
const LONG: ReadonlySet<string> = new Set([
  ...['description', 'solution', 'words', 'answer', 'content', 'given', 'changes', 'problems', 'correction_words'],
]);
/** Shares of a table's width. */
const WIDE: ReadonlySet<string> = new Set([
  'body',
  'user_agent',
  'subject',
  'note',
  'sha256',
  'fact',
  'reason',
  'name',
  'to_address',
]);

export async function ownDataPaper(given: OwnPaper): Promise<Paper> {
  const { locale, product, name, madeAt } = given;
  const t = translator(locale);
  const telling = tellingOf(given);
  const title = t('own-paper.title');
  const at = telling.moment(madeAt);
  const told: Block[] = [];
  const parts = withMessages(given);
  for (const section of parts) told.push(...(await sectionBlocks(section, telling)));
  return {
    ...{ lang: locale, title, subject: t('own-paper.subject'), author: given.letterhead.lines[0] ?? product, madeAt },
    letterhead: given.letterhead,
    foot: t('own-paper.foot', { product, at }),
    pageOf: t('own-paper.page-of', { page: '{page}', pages: '{pages}' }),
    blocks: [
      { kind: 'heading', level: 1, text: title },
      { kind: 'text', text: t('own-paper.intro', { product }) },
      {
        kind: 'facts',
        rows: [
          [t('own-paper.of'), name],
          [t('own-paper.made-at'), at],
          [
            t('own-paper.notice'),
            t('own-paper.notice.version', {
              version: given.notice.version,
              day: telling.day(given.notice.publishedAt),
            }),
          ],
          [t('own-paper.sha256'), given.sha256],
        ],
      },
      { kind: 'text', tone: 'quiet', text: `${t('own-paper.fingerprint')}\n${t('own-paper.rights')}` },
      ...contents(given, parts, telling),
      ...told,
      ...leftOut(telling),
    ],
    enclosed: [],
  };
}

/** How much of what there is, and of what there is nothing. */
function contents({ sections }: OwnPaper, parts: readonly Told[], { t, section }: Telling): Block[] {
  const empty = sections.filter(({ rows }) => rows.length === 0).map((each) => section(each.section));
  return [
    { kind: 'heading', level: 2, text: t('own-paper.contents') },
    {
      kind: 'table',
      heads: [
        { text: t('own-paper.contents.kind'), share: 5 },
        { text: t('own-paper.contents.count'), share: 1, to: 'right' },
      ],
      rows: parts.map(({ name, rows, of }) => [section(name), String(of ?? rows.length)]),
    },
    ...(empty.length === 0
      ? []
      : [{ kind: 'text', tone: 'quiet', text: `${t('own-paper.empty')}: ${empty.join(', ')}.` } as const]),
  ];
}

type Told = {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly messages?: ReadonlyMap<unknown, Row[]>;
  /** How many there are, where only the newest are told. */
  readonly of?: number;
};

/** Under a request stands what one wrote in it; what one wrote in other people's stands by itself. */
function withMessages({ sections, labels }: OwnPaper): Told[] {
  const own = new Set(sections.find(({ section }) => section === 'requests')?.rows.map(({ folio }) => folio));
  const messages = new Map<unknown, Row[]>();
  const elsewhere: Row[] = [];
  for (const row of sections.find(({ section }) => section === 'messages')?.rows ?? []) {
    const folio = labels.request_id?.get(String(row.request_id));
    if (own.has(folio)) under(messages, folio).push(row);
    else elsewhere.push(row);
  }
  return sections
    .map(({ section, rows }): Told => {
      if (section === 'requests') return { name: section, rows, messages };
      if (LOGS.has(section) && rows.length > NEWEST)
        return { name: section, rows: rows.slice(-NEWEST), of: rows.length };
      return { name: section, rows: section === 'messages' ? elsewhere : rows };
    })
    .filter(({ rows }) => rows.length > 0);
}

function under(messages: Map<unknown, Row[]>, folio: unknown): Row[] {
  const rows = messages.get(folio) ?? [];
  messages.set(folio, rows);
  return rows;
}

/** Rows told in one go; between two such goes others have their turn. */
const AT_ONCE = 100;

async function sectionBlocks({ name, rows, messages, of }: Told, telling: Telling): Promise<Block[]> {
  const blocks: Block[] = [{ kind: 'heading', level: 2, text: telling.section(name) }];
  const newest = { newest: rows.length, all: of ?? 0 };
  if (of !== undefined) blocks.push({ kind: 'text', tone: 'quiet', text: telling.t('own-paper.newest', newest) });
  const filled = columnsOf(rows, telling);
  const abreast = filled.length <= ABREAST && messages === undefined && !filled.some((column) => LONG.has(column));
  if (abreast) return [...blocks, tableOf(filled, rows, telling)];
  const titled = rows.length > 1 || messages !== undefined;
  for (const [index, row] of rows.entries()) {
    const number = telling.t('own-paper.nth', { n: index + 1 });
    const title = typeof row.folio === 'string' ? row.folio : number;
    if (titled) blocks.push({ kind: 'heading', level: 3, text: title });
    const facts = cellsOf(row, telling).filter(([column]) => !titled || column !== 'folio');
    blocks.push({ kind: 'facts', rows: facts.map(([column, value]) => [telling.headOf(column), value]) });
    const theirs = messages?.get(row.folio) ?? [];
    if (theirs.length > 0) blocks.push(messageTable(theirs, telling));
    if (index % AT_ONCE === AT_ONCE - 1) await setImmediate();
  }
  return blocks;
}

function messageTable(rows: readonly Row[], telling: Telling): Block {
  return {
    kind: 'table',
    heads: [
      { text: telling.headOf('at'), share: 1 },
      { text: telling.t('own-paper.own-messages'), share: 3 },
    ],
    rows: rows.map((row) => [telling.value('at', row.at), telling.value('body', row.body)]),
  };
}

/** Columns in which some row says something, in the order they are kept. */
function columnsOf(rows: readonly Row[], telling: Telling): string[] {
  const said = new Set<string>();
  for (const row of rows) for (const [column] of cellsOf(row, telling)) said.add(column);
  return Object.keys(rows[0] ?? {}).filter((column) => said.has(column));
}

const tableOf = (columns: readonly string[], rows: readonly Row[], telling: Telling): Block => ({
  kind: 'table',
  heads: columns.map((column) => ({
    text: telling.headOf(column),
    share: WIDE.has(column) ? 2.4 : 1.2,
    ...(column === 'bytes' && { to: 'right' as const }),
  })),
  rows: rows.map((row) => columns.map((column) => telling.value(column, row[column]))),
});

const leftOut = ({ t }: Telling): Block[] => [
  { kind: 'heading', level: 2, text: t('own-paper.left-out') },
  {
    kind: 'list',
    items: [
      t('own-paper.left-out.secrets'),
      t('own-paper.left-out.others'),
      t('own-paper.left-out.files'),
      t('own-paper.left-out.acts'),
      t('own-paper.left-out.numbers'),
    ],
  },
];
