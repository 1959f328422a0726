/** What of a request was covered, and the way to cover more. Few requests have either: it comes, words and all, with the first that does. */
import { lazy, Suspense } from 'react';
import type { RequestView, TimelineEntry } from '#contract/requests.ts';
import { loadSections } from '#web/shared/i18n.ts';

export type Covering = {
  view: RequestView;
  /** Null: what was asked for. */
  message?: TimelineEntry['message'];
  /** The text with its bars, the marks of who covered it, or the button that covers it. */
  show: 'text' | 'subject' | 'marks' | 'act';
};

const Redacting = lazy(async () => {
  const [part] = await Promise.all([import('./redacting.tsx'), loadSections('redactions', 'faults-desk')]);
  return { default: part.Redacting };
});

export function Covered(props: Covering) {
  const { view, message, show } = props;
  const text = message ? message.text : view.description;
  const plain = show === 'subject' ? view.subject : show === 'text' ? text : null;
  if (show === 'act' ? !view.can.redact : view.redactions.length === 0) return plain;
  return (
    <Suspense fallback={plain}>
      <Redacting {...props} />
    </Suspense>
  );
}
