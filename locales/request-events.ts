/** What happened to a request → which text says it and with which values. Pure: pages and papers tell it alike. */
import type { TimelineEntry } from '#contract/requests.ts';

/** Facts, without `request.`: told in a list and, with what they are about, in the thread. */
export const TOLD = [
  'registered',
  'arrived',
  'assigned',
  'taken',
  'waiting',
  'resumed',
  'scheduled',
  'reclassified',
  'visit-accepted',
  'visit-declined',
  'visit-begun',
  'reminded',
  'rated',
  'resolved',
  'accepted',
  'outage-joined',
  'closed',
  'reopened',
  'cancelled',
  'rejected',
  'urgency-asked',
  'urgency-objected',
  'urgency-decided',
  'at-risk',
  'breached',
  'overdue',
  'passed-on',
] as const;
/** Told in the same words in both. */
export const TOLD_ALIKE = [
  'duplicated',
  'outage-left',
  'returned',
  'redacted',
  'original-opened',
  'certified',
] as const;
/** In the thread the message itself says it. */
export const TOLD_BY_MESSAGE = ['messaged', 'asked', 'answered', 'noted'] as const;

/** `request.`, and what tells some from others where they are told alike. */
export const nameOf = (fact: string): string => fact.replace(/^request\.(note-)?|-told$/g, '');
export const among = <Name extends string>(names: readonly Name[], name: string) => names.find((each) => each === name);

export type EventKey =
  | `requests.event.${(typeof TOLD)[number] | 'other'}`
  | `requests.movement.${(typeof TOLD_ALIKE)[number]}`;

function keyOf(fact: string): EventKey | undefined {
  const name = among(TOLD, nameOf(fact));
  const alike = among(TOLD_ALIKE, nameOf(fact));
  if (alike !== undefined) return `requests.movement.${alike}`;
  return name === undefined ? undefined : `requests.event.${name}`;
}

/** Why a request closed by itself, as the texts name it. */
const CAUSES: Readonly<Record<string, string>> = { 'no-answer': 'unanswered', 'accepted-by-silence': 'silence' };

type Event = Pick<TimelineEntry, 'fact' | 'values' | 'message' | 'by'>;

/** Null where the message itself says it. `me`: who reads did it. */
export function eventOf(
  entry: Event,
  { day, who }: { day: (iso: string) => string; who: 'me' | 'desk' | 'person' },
): { key: EventKey; values: Record<string, string> } | null {
  const key = keyOf(entry.fact);
  if (key === undefined) return entry.message === null ? { key: 'requests.event.other', values: {} } : null;
  const { values } = entry;
  const at = values.at ?? values.until;
  return {
    key,
    values: {
      who,
      name: entry.by?.name ?? '',
      hasAgent: values.agent === undefined ? 'no' : 'yes',
      agent: values.agent ?? '',
      hasTeam: values.team === undefined ? 'no' : 'yes',
      team: values.team ?? '',
      whom: values.who ?? '',
      hasReference: values.reference === undefined ? 'no' : 'yes',
      reference: values.reference ?? '',
      when: at === undefined ? '' : day(at),
      where: values.where ?? '',
      area: values.area ?? '',
      hasService: values.service === undefined ? 'no' : 'yes',
      service: values.service ?? '',
      count: values.count ?? '',
      score: values.score ?? '',
      cause: CAUSES[values.cause ?? ''] ?? 'none',
      outcome: values.outcome ?? '',
      level: values.level ?? '',
      hasRule: values.rule === undefined ? 'no' : 'yes',
      rule: values.rule ?? '',
      outage: values.outage ?? '',
    },
  };
}
