/** Correo: the server letters leave by, and what became of each letter. Never what a letter says. */
import '#web/styles/administration.css';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { LETTER_STATES } from '#contract/notifications.ts';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { Select } from '#web/shared/ui/field.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { LettersTable } from './letters-table.tsx';
import { MailCard } from './mail-card.tsx';
import { isLetterState, type LetterState, type Letters, useLetters } from './queries.ts';

export function LettersPage() {
  const t = useT();
  const navigate = useNavigate();
  const { estado } = useSearch({ strict: false });
  const state = isLetterState(estado) ? estado : undefined;
  const letters = useLetters(state);
  const items = letters.data?.pages.flatMap((page) => page.items) ?? [];
  const change = (next: LetterState | undefined) =>
    void navigate({ to: '/administracion/correo', search: { estado: next }, replace: true });
  return (
    <div className="desk__body admin">
      <header>
        <h1>{t('setup.mail.title')}</h1>
        <p className="sub">{t('setup.mail.intro')}</p>
      </header>
      <MailCard />
      <section className="admin" aria-labelledby="letters-title">
        <div className="admin__filters">
          <h2 id="letters-title">{t('setup.letters.title')}</h2>
          <Select
            aria-label={t('setup.letters.filter')}
            value={state ?? ''}
            onChange={({ currentTarget: { value } }) => change(isLetterState(value) ? value : undefined)}
          >
            <option value="">{t('setup.letters.every-state')}</option>
            {LETTER_STATES.map((one) => (
              <option key={one} value={one}>
                {t(`setup.letters.state.${one}`)}
              </option>
            ))}
          </Select>
          <Counts counts={letters.data?.pages[0]?.counts} />
        </div>
        <LoadTrouble of={letters} />
        {letters.isPending ? <Skeleton rows={5} /> : null}
        {items.length > 0 ? <LettersTable letters={items} old={letters.isPlaceholderData} /> : null}
        {letters.data && items.length === 0 ? <NoLetters filtered={state} clear={() => change(undefined)} /> : null}
        {letters.hasNextPage ? (
          <More onMore={() => void letters.fetchNextPage()} busy={letters.isFetchingNextPage} />
        ) : null}
      </section>
    </div>
  );
}

function Counts({ counts }: { counts: Letters['counts'] | undefined }) {
  const t = useT();
  return (
    <p className="sub small" role="status">
      {counts ? t('setup.letters.counts', counts) : null}
    </p>
  );
}

function NoLetters({ filtered, clear }: { filtered: LetterState | undefined; clear: () => void }) {
  const t = useT();
  if (filtered === undefined)
    return (
      <EmptyState drawing="counter" title={t('setup.letters.empty.title')}>
        <p>{t('setup.letters.empty.text')}</p>
      </EmptyState>
    );
  return (
    <EmptyState
      drawing="search"
      title={t('setup.letters.nothing.title')}
      action={<Button onClick={clear}>{t('setup.letters.nothing.clear')}</Button>}
    />
  );
}
