/** How it reads: in both languages, as wide as a telephone. */
import type { AnnouncementView } from '#contract/announcements.ts';
import { Banner } from '#web/shared/announcements/banner.tsx';
import { useT } from '#web/shared/i18n.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { toldOf } from './content.ts';
import type { Content } from './queries.ts';

export function Preview({ content, one }: { content: Content; one: AnnouncementView | null }) {
  const t = useT();
  const now = useNow();
  const { timeZone } = useInstitution();
  const told = toldOf(content, { timeZone, now, updates: one?.updates ?? [], untitled: t('announcing.untitled') });
  return (
    <section className="announcing-preview" aria-labelledby="announcing-preview">
      <h2 className="h3" id="announcing-preview">
        {t('announcing.preview')}
      </h2>
      <div className="announcing-phones">
        {(['es-MX', 'en'] as const).map((locale) => (
          <figure key={locale} className="announcing-phone">
            <figcaption>{t(locale === 'en' ? 'announcing.english' : 'announcing.spanish')}</figcaption>
            <div lang={locale}>
              <Banner told={told} locale={locale} whole />
            </div>
            {locale === 'en' && (told.title.en === '' || told.body.en === '') ? (
              <p className="small sub">{t('announcing.fall-back')}</p>
            ) : null}
          </figure>
        ))}
      </div>
    </section>
  );
}
