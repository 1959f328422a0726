/** What a reader may know of how a request stood at the desk before this one. */
import type { RequestView } from '#contract/requests.ts';
import type { ViewedRow } from './rows.ts';

type Reading = { readerId: string | null; withThread: boolean; withInternal: boolean };

const wordOf = (former: unknown, name: 'state' | 'agent'): string => {
  const said = typeof former === 'object' && former !== null ? (former as Record<string, unknown>)[name] : undefined;
  return typeof said === 'string' ? said : '';
};

/** Null for a request of this desk. */
export function formerOf(row: ViewedRow, { readerId, withThread, withInternal }: Reading): RequestView['former'] {
  if (row.former_folio === null || row.former_desk === null || row.arrived_at === null) return null;
  const messages = (row.former_messages ?? []).filter(({ visibility }) => withInternal || visibility === 'public');
  return {
    desk: row.former_desk,
    folio: row.former_folio,
    arrivedAt: row.arrived_at.toISOString(),
    countsFrom: row.clock_from?.toISOString() ?? null,
    readOnly: row.read_only,
    state: wordOf(row.former, 'state'),
    agent: withInternal ? wordOf(row.former, 'agent') : '',
    messages: withThread
      ? messages.map(({ at, author, authorId, visibility, text }) => ({
          at: new Date(at).toISOString(),
          author,
          side: authorId === row.requester_id ? ('requester' as const) : ('desk' as const),
          mine: authorId !== null && authorId === readerId,
          visibility,
          text,
        }))
      : [],
  };
}
