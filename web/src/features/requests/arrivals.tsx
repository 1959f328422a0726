/** "1 new message": below what is being read, above the box one writes in. Said aloud too, without taking the floor. */
import { useT } from '#web/shared/i18n.ts';
import { IconChevronDown } from '#web/shared/ui/icons.tsx';
import type { Arrivals } from './use-arrivals.ts';

/** `alone`: there is no box to write in to stand on. */
export function ArrivalsChip({ arrivals, alone = false }: { arrivals: Arrivals; alone?: boolean }) {
  const t = useT();
  const { unseen, show } = arrivals;
  if (unseen === 0) return null;
  return (
    <div className={alone ? 'arrivals arrivals--alone' : 'arrivals'}>
      <button type="button" className="arrivals__chip" onClick={show}>
        <IconChevronDown />
        {t('requests.thread.unseen', { count: unseen })}
      </button>
    </div>
  );
}

export function ArrivalsSaid({ arrivals }: { arrivals: Arrivals }) {
  const t = useT();
  const { latest } = arrivals;
  return (
    <p className="visually-hidden" role="status">
      {latest === null ? '' : t('requests.thread.arrived', { name: latest.by?.name ?? '' })}
      {/* Another message of the same person is another text, so that it is said again. */}
      {latest === null ? '' : '\u200b'.repeat(latest.sequence % 2)}
    </p>
  );
}
