/** All that a report carries of the page, as it is kept: a box to read and copy from, which scrolls by keyboard, too. */
import type { ErrorContext } from '#contract/error-reports.ts';
import { useT } from '#web/shared/i18n.ts';

export function Whole({ context }: { context: ErrorContext }) {
  const t = useT();
  return (
    <textarea
      className="textarea reporting__all"
      aria-label={t('reporting.whole')}
      readOnly
      spellCheck={false}
      rows={10}
      value={JSON.stringify(context, null, 1)}
    />
  );
}
