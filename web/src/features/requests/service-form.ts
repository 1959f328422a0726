/** The questions of the service chosen, and what is new in them since the person began to answer. */
import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ReplyOf } from '#contract/operation.ts';
import { readServiceForm } from '#contract/service-form.ts';
import { call } from '#web/shared/client.ts';

export type ServiceForm = ReplyOf<typeof readServiceForm>;

const MINUTE = 60_000;

/** `since`: the version with which the person began; null: they begin now. */
export const serviceFormQuery = (serviceId: string, since: number | null) =>
  queryOptions({
    queryKey: ['service-form', serviceId, since],
    queryFn: ({ signal }) =>
      call(readServiceForm, {
        params: { id: serviceId },
        query: since === null ? {} : { since: String(since) },
        signal,
      }),
    staleTime: MINUTE,
  });

/** After the server said that the questions are others. */
export const formChanged = (client: QueryClient, serviceId: string | null): Promise<void> =>
  client.invalidateQueries({ queryKey: ['service-form', serviceId] });

type Given = { serviceId: string | null; since: number | null; onBegin: (version: number) => void };

export function useServiceForm({ serviceId, since, onBegin }: Given) {
  const client = useQueryClient();
  const form = useQuery({
    ...serviceFormQuery(serviceId ?? '', since),
    enabled: serviceId !== null,
    // The questions stay while the same ones are asked for again under the version begun with.
    placeholderData: (before, query) => (query?.queryKey[1] === serviceId ? before : undefined),
  });
  const { data, isPlaceholderData } = form;
  const version = data?.version;
  useEffect(() => {
    if (serviceId === null || since !== null || data === undefined || version === undefined || isPlaceholderData)
      return;
    client.setQueryData(serviceFormQuery(serviceId, version).queryKey, { ...data, news: null });
    onBegin(version);
  }, [client, data, isPlaceholderData, onBegin, serviceId, since, version]);
  return form;
}
