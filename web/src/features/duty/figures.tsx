/** How the team stood when the note was written: counts, and the folios nearest to their deadline. */
import { Link } from '@tanstack/react-router';
import { FIGURES, type FigureKind, type Figures } from '#contract/handovers.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';

const WORDS: Record<FigureKind, MessageKey> = {
  open: 'shifts.figure.open',
  overdue: 'shifts.figure.overdue',
  at_risk: 'shifts.figure.at-risk',
  waiting: 'shifts.figure.waiting',
  unassigned: 'shifts.figure.unassigned',
};
/** What presses is told apart, where there is any of it. */
const PRESSING: readonly FigureKind[] = ['overdue', 'at_risk'];

export function FigureLine({ figures }: { figures: Figures }) {
  const t = useT();
  return (
    <span className="sub small">{FIGURES.map((kind) => `${t(WORDS[kind])}: ${figures[kind].count}`).join(' · ')}</span>
  );
}

export function FigureTable({ figures }: { figures: Figures }) {
  const t = useT();
  return (
    <dl className="duty-figures">
      {FIGURES.map((kind) => {
        const { count, folios } = figures[kind];
        const presses = count > 0 && PRESSING.includes(kind);
        return (
          <div key={kind} className={presses ? 'duty-figure duty-figure--pressing' : 'duty-figure'}>
            <dt>{t(WORDS[kind])}</dt>
            <dd className="duty-figure__count">{count}</dd>
            {/* Every open one is no news: the list of them is the bandeja. */}
            {kind === 'open' ? null : (
              <dd className="duty-figure__folios">
                {folios.map((each) => (
                  <Link key={each.ref} to="/atencion/$ref" params={{ ref: each.ref }} className="small">
                    {each.ref.replaceAll('-', '/')}
                  </Link>
                ))}
                {count > folios.length && folios.length > 0 ? (
                  <span className="sub small">{t('shifts.figure.more', { count: count - folios.length })}</span>
                ) : null}
              </dd>
            )}
          </div>
        );
      })}
    </dl>
  );
}
