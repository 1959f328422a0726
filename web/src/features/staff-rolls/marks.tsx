/** Where a staff roll is: shape, pigment and word together. */
import type { ReactElement } from 'react';
import type { StaffRollState } from '#contract/staff-rolls.ts';
import { useT } from '#web/shared/i18n.ts';
import { ShapeDay, ShapeDone, ShapeLate, ShapeSlash } from '#web/shared/ui/shapes.tsx';
import { STATE_WORDS } from './words.ts';

const SIGNS: Record<StaffRollState, readonly [() => ReactElement, string]> = {
  open: [ShapeDay, 'c-jaca'],
  overdue: [ShapeLate, 'c-grana'],
  confirmed: [ShapeDone, 'c-jade'],
  unanswered: [ShapeSlash, 'c-grey'],
};

export function RollMark({ state }: { state: StaffRollState }) {
  const t = useT();
  const [Shape, pigment] = SIGNS[state];
  return (
    <span className={`state ${pigment}`}>
      <Shape /> {t(STATE_WORDS[state])}
    </span>
  );
}
