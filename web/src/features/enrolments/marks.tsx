/** Where an enrolment and a person of it are: shape, pigment and word together. */
import type { ReactElement } from 'react';
import type { EnrolmentRowState, EnrolmentState } from '#contract/enrolment-shapes.ts';
import { useT } from '#web/shared/i18n.ts';
import {
  ShapeDay,
  ShapeDone,
  ShapeHalf,
  ShapeRing,
  ShapeSlash,
  ShapeSpeech,
  ShapeTicked,
} from '#web/shared/ui/shapes.tsx';
import { ROW_WORDS, STATE_WORDS } from './words.ts';

type Sign = readonly [() => ReactElement, string];

const OF_FORM: Record<EnrolmentState, Sign> = {
  draft: [ShapeRing, 'c-grey'],
  signed: [ShapeDay, 'c-jaca'],
  in_review: [ShapeHalf, 'c-maya'],
  returned: [ShapeSpeech, 'c-cempa'],
  resolved: [ShapeDone, 'c-jade'],
  withdrawn: [ShapeSlash, 'c-grey'],
};
const OF_ROW: Record<EnrolmentRowState, Sign> = {
  open: [ShapeRing, 'c-grey'],
  waiting: [ShapeDay, 'c-jaca'],
  approved: [ShapeTicked, 'c-jade'],
  observed: [ShapeSpeech, 'c-cempa'],
  rejected: [ShapeSlash, 'c-grana'],
};

export function FormMark({ state }: { state: EnrolmentState }) {
  const t = useT();
  const [Shape, pigment] = OF_FORM[state];
  return (
    <span className={`state ${pigment}`}>
      <Shape /> {t(STATE_WORDS[state])}
    </span>
  );
}

export function RowMark({ state }: { state: EnrolmentRowState }) {
  const t = useT();
  const [Shape, pigment] = OF_ROW[state];
  return (
    <span className={`state ${pigment}`}>
      <Shape /> {t(ROW_WORDS[state])}
    </span>
  );
}
