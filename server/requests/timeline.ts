/** The thread of a request as its reader may know it: in order, without what the reader may not have. */
import type { TimelineEntry } from '#contract/requests.ts';
import { toFace } from '#server/accounts/index.ts';
import type { RequestRow } from './rows.ts';
import { isPublicFact } from './rules.ts';
import type { ThreadRow } from './thread-rows.ts';

type Reading = {
  row: RequestRow;
  through: number;
  withInternal: boolean;
  readerId: string | null;
  locale: 'es-MX' | 'en';
};

const dataOf = (entry: ThreadRow): Record<string, unknown> =>
  typeof entry.data === 'object' && entry.data !== null ? { ...entry.data } : {};
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const named = ({ es, en }: Record<string, unknown>, locale: Reading['locale']): string =>
  (locale === 'en' && textOf(en)) || textOf(es);

const COPIED = [
  'who',
  'reference',
  'until',
  'at',
  'where',
  'closureCode',
  'cause',
  'urgency',
  'outcome',
  'origin',
  'what',
  'ground',
];

/** Small values of an event, ready to show; ids become names, the rest is copied from a fixed list. */
function valuesOf(entry: ThreadRow, { locale, withInternal }: Reading): Record<string, string> {
  const data = dataOf(entry);
  const values: Record<string, string> = {};
  if (entry.agent_name !== null) values.agent = entry.agent_name;
  if (entry.from_name !== null) values.who = entry.from_name;
  if (entry.on_account_of !== null) values.onAccountOf = entry.on_account_of;
  // How the desk shares its work out is its own affair.
  if (withInternal && textOf(data.ruleName) !== '') values.rule = textOf(data.ruleName);
  for (const [name, of] of [
    ['team', data.teamName],
    ['level', data.levelName],
    ['area', data.areaName],
    ['service', data.serviceName],
    ['outage', data.outageTitle],
  ] as const)
    if (typeof of === 'object' && of !== null) values[name] = named(of as Record<string, unknown>, locale);
  for (const name of COPIED) {
    if (textOf(data[name]) !== '') values[name] = textOf(data[name]);
  }
  for (const name of ['score', 'count']) {
    if (typeof data[name] === 'number') values[name] = String(data[name]);
  }
  return values;
}

const messageOf = (entry: ThreadRow): TimelineEntry['message'] =>
  entry.message_id === null
    ? null
    : {
        id: entry.message_id as NonNullable<TimelineEntry['message']>['id'],
        visibility: entry.visibility ?? 'internal',
        text: entry.body ?? '',
        attachments: entry.files,
      };

/** Who acts on account of who asked is of their side, also once they do so no longer. */
const spokeFor = (entry: ThreadRow, row: RequestRow): 'requester' | 'desk' =>
  entry.actor_id === row.requester_id || entry.actor_id === row.filed_by || textOf(dataOf(entry).onAccountOf) !== ''
    ? 'requester'
    : 'desk';

export function timeline(thread: readonly ThreadRow[], reading: Reading): TimelineEntry[] {
  const { row, through, withInternal, readerId } = reading;
  return (
    thread
      // The row was read a moment before: what came in between is the next reading's, or the thread would know more than the state.
      .filter((entry) => entry.sequence <= row.last_sequence && (withInternal || isPublicFact(entry.fact)))
      .map((entry) => {
        const mine = entry.actor_id !== null && entry.actor_id === readerId;
        return {
          sequence: entry.sequence,
          at: entry.at.toISOString(),
          by: entry.by && {
            ...toFace(entry.by),
            side: spokeFor(entry, row),
            mine,
          },
          fact: entry.fact,
          values: valuesOf(entry, reading),
          message: messageOf(entry),
          unread: !mine && entry.sequence > through,
        };
      })
  );
}
