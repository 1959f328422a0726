/** Who is on call at this moment, and what is mine: my shift, notes I owe, notes left to me. */
import { Link } from '@tanstack/react-router';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { OnDuty } from './duty-line.tsx';
import { type OnDutyNow, useDutyNow } from './queries.ts';
import { useDates } from './use-dates.ts';

export function NowCards() {
  const t = useT();
  const now = useDutyNow();
  return (
    <>
      <LoadTrouble of={now} />
      {now.isPending ? <Skeleton lines={3} /> : null}
      {now.data ? (
        <>
          <Waiting now={now.data} />
          <div className="duty-now">
            <section className="card card__body" aria-labelledby="duty-now">
              <h2 className="h2" id="duty-now">
                {t('shifts.now')}
              </h2>
              {now.data.items.length === 0 ? <p className="sub">{t('shifts.nobody')}</p> : null}
              <ul className="duty-now__list">
                {now.data.items.map((item) => (
                  <OnDuty key={item.shiftId} item={item} />
                ))}
              </ul>
            </section>
            <section className="card card__body" aria-labelledby="duty-mine">
              <h2 className="h2" id="duty-mine">
                {t('shifts.mine')}
              </h2>
              <Mine mine={now.data.mine} />
            </section>
          </div>
        </>
      ) : null}
    </>
  );
}

function Mine({ mine }: { mine: OnDutyNow['mine'] }) {
  const t = useT();
  const dates = useDates();
  if (mine === null) return <p className="sub">{t('shifts.mine-none')}</p>;
  return (
    <div className="stack stack--2">
      <p>
        <strong>{dates.span(mine.from, mine.to)}</strong>{' '}
        <span className="chip">{t(mine.standing === 'running' ? 'shifts.running' : 'shifts.coming')}</span>
      </p>
      <p className="sub small">{mine.phone}</p>
      {mine.note === '' ? null : <p className="small wrap">{mine.note}</p>}
      <div className="row row--wrap">
        {mine.can.handOver ? (
          <Link className="button button--primary button--small" to="/guardia/entrega/$id" params={{ id: mine.id }}>
            {t(mine.handover === 'none' ? 'shifts.hand-over' : 'shifts.note')}
          </Link>
        ) : null}
        {mine.can.swap ? (
          <Link
            className="button button--small"
            to="/guardia"
            search={{ semana: dates.dayOf(mine.from), turno: mine.id }}
          >
            {t('shifts.see')}
          </Link>
        ) : null}
      </div>
    </div>
  );
}

/** Notes nobody has written yet, and those nobody has read. */
function Waiting({ now }: { now: OnDutyNow }) {
  const t = useT();
  const dates = useDates();
  return (
    <>
      {now.toRead.map((note) => (
        <Notice
          key={note.id}
          kind="info"
          action={
            <Link to="/guardia/entrega/$id" params={{ id: note.shiftId }}>
              {t('shifts.read-it')}
            </Link>
          }
        >
          {t('shifts.to-read', { name: note.authorName, when: dates.when(note.closedAt) })}
        </Notice>
      ))}
      {now.owed.length === 0 ? null : (
        <Notice kind="warning">
          {t('shifts.owed', { count: now.owed.length })}
          <ul className="duty-owed">
            {now.owed.map((shift) => (
              <li key={shift.shiftId}>
                <Link to="/guardia/entrega/$id" params={{ id: shift.shiftId }}>
                  {dates.span(shift.from, shift.to)}
                </Link>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
