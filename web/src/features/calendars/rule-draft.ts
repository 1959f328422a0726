/** Days closed by a rule, as the form has them. Pure. */
import type { CalendarChange } from '#contract/calendars.ts';
import type { ClosureKind } from './close-fields.tsx';

/** fixed: the same date every year · weekday: "third Monday of November" · easter: so many days from Easter Sunday · every: a date each so many years. */
export const RULE_TYPES = ['fixed', 'nth-weekday', 'easter', 'fixed-every'] as const;
export type RuleType = (typeof RULE_TYPES)[number];

/** Everything a box holds is text. */
export type RuleDraft = {
  readonly type: RuleType;
  readonly month: string;
  readonly day: string;
  readonly weekday: string;
  readonly nth: string;
  readonly offset: string;
  readonly everyYears: string;
  readonly anchorYear: string;
  readonly kind: ClosureKind;
  readonly es: string;
  readonly en: string;
  readonly basis: string;
  readonly fromYear: string;
  readonly toYear: string;
};

/** Holy Week is what people mean by days around Easter. */
export const emptyRule = (year: number): RuleDraft => ({
  type: 'fixed',
  month: '1',
  day: '1',
  weekday: '1',
  nth: '1',
  offset: '-3',
  everyYears: '6',
  anchorYear: String(year),
  kind: 'closed',
  es: '',
  en: '',
  basis: '',
  fromYear: String(year),
  toYear: String(year + 5),
});

/** Of a box nobody can read as a number, what the contract refuses at that box. */
const number = (typed: string): number => (typed.trim() === '' ? Number.NaN : Number(typed));

function ruleOf(draft: RuleDraft) {
  const month = number(draft.month);
  const day = number(draft.day);
  switch (draft.type) {
    case 'fixed':
      return { type: draft.type, month, day };
    case 'nth-weekday':
      return { type: draft.type, month, weekday: number(draft.weekday), nth: number(draft.nth) };
    case 'easter':
      return { type: draft.type, offset: number(draft.offset) };
    case 'fixed-every':
      return {
        type: draft.type,
        month,
        day,
        everyYears: number(draft.everyYears),
        anchorYear: number(draft.anchorYear),
      };
  }
}

/** As the contract takes it, looked at there. */
export const ruleChange = (draft: RuleDraft): Extract<CalendarChange, { kind: 'rule' }> => ({
  kind: 'rule',
  rule: ruleOf(draft),
  closure: draft.kind,
  name: { es: draft.es, en: draft.en },
  basis: draft.basis,
  fromYear: number(draft.fromYear),
  toYear: number(draft.toYear),
});

/** Thirty of February comes in no year; 29 in some, and then in those alone. */
export const everComes = ({ type, month, day }: RuleDraft): boolean => {
  if (type !== 'fixed' && type !== 'fixed-every') return true;
  const last = new Date(Date.UTC(2000, number(month), 0)).getUTCDate();
  return !(number(day) > last);
};
