/** Who waits for a decision, longest wait first. */
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import type { UrgencyLine } from '#contract/urgency.ts';
import { useCommand } from '#web/shared/commands.ts';
import { durationText } from '#web/shared/duration.ts';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconHistory } from '#web/shared/ui/icons.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { Folio } from '#web/shared/ui/stub.tsx';
import { useAsking } from './queries.ts';
import { refOf } from './words.ts';

function Row({ line, here }: { line: UrgencyLine; here: boolean }) {
  const t = useT();
  return (
    <li>
      <Link
        className={here ? 'urg-line urg-line--here' : 'urg-line'}
        to="/urgencias/$ref"
        params={{ ref: refOf(line.folio) }}
        aria-current={here ? 'true' : undefined}
      >
        <span className="urg-line__top">
          <Folio folio={line.folio} short />
          <span>{t('urgencies.waits', { span: durationText(t, line.waitedMinutes) })}</span>
        </span>
        <strong>{line.subject}</strong>
        <span className="urg-line__foot">
          {line.requesterName} · {line.agencyAcronym}
        </span>
        {line.round === 2 ? <span className="urg-tag c-grana">{t('urgencies.objected')}</span> : null}
      </Link>
    </li>
  );
}

/** The line before or after the one the focus, or the page, stands at. */
function step(list: HTMLUListElement | null, by: 1 | -1): void {
  const links = [...(list?.querySelectorAll<HTMLAnchorElement>('a') ?? [])];
  const at = links.findIndex((link) => link === document.activeElement || link.getAttribute('aria-current') === 'true');
  const next = links[Math.min(Math.max(at + by, 0), links.length - 1)];
  next?.focus();
  next?.click();
}

export function AskingColumn({ current }: { current: string | null }) {
  const t = useT();
  const list = useAsking();
  const rows = useRef<HTMLUListElement>(null);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  // On a page of one petition, that is what the page is about.
  const Title = current === null ? 'h1' : 'h2';
  const total = list.data?.pages[0]?.total ?? 0;
  useCommand('next', items.length > 0 ? () => step(rows.current, 1) : null);
  useCommand('previous', items.length > 0 ? () => step(rows.current, -1) : null);
  return (
    <section className="urg-column" aria-labelledby="urg-title">
      <header className="urg-column__head">
        <Title id="urg-title">
          {t('urgencies.title')} {total > 0 ? <span className="count">{total}</span> : null}
        </Title>
        <p className="sub small">{t('urgencies.order')}</p>
        <Link className="urg-column__ledger" to="/urgencias/registro">
          <IconHistory /> {t('urgencies.ledger')}
        </Link>
      </header>
      <LoadTrouble of={list} />
      {list.isPending ? <Skeleton rows={4} /> : null}
      {list.data && items.length === 0 ? (
        <EmptyState drawing="counter" title={t('urgencies.nobody')}>
          <p>{t('urgencies.nobody-text')}</p>
        </EmptyState>
      ) : null}
      <ul className="urg-column__list" ref={rows}>
        {items.map((line) => (
          <Row key={line.id} line={line} here={refOf(line.folio) === current} />
        ))}
        {list.hasNextPage ? (
          <li>
            <More onMore={() => void list.fetchNextPage()} busy={list.isFetchingNextPage} />
          </li>
        ) : null}
      </ul>
    </section>
  );
}
