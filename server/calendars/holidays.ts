/**
 * Holidays by rule. Our own, because the lists that libraries carry miss the handover day of 2024 and know no state:
 * see docs/decisions/0006-business-time.md.
 */

export type HolidayRule =
  | { readonly type: 'fixed'; readonly month: number; readonly day: number }
  /** `weekday` ISO, 1 is Monday. */
  | { readonly type: 'nth-weekday'; readonly month: number; readonly weekday: number; readonly nth: number }
  | {
      readonly type: 'fixed-every';
      readonly month: number;
      readonly day: number;
      readonly everyYears: number;
      readonly anchorYear: number;
    }
  /** Days from Easter Sunday. */
  | { readonly type: 'easter'; readonly offset: number }
  /** Published each time: no rule gives the day. */
  | { readonly type: 'announced' };

/** Western Easter, by the anonymous Gregorian algorithm. */
function easter(year: number): Temporal.PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const shift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - shift + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const days = epact + toSunday - 7 * late + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(days / 31), day: (days % 31) + 1 });
}

/** A date that not every year has, the 29th of February, comes in those alone; one that none has, never. */
function dateIn(year: number, { month, day }: { month: number; day: number }): string | null {
  const there = Temporal.PlainYearMonth.from({ year, month });
  return day > there.daysInMonth ? null : there.toPlainDate({ day }).toString();
}

/** The day, YYYY-MM-DD, on which the rule falls in that year; null when it does not. */
export function holidayIn(rule: HolidayRule, year: number): string | null {
  switch (rule.type) {
    case 'fixed':
      return dateIn(year, rule);
    case 'nth-weekday': {
      const first = Temporal.PlainDate.from({ year, month: rule.month, day: 1 });
      const toWeekday = (rule.weekday - first.dayOfWeek + 7) % 7;
      return first.add({ days: toWeekday + 7 * (rule.nth - 1) }).toString();
    }
    case 'fixed-every': {
      const since = year - rule.anchorYear;
      if (since < 0 || since % rule.everyYears !== 0) return null;
      return dateIn(year, rule);
    }
    case 'easter':
      return easter(year).add({ days: rule.offset }).toString();
    case 'announced':
      return null;
  }
}
