/** Ayuda: short chapters with the words that stand on the screens; each can be printed. */
import '#web/styles/help.css';
import { Link, useParams } from '@tanstack/react-router';
import { formatSize } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { ReportButton } from '#web/shared/reporting.tsx';
import { useInstitution } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconPrinter } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { CHAPTERS, type Chapter } from './chapters.ts';

export function HelpPage() {
  const t = useT();
  const { chapter: slug } = useParams({ strict: false });
  const { deskPhone } = useInstitution();
  const chapter = slug === undefined ? CHAPTERS[0] : CHAPTERS.find((one) => one.slug === slug);
  return (
    <div className="help">
      <header>
        <h1>{t(slug === undefined || !chapter ? 'help.title' : chapter.title)}</h1>
        <p className="sub">{t(slug === undefined || !chapter ? 'help.intro' : chapter.summary)}</p>
      </header>
      <div className="help__both">
        <nav className="help__chapters" aria-label={t('help.chapters')}>
          <ul>
            {CHAPTERS.map((one) => (
              <li key={one.slug}>
                <Link to="/ayuda/$chapter" params={{ chapter: one.slug }}>
                  <span className="strong">{t(one.title)}</span>
                  <span className="sub small">{t(one.summary)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="stack stack--6">
          {chapter === undefined ? <Notice kind="info">{t('help.unknown')}</Notice> : null}
          {chapter === undefined ? null : <Reading chapter={chapter} />}
          {deskPhone === '' ? null : <p className="sub">{t('help.phone', { phone: deskPhone })}</p>}
          <div className="help__print">
            <p className="sub">{t('help.report')}</p>
            <ReportButton />
          </div>
        </div>
      </div>
    </div>
  );
}

function Reading({ chapter }: { chapter: Chapter }) {
  const t = useT();
  const locale = useLocale();
  const { attachmentMaxBytes, attachmentMaxCount, passwordMaxAgeDays, passwordMinLength } = useInstitution();
  const values = {
    count: attachmentMaxCount,
    size: formatSize(attachmentMaxBytes, locale),
    days: passwordMaxAgeDays,
    least: passwordMinLength,
  };
  return (
    <article className="stack stack--6">
      {chapter.sections.map((section) => (
        <section key={section.title} className="stack">
          <h2>{t(section.title)}</h2>
          <ol className="help__steps measure">
            {section.steps.map((step) => (
              <li key={step}>{t(step, values)}</li>
            ))}
          </ol>
        </section>
      ))}
      <div className="help__print">
        <Button icon={<IconPrinter />} onClick={() => window.print()}>
          {t('help.print')}
        </Button>
      </div>
    </article>
  );
}
