/** Requests of the desk that fit what is typed in the palette. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { listQueue } from '#contract/requests.ts';
import { call } from '#web/shared/client.ts';
import { useSession } from '#web/shared/session.ts';
import type { Place } from './palette-options.ts';
import { refOf } from './words.ts';

const REST_MS = 250;
const MOST = 5;
/** Fewer letters fit nearly everything. */
const LEAST = 3;

export function useFound(typed: string): { found: Place[]; busy: boolean } {
  const { can } = useSession();
  const [q, settle] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => settle(typed.trim()), REST_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const wanted = can.queue && q.length >= LEAST;
  const search = useQuery({
    queryKey: ['requests', 'found', q],
    queryFn: ({ signal }) => call(listQueue, { query: { q, view: 'all', state: 'all' }, signal }),
    enabled: wanted,
    staleTime: 30_000,
    retry: false,
  });
  const items = wanted && search.data ? search.data.items.slice(0, MOST) : [];
  return {
    found: items.map((each) => ({ path: `/atencion/${refOf(each)}`, words: `${each.folio} · ${each.subject}` })),
    busy: wanted && search.isPending,
  };
}
