/** Pure: keys of new teams, and what the days of an absence owe each other. */
import { ABSENCE_DAYS_MAX } from '#contract/teams.ts';
import type { FieldFault } from '#server/shared/fault.ts';

const KEY_MAX = 60;

/** What files call a team by: its name in plain letters, with a number where another team has that. */
export function keyFor(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, KEY_MAX)
    .replace(/^-+|-+$/g, '');
  const key = plain === '' ? 'equipo' : plain;
  if (!taken.has(key)) return key;
  for (let number = 2; ; number += 1) if (!taken.has(`${key}-${number}`)) return `${key}-${number}`;
}

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000) + 1;

/** What does not hold of the days of an absence said today: it ends after it begins, is not over, and is none of a year. */
export function dayFaults(days: { from: string; to: string }, today: string): FieldFault[] {
  if (days.to < days.from) return [{ path: 'to', message: 'field.absence-crossed' }];
  if (days.to < today) return [{ path: 'to', message: 'field.date-past' }];
  if (daysBetween(days.from, days.to) > ABSENCE_DAYS_MAX)
    return [{ path: 'to', message: 'field.too-many', limit: ABSENCE_DAYS_MAX }];
  return [];
}

/** The day before, for who came back today. */
export const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
