/** What an act will have changed, shown before the server has said so; taken back when it says no. */
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { RequestSummary, RequestView } from '#contract/requests.ts';
import { type Queue, requestKeys } from './queries.ts';

export type Foreseen = Partial<Pick<RequestSummary, 'state' | 'agentName'>>;

/** On the page of the request and in every list it stands in; gives how to take it back. */
export function foresee(client: QueryClient, ref: string, foreseen: Foreseen): () => void {
  const page = requestKeys.one(ref);
  const view = client.getQueryData<RequestView>(page);
  if (view === undefined) return () => undefined;
  const lists = client.getQueriesData<InfiniteData<Queue>>({ queryKey: requestKeys.queues });
  client.setQueryData(page, { ...view, ...foreseen });
  for (const [key, data] of lists) {
    if (data === undefined) continue;
    const changed = (row: RequestSummary) => (row.id === view.id ? { ...row, ...foreseen } : row);
    client.setQueryData(key, {
      ...data,
      pages: data.pages.map((each) => ({ ...each, items: each.items.map(changed) })),
    });
  }
  return () => {
    client.setQueryData(page, view);
    for (const [key, data] of lists) client.setQueryData(key, data);
  };
}
