/** Pure: what looking at one line of a file finds, and the small questions each kind of line asks. */

import * as v from 'valibot';
import type { ArrivalColumn, ArrivalOutcome, ChosenColumn } from '#contract/arrival-kinds.ts';
import { Email } from '#contract/shapes.ts';
import type { MessageKey } from '#locales/catalogues.ts';
import type { GivenRow } from './headings.ts';
import { fold } from './headings.ts';

export type Problem = {
  /** Null: the line as a whole. */
  readonly column: ArrivalColumn | null;
  readonly message: MessageKey;
  /** What stands there, cut. */
  readonly found: string;
  readonly values?: Readonly<Record<string, string | number>>;
  /** False: the line comes in all the same, and this is said of it. */
  readonly stops: boolean;
};

/** `value`: what would come in, of a line that is new. `became`: what is here already. */
export type Looked<Value> = {
  readonly outcome: Exclude<ArrivalOutcome, 'brought'>;
  readonly problems: readonly Problem[];
  readonly label: string;
  readonly value: Value | null;
  readonly became: string | null;
};

/** Column → folded word → what it means here: an id, or a state. `said`: as the file had it first. */
export type Chosen = Readonly<
  Partial<Record<ChosenColumn, Readonly<Record<string, { said: string; meaning: string }>>>>
>;

const FOUND_SHOWN = 80;

/** Collects what is wrong with one line. */
export class Line {
  readonly #row: GivenRow;
  readonly problems: Problem[] = [];

  constructor(row: GivenRow) {
    this.#row = row;
    for (const column of row.formulas) this.stop(column, 'arrivals.problem.formula');
  }

  /** As it stands there; empty where the column is not. */
  text(column: ArrivalColumn): string {
    return this.#row.values[column] ?? '';
  }

  stop(column: ArrivalColumn | null, message: MessageKey, values?: Problem['values']): null {
    return this.#say(column, message, { stops: true, ...(values ? { values } : {}) });
  }

  note(column: ArrivalColumn | null, message: MessageKey, values?: Problem['values']): null {
    return this.#say(column, message, { stops: false, ...(values ? { values } : {}) });
  }

  required(column: ArrivalColumn, most: number): string {
    const text = this.within(column, most);
    if (text === '') this.stop(column, 'arrivals.problem.required');
    return text;
  }

  within(column: ArrivalColumn, most: number): string {
    const text = this.text(column);
    if (text.length > most) this.stop(column, 'arrivals.problem.long', { limit: most });
    return text;
  }

  /** The same in one line: what holds a break of line is one in the cell of a spreadsheet, not in what it means. */
  short(column: ArrivalColumn, most: number): string {
    return this.within(column, most).replace(/\s+/g, ' ');
  }

  /** What a word of the file means: as it was chosen, or the only thing of that name. */
  meaning<Thing extends { readonly id: string }>(
    column: ChosenColumn,
    among: {
      readonly chosen: Chosen;
      readonly things: readonly Thing[];
      readonly names: (thing: Thing) => readonly string[];
    },
  ): Thing | null {
    const word = fold(this.text(column));
    const chosen = among.chosen[column]?.[word]?.meaning;
    if (chosen !== undefined) {
      const thing = among.things.find(({ id }) => id === chosen);
      if (thing !== undefined) return thing;
    }
    const named =
      word === '' ? [] : among.things.filter((each) => among.names(each).some((name) => fold(name) === word));
    const [only, another] = named;
    if (only !== undefined && another === undefined) return only;
    return this.stop(column, 'arrivals.problem.unknown');
  }

  get isStopped(): boolean {
    return this.problems.some(({ stops }) => stops);
  }

  #say(column: ArrivalColumn | null, message: MessageKey, how: Pick<Problem, 'stops' | 'values'>): null {
    const found = column === null ? '' : this.text(column).slice(0, FOUND_SHOWN);
    // What is no formula and missing at once is said once.
    if (!this.problems.some((one) => one.column === column && one.stops))
      this.problems.push({ column, message, found, ...how });
    return null;
  }
}

/** An address as it is kept: small letters. Null when it is none. */
export const readEmail = (text: string): string | null => {
  const read = v.safeParse(Email, text);
  return read.success ? read.output : null;
};

/** Which line said it first, for what may stand in a file but once. */
export class Seen {
  readonly #lines = new Map<string, number>();

  /** The line before with the same key; undefined the first time. */
  before(key: string, line: number): number | undefined {
    const earlier = this.#lines.get(key);
    if (earlier === undefined) this.#lines.set(key, line);
    return earlier;
  }
}
