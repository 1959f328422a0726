/** Where a deactivation is: shape, pigment and word together. */
import type { ReactElement } from 'react';
import type { DeactivationState, DeactivationView } from '#contract/deactivation-shapes.ts';
import { useT } from '#web/shared/i18n.ts';
import { ShapeDay, ShapeDone, ShapeSlash, ShapeSpeech } from '#web/shared/ui/shapes.tsx';
import { STATE_WORDS } from './words.ts';

const SIGNS: Record<DeactivationState, readonly [() => ReactElement, string]> = {
  scheduled: [ShapeDay, 'c-jaca'],
  done: [ShapeDone, 'c-jade'],
  called_off: [ShapeSlash, 'c-grey'],
  lapsed: [ShapeSlash, 'c-grana'],
};

export function StateMark({ of: { state, heldUpAt } }: { of: Pick<DeactivationView, 'state' | 'heldUpAt'> }) {
  const t = useT();
  const [Shape, pigment] = heldUpAt === null ? SIGNS[state] : ([ShapeSpeech, 'c-grana'] as const);
  return (
    <span className={`state ${pigment}`}>
      <Shape /> {t(heldUpAt === null ? STATE_WORDS[state] : 'deactivations.state.held-up')}
    </span>
  );
}
