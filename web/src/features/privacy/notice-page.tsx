/** Aviso de privacidad: open to everybody, each version by its number; the simplified one first, then the integral one. */
import '#web/styles/privacy.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { PrivacyNoticeView } from '#contract/privacy.ts';
import { PlainShell } from '#web/app/shell/plain-shell.tsx';
import { formatDay } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { NoticeText } from '#web/shared/privacy/notice-text.tsx';
import { noticeQuery, textsIn } from '#web/shared/privacy/queries.ts';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';

export function NoticePage() {
  const t = useT();
  const { version } = useSearch({ strict: false }) as { version?: string };
  const notice = useQuery(noticeQuery(version));
  return (
    <PlainShell>
      <article className="notice-page">
        <h1>{t('privacy.title')}</h1>
        <LoadTrouble of={notice} />
        {notice.isPending ? <Skeleton lines={14} /> : null}
        {notice.data ? <Read notice={notice.data} /> : null}
      </article>
    </PlainShell>
  );
}

function Read({ notice }: { notice: PrivacyNoticeView }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const day = (at: string) => formatDay(new Date(at), { timeZone, locale, now });
  const versionLine = ({ version, publishedAt, appliesAt }: PrivacyNoticeView['versions'][number]) => {
    const said = t('privacy.version', { version, day: day(publishedAt) });
    return day(appliesAt) === day(publishedAt) ? said : t('privacy.version-from', { said, day: day(appliesAt) });
  };
  const isComing = notice.coming !== null && notice.version >= notice.coming.version;
  const { short, full, lang } = textsIn(notice, locale);
  return (
    <>
      <p className="sub">{versionLine(notice)}</p>
      {notice.coming !== null && notice.inForce ? (
        <Notice
          kind="info"
          action={
            <Link to="/aviso-de-privacidad" search={{ version: String(notice.coming.version) }}>
              {t('privacy.see-coming')}
            </Link>
          }
        >
          {t('privacy.coming', { day: day(notice.coming.appliesAt) })}
        </Notice>
      ) : null}
      {notice.inForce ? null : (
        <Notice
          kind="warning"
          action={
            <Link to="/aviso-de-privacidad" search={{}}>
              {t('privacy.see-in-force')}
            </Link>
          }
        >
          {isComing ? t('privacy.not-yet', { day: day(notice.appliesAt) }) : t('privacy.former')}
        </Notice>
      )}
      {locale === 'en' && lang !== 'en' ? <p className="sub">{t('privacy.spanish-only')}</p> : null}
      <section className="card card__body" aria-label={t('privacy.short')}>
        <h2>{t('privacy.short')}</h2>
        <NoticeText text={short} lang={lang} />
      </section>
      <NoticeText text={full} lang={lang} />
      <section aria-labelledby="privacy-versions">
        <h2 id="privacy-versions">{t('privacy.versions')}</h2>
        <ul className="notice-page__versions">
          {notice.versions.map((each) => (
            <li key={each.version}>
              <Link to="/aviso-de-privacidad" search={{ version: String(each.version) }}>
                {versionLine(each)}
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
