/** That urgency was asked for, and what came of it: shape and word. In lists only what waits is shown. */
import type { UrgencyState } from '#contract/requests.ts';
import { type MessageKey, useT } from '#web/shared/i18n.ts';
import { ShapeUrgent } from './shapes.tsx';

const WORDS = {
  pending: 'common.urgency.pending',
  kept: 'common.urgency.kept',
  changed: 'common.urgency.changed',
} as const satisfies Record<Exclude<UrgencyState, 'none'>, MessageKey>;

type Props = {
  urgency: UrgencyState;
  /** What was decided as well, as in the header of a request. */
  decided?: boolean;
};

export function UrgencyMark({ urgency, decided = false }: Props) {
  const t = useT();
  if (urgency === 'none' || (urgency !== 'pending' && !decided)) return null;
  return (
    <span className={`state urgency-mark ${urgency === 'pending' ? 'c-cempa' : 'c-grey'}`}>
      <ShapeUrgent />
      {t(WORDS[urgency])}
    </span>
  );
}
