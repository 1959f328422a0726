import type { TimelineEntry } from '#contract/requests.ts';

/** From which entry on everything is shown: the last message, or the first unread one if that is earlier. */
export function openFrom(entries: readonly TimelineEntry[]): number {
  const lastMessage = entries.findLastIndex((entry) => entry.message !== null);
  const firstUnread = entries.findIndex((entry) => entry.unread);
  const last = lastMessage === -1 ? Math.max(entries.length - 1, 0) : lastMessage;
  return firstUnread === -1 ? last : Math.min(last, firstUnread);
}
