import type { TimelineEntry } from '#contract/requests.ts';

/**
 * From which entry on everything is shown: the last message, or what comes before it and still matters, which is the
 * first unread entry and the question that waits for an answer.
 */
export function openFrom(entries: readonly TimelineEntry[], question: TimelineEntry | null = null): number {
  const lastMessage = entries.findLastIndex((entry) => entry.message !== null);
  const last = lastMessage === -1 ? Math.max(entries.length - 1, 0) : lastMessage;
  const firstUnread = entries.findIndex((entry) => entry.unread);
  const asked = question === null ? -1 : entries.indexOf(question);
  return Math.min(...[last, firstUnread, asked].filter((index) => index !== -1));
}
