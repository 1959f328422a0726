/** Rows of the list by their deadline, as the list comes: overdue, before the day ends, later, paused. */
import type { DueGroup, RequestSummary } from '#contract/requests.ts';

const dayOf = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

/** Null: its clock has stopped for good. */
export function groupOf(request: RequestSummary, { now, timeZone }: { now: Date; timeZone: string }): DueGroup | null {
  const { status, dueAt } = request.resolution;
  if (status === 'met' || status === 'missed' || status === 'none') return null;
  if (status === 'paused') return 'paused';
  const due = new Date(dueAt);
  if (status === 'breached' || due < now) return 'overdue';
  return dayOf(due, timeZone) === dayOf(now, timeZone) ? 'today' : 'later';
}

export type RowGroup<Line> = { readonly group: DueGroup | null; readonly rows: readonly Line[] };

/** Neighbours of one group together; in another order than by deadline everything is one group without a name. */
export function grouped<Line extends RequestSummary>(
  items: readonly Line[],
  byDue: boolean,
  moment: { now: Date; timeZone: string },
): RowGroup<Line>[] {
  if (!byDue) return items.length === 0 ? [] : [{ group: null, rows: items }];
  const groups: { group: DueGroup | null; rows: Line[] }[] = [];
  for (const request of items) {
    const group = groupOf(request, moment);
    const last = groups.at(-1);
    if (last?.group === group) last.rows.push(request);
    else groups.push({ group, rows: [request] });
  }
  return groups;
}
