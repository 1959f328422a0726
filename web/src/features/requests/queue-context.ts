/** The list of the desk while it is on screen: its rows, the one that is open, and how to move about in it. */
import { useNavigate } from '@tanstack/react-router';
import { createContext, useContext, useMemo, useRef, useState } from 'react';
import type { QueueItem } from '#contract/requests.ts';
import type { ViewColumn } from '#contract/saved-views.ts';
import { useForeseen } from './foresee.ts';
import { type QueueFilter, useQueue } from './queries.ts';
import { columnsOf } from './queue-columns.ts';
import { formOf, type QueueForm, queueFiltersOf, searchOf } from './queue-filters.ts';
import { useSelection } from './queue-selection.ts';
import { refOf } from './words.ts';

/** A row that asks for the focus; another object each time, so that asking again for the same one counts. */
export type Wanted = { readonly id: string };

const NONE: readonly QueueItem[] = [];
const FOCUSED = '[data-row]';

/** The row the eye is at: the one with the focus, else the one that is open. */
export function placeOf(items: readonly QueueItem[], openRef: string | null): number {
  const focused = document.activeElement?.closest<HTMLElement>(FOCUSED)?.dataset.row;
  const at = items.findIndex(({ id }) => id === focused);
  return at >= 0 ? at : items.findIndex((each) => refOf(each) === openRef || each.id === openRef);
}

function useRows(filters: QueueFilter) {
  const list = useQueue(filters);
  const items = useForeseen(list.data?.pages.flatMap((page) => page.items) ?? NONE);
  const [wanted, want] = useState<Wanted | null>(null);
  /** The wish that was granted last: each is granted once, by whichever form of the list is on screen. */
  const granted = useRef<Wanted | null>(null);
  const wantsMore = list.hasNextPage && !list.isFetchingNextPage && !list.isError;
  return { list, items, wantsMore, selection: useSelection(items), wanted, want, granted };
}

type To = { replace?: boolean; as?: QueueForm; columns?: readonly ViewColumn[]; saved?: string | null };

export function useQueueState(openRef: string | null, search: Record<string, unknown>) {
  const navigate = useNavigate();
  const filters = queueFiltersOf(search);
  const form = formOf(search);
  const saved = typeof search.guardada === 'string' ? search.guardada : null;
  const columns = useMemo(() => columnsOf(search.columnas), [search.columnas]);
  const address = searchOf(filters, { form, columns, saved });
  const rows = useRows(filters);
  const { list, want, wantsMore } = rows;
  const shown = useRef(rows.items);
  shown.current = rows.items;

  const goTo = (ref: string | null, to: { search: typeof address; replace: boolean }) =>
    void (ref === null
      ? navigate({ to: '/atencion', ...to })
      : navigate({ to: '/atencion/$ref', params: { ref }, ...to }));
  const open = (request: QueueItem) => {
    want({ id: request.id });
    goTo(refOf(request), { search: address, replace: true });
  };
  const leave = () => {
    want(shown.current[placeOf(shown.current, openRef)] ?? null);
    goTo(null, { search: address, replace: false });
  };
  /** Down (1) or up (-1); a request that is open gives way to the next one without growing the history. */
  const step = (by: 1 | -1) => {
    const at = placeOf(shown.current, openRef);
    const next = shown.current[Math.max(0, at + by)];
    if (next === undefined) {
      if (wantsMore) void list.fetchNextPage();
    } else if (openRef === null) want({ id: next.id });
    else open(next);
  };
  /** After an act that is done with this one: the one below it, else the one above, else the list. */
  const goOn = (id: string) => {
    const at = shown.current.findIndex((each) => each.id === id);
    const next = shown.current[at + 1] ?? shown.current[at - 1];
    if (next === undefined) goTo(null, { search: address, replace: false });
    else open(next);
  };
  /** Other filters, columns, or the other form; what is open stays open. */
  const put = (next: QueueFilter, to: To = {}) => {
    const stands = { form: to.as ?? form, columns: to.columns ?? columns };
    const chosen = searchOf(next, { ...stands, saved: to.saved === undefined ? saved : to.saved });
    goTo(openRef, { search: chosen, replace: to.replace ?? false });
  };
  return { ...rows, filters, form, columns, address, openRef, step, goOn, leave, put };
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
