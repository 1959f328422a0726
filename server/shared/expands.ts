/**
 * Pure: whether a program older than a migration can go on beside it and after it. It can where the migration only adds:
 * then programs of two versions work on one database, and the former version may be started again.
 */

/** What this file itself brings: nothing of it is known to an older program, and no row is in it yet. */
type Brought = { tables: Set<string>; columns: Set<string> };

/** An older program cannot live with it; a table stands still for as long as its rows take; or neither. */
type Verdict = 'narrows' | 'holds' | null;
type Rule = { of: RegExp; judge: (found: readonly string[], brought: Brought, words: string) => Verdict };

/** Null columns, and words that need no look at the rows that are there. */
const CONSTANT = /\bdefault\s+('(?:[^']|'')*'(?:::[a-z0-9_[\]]+)?|-?\d[\d.]*|true|false|null|now\(\))(?=\s|$|,|\))/;

function judgeAction(action: string, brought: Brought): Verdict {
  if (/^add column /.test(action)) {
    if (/\bgenerated always as \(/.test(action)) return 'holds';
    const given = /\bdefault\b/.test(action);
    if (/\bnot null\b|\bprimary key\b/.test(action) && !given) return 'narrows';
    return given && !CONSTANT.test(action) ? 'holds' : null;
  }
  // A rule about what an older program leaves as it is.
  if (/^add (constraint |check|unique|foreign key|exclude)/.test(action))
    return mentions(action, brought) ? null : 'narrows';
  return /^alter (column )?"?[a-z_][a-z0-9_]*"? set default /.test(action) ? null : 'narrows';
}

const mentions = (words: string, { columns }: Brought): boolean =>
  (words.match(/[a-z_][a-z0-9_]*/g) ?? []).some((word) => columns.has(word));

const worst = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.find((each) => each === 'narrows') ?? verdicts.find((each) => each !== null) ?? null;

const ifNew = (table: string | undefined, { tables }: Brought, otherwise: Verdict): Verdict =>
  tables.has(table ?? '') ? null : otherwise;

const RULES: readonly Rule[] = [
  { of: /^create (table|type|sequence|view|extension|collation|function) /, judge: () => null },
  {
    of: /^create (unique )?index .*?\bon (?:only )?(?:public\.)?"?(\w+)"?/,
    judge: ([, unique, table], brought, words) =>
      ifNew(table, brought, mentions(words, brought) ? null : unique ? 'narrows' : 'holds'),
  },
  {
    of: /^alter table (?:if exists )?(?:only )?(?:public\.)?"?(\w+)"? (.*)$/,
    judge: ([, table, actions = ''], brought) =>
      ifNew(table, brought, worst(splitAt(actions, ',').map((action) => judgeAction(action.trim(), brought)))),
  },
  // Rows an older program may not know what to make of.
  {
    of: /^(?:insert into|delete from) (?:public\.)?"?(\w+)"?/,
    judge: ([, table], brought) => ifNew(table, brought, 'narrows'),
  },
  {
    of: /^update (?:public\.)?"?(\w+)"? (?:as [a-z_]+ )?set (.*?)(?: from | where |$)/,
    judge: ([, table, set = ''], brought) => {
      const changed = splitAt(set, ',').map((each) => /^\s*"?([a-z_][a-z0-9_]*)"? =/.exec(each)?.[1] ?? '');
      return ifNew(table, brought, changed.every((column) => brought.columns.has(column)) ? 'holds' : 'narrows');
    },
  },
  // `settled_changed` refuses nothing; `keep_…` refuse what no program ever did.
  {
    of: /^create trigger .*? on (?:public\.)?"?(\w+)"? /,
    judge: ([, table], brought, words) =>
      ifNew(table, brought, /execute function (settled_changed|keep_\w+)\(\)$/.test(words) ? null : 'narrows'),
  },
  { of: /^(grant|comment on) /, judge: () => null },
];

/** By statement, those that are more than an addition. */
export function judge(text: string): { narrows: string[]; holds: string[] } {
  const statements = splitAt(withoutRemarks(text), ';').map((each) =>
    each.trim().replaceAll(/\s+/g, ' ').toLowerCase(),
  );
  const brought: Brought = { tables: new Set(), columns: new Set() };
  const found: { narrows: string[]; holds: string[] } = { narrows: [], holds: [] };
  for (const statement of statements.filter((each) => each !== '')) {
    const table = /^create table (?:if not exists )?(?:public\.)?"?(\w+)"?/.exec(statement)?.[1];
    if (table !== undefined) brought.tables.add(table);
    for (const [, column = ''] of statement.matchAll(/\badd column (?:if not exists )?(?:public\.)?"?(\w+)"?/g))
      brought.columns.add(column);
    const verdict = verdictOn(statement, brought);
    if (verdict !== null) found[verdict].push(statement.slice(0, 120));
  }
  return found;
}

/** What no rule speaks of is taken for the worst. */
function verdictOn(statement: string, brought: Brought): Verdict {
  for (const { of, judge } of RULES) {
    const found = of.exec(statement);
    if (found) return judge(found, brought, statement);
  }
  return 'narrows';
}

/** An older program goes on with a schema that this migration was added to. */
export const expands = (text: string): boolean => judge(text).narrows.length === 0;

/** A quoted text, or what stands between dollar signs: in one piece, whatever is in it. */
const QUOTED = /'(?:[^']|'')*'|(\$[a-z_]*\$)[\s\S]*?\1/y;

const withoutRemarks = (text: string): string =>
  walk(text, (rest) => (rest.startsWith('--') ? (/^[^\n]*/.exec(rest)?.[0].length ?? 0) : 0));

/** Leaves out as many characters as `skip` says, outside of what is quoted. */
function walk(text: string, skip: (rest: string) => number): string {
  let out = '';
  for (let at = 0; at < text.length; ) {
    const quoted = quotedAt(text, at);
    const skipped = quoted === '' ? skip(text.slice(at, at + 1_000)) : 0;
    if (skipped === 0) out += quoted || (text[at] ?? '');
    at += skipped || quoted.length || 1;
  }
  return out;
}

function quotedAt(text: string, at: number): string {
  QUOTED.lastIndex = at;
  return QUOTED.exec(text)?.[0] ?? '';
}

/** At the mark, outside of quotes and of brackets. */
function splitAt(text: string, mark: ';' | ','): string[] {
  const parts = [''];
  let depth = 0;
  for (let at = 0; at < text.length; ) {
    const piece = quotedAt(text, at) || (text[at] ?? '');
    if (piece === '(') depth += 1;
    if (piece === ')') depth -= 1;
    if (piece === mark && depth === 0) parts.push('');
    else parts[parts.length - 1] += piece;
    at += piece.length;
  }
  return parts;
}
