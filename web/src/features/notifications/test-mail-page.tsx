/** Correo de prueba: the letters of the demonstration, which stay on this machine, each as it would arrive. */
import '#web/styles/administration.css';
import '#web/styles/test-mail.css';
import { useState } from 'react';
import { PlainShell } from '#web/app/shell/plain-shell.tsx';
import { formatWhen } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconArrowLeft } from '#web/shared/ui/icons.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { type TestLetter, useTestMail } from './queries.ts';
import { TestLetterView } from './test-letter-view.tsx';

export function TestMailPage() {
  const t = useT();
  const letters = useTestMail();
  const [chosen, setChosen] = useState<string>();
  const items = letters.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <PlainShell className="canvas test-mail">
      <header className="admin__head">
        <div>
          <h1>{t('setup.test-mail.title')}</h1>
          <p className="sub measure">{t('setup.test-mail.intro')}</p>
        </div>
        <LinkButton to="/entrar" icon={<IconArrowLeft />}>
          {t('setup.test-mail.back')}
        </LinkButton>
      </header>
      <LoadTrouble of={letters} />
      {letters.isPending ? <Skeleton rows={5} /> : null}
      {letters.data && items.length === 0 ? (
        <EmptyState drawing="counter" title={t('setup.test-mail.empty.title')}>
          <p>{t('setup.test-mail.empty.text')}</p>
        </EmptyState>
      ) : null}
      {items.length > 0 ? (
        <div className={chosen === undefined ? 'test-mail__both' : 'test-mail__both test-mail__both--reading'}>
          <nav className="card test-mail__list" aria-label={t('setup.test-mail.list')}>
            <ul>
              {items.map((letter) => (
                <Line key={letter.id} letter={letter} on={letter.id === chosen} choose={() => setChosen(letter.id)} />
              ))}
            </ul>
            {letters.hasNextPage ? (
              <More onMore={() => void letters.fetchNextPage()} busy={letters.isFetchingNextPage} />
            ) : null}
          </nav>
          <TestLetterView id={chosen} back={() => setChosen(undefined)} />
        </div>
      ) : null}
    </PlainShell>
  );
}

function Line({ letter, on, choose }: { letter: TestLetter; on: boolean; choose: () => void }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  return (
    <li>
      <button type="button" className="test-mail__line" aria-current={on || undefined} onClick={choose}>
        <span className="strong">{letter.subject}</span>
        <span className="sub small">{t('setup.test-mail.to', { to: letter.toName || letter.to })}</span>
        <span className="sub small clip">{letter.preview}</span>
        <time className="faint mini" dateTime={letter.at}>
          {formatWhen(new Date(letter.at), { timeZone, locale, now })}
        </time>
      </button>
    </li>
  );
}
