/** Templates for many requests at once: their variables stay in braces, and each request fills in its own, in its reader's language. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listCannedReplies, type Purpose } from '#contract/canned-replies.ts';
import { call } from '#web/shared/client.ts';
import { useCatalogue } from './queries.ts';
import { useQueueHere } from './queue-context.ts';
import { Templates } from './template-menu.tsx';

type Props = { purposes: readonly Purpose[]; onChoose: (text: string, english: string) => void };

/** Those for all areas, and those of the area that all the chosen requests share. */
export function BulkTemplates({ purposes, onChoose }: Props) {
  const [wanted, want] = useState(false);
  const { items, selection } = useQueueHere();
  const areas = useCatalogue().data?.areas ?? [];
  const replies = useQuery({
    queryKey: ['canned-replies'],
    queryFn: ({ signal }) => call(listCannedReplies, { signal }),
    enabled: wanted,
    staleTime: 60_000,
  });
  const theirs = new Set(items.filter(({ id }) => selection.ids.has(id)).map(({ areaName }) => areaName.es));
  const fits = (areaId: string | null): boolean =>
    areaId === null || (theirs.size === 1 && theirs.has(areas.find(({ id }) => id === areaId)?.name.es ?? ''));
  const fitting = replies.data?.items
    .filter((reply) => reply.active && purposes.includes(reply.purpose) && fits(reply.areaId))
    .map(({ id, name, body }) => ({ id, name, text: body.es, english: body.en }));
  return <Templates {...{ replies, fitting, onChoose }} onOpen={() => want(true)} />;
}
