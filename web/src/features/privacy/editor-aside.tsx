/** Beside what is written: as the public page shows it, or what it changes. */
import { useDeferredValue, useState } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { NoticeText } from '#web/shared/privacy/notice-text.tsx';
import { RadioRow } from '#web/shared/ui/radio-row.tsx';
import { type Changes, countOf, DifferencesList } from './differences-list.tsx';

type Props = { short: string; full: string; lang: string; changes: Changes };

export function EditorAside(given: Props) {
  const t = useT();
  const [shown, show] = useState('preview');
  // Typing goes first: what stands here may be a moment behind.
  const { short, full, lang, changes } = useDeferredValue(given);
  return (
    <aside className="notice-editor__aside" aria-label={t('privacy-editor.aside')}>
      <RadioRow
        legend={t('privacy-editor.aside')}
        value={shown}
        onChange={show}
        options={[
          { value: 'preview', label: t('privacy-editor.preview') },
          { value: 'changes', label: t('privacy-editor.what-changes', { count: countOf(changes) }) },
        ]}
      />
      <section
        className="card card__body notice-editor__shown"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on its own, by the keys of whoever stands on it
        tabIndex={0}
        aria-label={t(shown === 'preview' ? 'privacy-editor.preview' : 'privacy-editor.differences')}
      >
        {shown === 'preview' ? (
          <>
            <section className="notice-editor__short">
              <h2>{t('privacy-editor.short')}</h2>
              <NoticeText text={short} lang={lang} />
            </section>
            <NoticeText text={full} lang={lang} />
          </>
        ) : (
          <DifferencesList changes={changes} />
        )}
      </section>
    </aside>
  );
}
