/** The list of the desk while it is on screen: its rows, the one that is open, and how to move about in it. */
import { useNavigate } from '@tanstack/react-router';
import { createContext, useContext, useRef, useState } from 'react';
import type { RequestSummary } from '#contract/requests.ts';
import { useQueue } from './queries.ts';
import { type QueueFilters, queueFiltersOf, searchOf } from './queue-filters.ts';
import { refOf } from './words.ts';

/** A row that asks for the focus; another object each time, so that asking again for the same one counts. */
export type Wanted = { readonly id: string };

const NONE: readonly RequestSummary[] = [];
const FOCUSED = '[data-row]';

/** The row the eye is at: the one with the focus, else the one that is open. */
function placeOf(items: readonly RequestSummary[], openRef: string | null): number {
  const focused = document.activeElement?.closest<HTMLElement>(FOCUSED)?.dataset.row;
  const at = items.findIndex(({ id }) => id === focused);
  return at >= 0 ? at : items.findIndex((each) => refOf(each) === openRef || each.id === openRef);
}

export function useQueueState(openRef: string | null, search: Record<string, unknown>) {
  const navigate = useNavigate();
  const filters = queueFiltersOf(search);
  const list = useQueue({ q: filters.q, view: filters.view, state: filters.state });
  const items = list.data?.pages.flatMap((page) => page.items) ?? NONE;
  const [wanted, want] = useState<Wanted | null>(null);
  const shown = useRef(items);
  shown.current = items;

  const open = (request: RequestSummary, replace: boolean) => {
    want({ id: request.id });
    void navigate({ to: '/atencion/$ref', params: { ref: refOf(request) }, search: searchOf(filters), replace });
  };
  const leave = () => {
    const at = placeOf(shown.current, openRef);
    want(shown.current[at] ?? null);
    void navigate({ to: '/atencion', search: searchOf(filters) });
  };
  /** Down (1) or up (-1); a request that is open gives way to the next one without growing the history. */
  const step = (by: 1 | -1) => {
    const at = placeOf(shown.current, openRef);
    const next = shown.current[Math.max(0, at + by)];
    if (next === undefined) {
      if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
    } else if (openRef === null) want({ id: next.id });
    else open(next, true);
  };
  /** After an act that is done with this one: the one below it, else the one above, else the list. */
  const goOn = (id: string) => {
    const at = shown.current.findIndex((each) => each.id === id);
    const next = shown.current[at + 1] ?? shown.current[at - 1];
    if (next === undefined) void navigate({ to: '/atencion', search: searchOf(filters) });
    else open(next, true);
  };
  const change = (next: Partial<QueueFilters>, replace = false) => {
    const chosen = searchOf({ ...filters, ...next });
    if (openRef === null) void navigate({ to: '/atencion', search: chosen, replace });
    else void navigate({ to: '/atencion/$ref', params: { ref: openRef }, search: chosen, replace });
  };
  return { filters, list, items, openRef, wanted, want, step, goOn, leave, change };
}

export type QueueState = ReturnType<typeof useQueueState>;
export const QueueContext = createContext<QueueState | null>(null);

/** Null where a request is shown without its list. */
export const useQueueAround = (): QueueState | null => useContext(QueueContext);

export function useQueueHere(): QueueState {
  const queue = useContext(QueueContext);
  if (queue === null) throw new Error('asked outside the list of the desk');
  return queue;
}
