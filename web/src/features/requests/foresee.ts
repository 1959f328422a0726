/**
 * What an act will have changed, shown before the server has said so. It lies over what the server said last, whatever
 * arrives meanwhile, until the act is answered: nothing on screen goes back and forth.
 */
import { useSyncExternalStore } from 'react';
import type { RequestSummary } from '#contract/requests.ts';

export type Foreseen = Partial<Pick<RequestSummary, 'state' | 'agentName'>>;

let over: ReadonlyMap<string, readonly Foreseen[]> = new Map();
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

function put(id: string, change: (before: readonly Foreseen[]) => readonly Foreseen[]): void {
  const next = new Map(over);
  const left = change(next.get(id) ?? []);
  if (left.length === 0) next.delete(id);
  else next.set(id, left);
  over = next;
  for (const listener of listeners) listener();
}

/** On the page of the request and in every list it stands in; gives how to take it back. */
export function foresee(id: string, foreseen: Foreseen): () => void {
  const mine = { ...foreseen };
  put(id, (before) => [...before, mine]);
  return () => put(id, (before) => before.filter((each) => each !== mine));
}

const asForeseen = <Row extends RequestSummary>(row: Row): Row => Object.assign({}, row, ...(over.get(row.id) ?? []));

/** The rows as they are to be shown; the very same where nothing is foreseen of them. */
export function useForeseen<Row extends RequestSummary>(rows: readonly Row[]): readonly Row[] {
  const now = useSyncExternalStore(subscribe, () => over);
  return rows.some(({ id }) => now.has(id)) ? rows.map(asForeseen) : rows;
}
