/** The thread of a request: its history and its messages in one order, without what the reader may not have. */
import type { AttachmentView } from '#contract/attachments.ts';
import type { TimelineEntry } from '#contract/requests.ts';
import type { StoredEntry } from '#server/shared/history.ts';
import { type Around, found } from './context.ts';
import type { MessageRow, RequestRow } from './rows.ts';
import { isPublicFact } from './rules.ts';

export type Thread = {
  row: RequestRow;
  entries: readonly StoredEntry[];
  messages: readonly MessageRow[];
  files: ReadonlyMap<string, AttachmentView[]>;
  through: number;
  withInternal: boolean;
};
type Reading = { context: Around; readerId: string | null; locale: 'es-MX' | 'en' };

const dataOf = (entry: StoredEntry): Record<string, unknown> =>
  typeof entry.data === 'object' && entry.data !== null ? { ...entry.data } : {};
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Everybody a thread names. */
export const peopleIn = (entries: readonly StoredEntry[]): string[] =>
  entries
    .flatMap((entry) => [entry.actor_id, textOf(dataOf(entry).agentId)])
    .filter((id): id is string => id !== null && id !== '');

/** Small values of an event, ready to show; ids become names, the rest is copied from a fixed list. */
function valuesOf(entry: StoredEntry, { context, locale }: Reading): Record<string, string> {
  const data = dataOf(entry);
  const values: Record<string, string> = {};
  const agentId = textOf(data.agentId);
  if (agentId !== '') values.agent = found(context.people, agentId).fullName;
  const team = data.teamName;
  if (typeof team === 'object' && team !== null)
    values.team = textOf((team as Record<string, unknown>)[locale === 'en' ? 'en' : 'es']);
  for (const name of ['who', 'reference', 'until', 'at', 'where', 'closureCode', 'cause']) {
    if (textOf(data[name]) !== '') values[name] = textOf(data[name]);
  }
  return values;
}

export function timeline(thread: Thread, reading: Reading): TimelineEntry[] {
  const messages = new Map(thread.messages.map((message) => [message.sequence, message]));
  const isParty = (id: string) => id === thread.row.requester_id;
  return thread.entries
    .filter((entry) => thread.withInternal || isPublicFact(entry.fact))
    .map((entry) => {
      const message = messages.get(entry.sequence);
      const person = entry.actor_id === null ? null : found(reading.context.people, entry.actor_id);
      const mine = entry.actor_id !== null && entry.actor_id === reading.readerId;
      return {
        sequence: entry.sequence,
        at: entry.at.toISOString(),
        by: person && {
          name: person.fullName,
          initials: person.initials,
          photoId: person.photoId,
          side: isParty(person.id) ? 'requester' : 'desk',
          mine,
        },
        fact: entry.fact,
        values: valuesOf(entry, reading),
        message: message
          ? {
              id: message.id as NonNullable<TimelineEntry['message']>['id'],
              visibility: message.visibility,
              text: message.body,
              attachments: thread.files.get(message.id) ?? [],
            }
          : null,
        unread: !mine && entry.sequence > thread.through,
      };
    });
}
