/** Where a request on personal data stands: shape, pigment and word. */
import type { ReactElement } from 'react';
import type { DataRightState } from '#contract/data-right-shapes.ts';
import { useT } from '#web/shared/i18n.ts';
import { ShapeDone, ShapeDot, ShapeHalf, ShapeRing, ShapeSlash, ShapeSpeech } from '#web/shared/ui/shapes.tsx';
import { STATE_WORDS } from './words.ts';

const MARKS: Readonly<Record<DataRightState, readonly [() => ReactElement, string]>> = {
  received: [ShapeDot, 'c-maya'],
  correcting: [ShapeSpeech, 'c-cempa'],
  granted: [ShapeHalf, 'c-maya'],
  denied: [ShapeSlash, 'c-grey'],
  effective: [ShapeDone, 'c-jade'],
  lapsed: [ShapeRing, 'c-grey'],
  withdrawn: [ShapeSlash, 'c-grey'],
};

export function RightMark({ state }: { state: DataRightState }) {
  const t = useT();
  const [Sign, pigment] = MARKS[state];
  return (
    <span className={`state state--box ${pigment}`}>
      <Sign />
      {t(STATE_WORDS[state])}
    </span>
  );
}
