/** What was covered of a request, as a reader may know it. */
import type { RequestView } from '#contract/requests.ts';
import type { KeptRedaction } from './redaction-rows.ts';

export function redactionsView(
  kept: readonly KeptRedaction[] | null,
  { withThread, withInternal }: { withThread: boolean; withInternal: boolean },
): RequestView['redactions'] {
  if (!withThread || kept === null) return [];
  return kept
    .filter(({ internal }) => withInternal || !internal)
    .map(({ internal: _internal, at, reason, openings, ...told }) => ({
      ...(told as Omit<RequestView['redactions'][number], 'at' | 'reason' | 'openings'>),
      at: new Date(at).toISOString(),
      // It may tell what was covered.
      reason: withInternal ? reason : null,
      openings: withInternal ? openings.map((one) => ({ ...one, at: new Date(one.at).toISOString() })) : [],
    }));
}
