/** One letter: framed as a document of its own, which can run nothing, then as plain text, then its headers. */
import { useEffect, useRef } from 'react';
import { formatDayTime } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { IconArrowLeft } from '#web/shared/ui/icons.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useTestLetter } from './queries.ts';

export function TestLetterView({ id, back }: { id: string | undefined; back: () => void }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const letter = useTestLetter(id);
  const title = useRef<HTMLHeadingElement>(null);
  const shown = letter.data?.id;
  useEffect(() => {
    if (shown !== undefined) title.current?.focus();
  }, [shown]);
  if (id === undefined) return <p className="test-mail__none sub">{t('setup.test-mail.choose')}</p>;
  return (
    <article className="card test-mail__letter">
      <Button className="test-mail__back" icon={<IconArrowLeft />} onClick={back}>
        {t('setup.test-mail.list-back')}
      </Button>
      <LoadTrouble of={letter} />
      {letter.isPending ? <Skeleton lines={6} /> : null}
      {letter.data ? (
        <>
          <header className="stack stack--1">
            <h2 ref={title} tabIndex={-1}>
              {letter.data.subject}
            </h2>
            <p className="sub small">{t('setup.test-mail.from', { from: letter.data.from })}</p>
            <p className="sub small">{t('setup.test-mail.to', { to: letter.data.to })}</p>
            <time className="sub small" dateTime={letter.data.at}>
              {formatDayTime(new Date(letter.data.at), { timeZone, locale, now })}
            </time>
          </header>
          <iframe
            className="test-mail__frame"
            title={t('setup.test-mail.frame', { subject: letter.data.subject })}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            src={`/correo-de-prueba/${encodeURIComponent(letter.data.id)}/carta`}
          />
          <details>
            <summary>{t('setup.test-mail.text')}</summary>
            <p className="prose">{letter.data.text}</p>
          </details>
          <details>
            <summary>{t('setup.test-mail.headers')}</summary>
            <dl className="data">
              {letter.data.headers.map((header) => (
                <div key={`${header.name} ${header.value}`}>
                  <dt>{header.name}</dt>
                  <dd>{header.value}</dd>
                </div>
              ))}
            </dl>
          </details>
        </>
      ) : null}
    </article>
  );
}
