/** The name of the page: in the browser's tab, and said to whoever does not see that the page changed (WCAG 2.4.2). */
import { useMatches } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useT } from '#web/shared/i18n.ts';

export function PageTitle({ productName }: { productName: string }) {
  const t = useT();
  const { key, ref } = useMatches({
    select: (matches) => {
      const last = matches.at(-1);
      // Before its words have come a page has no name.
      if (last?.status !== 'success') return { key: undefined, ref: undefined };
      return { key: last.staticData.title, ref: (last.params as { ref?: string } | undefined)?.ref };
    },
    structuralSharing: true,
  });
  const page = ref === undefined ? key && t(key) : `${t('common.folio.label')} ${ref.replaceAll('-', '/')}`;
  const title = page === undefined ? productName : `${page} · ${productName}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {title}
    </p>
  );
}
