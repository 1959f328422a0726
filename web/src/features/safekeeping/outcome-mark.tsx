/** What became of a backup: a word and a shape of its own. */
import type { ReactElement } from 'react';
import { useT } from '#web/shared/i18n.ts';
import {
  ShapeDone,
  ShapeHalf,
  ShapeLate,
  ShapeRing,
  ShapeSlash,
  ShapeSoon,
  ShapeTicked,
} from '#web/shared/ui/shapes.tsx';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { BackupView } from './queries.ts';

const LOOKS: Record<Outcome, [shape: () => ReactElement, tone: string]> = {
  waiting: [ShapeRing, 'c-maya'],
  running: [ShapeHalf, 'c-maya'],
  proving: [ShapeHalf, 'c-maya'],
  proven: [ShapeDone, 'c-jade'],
  made: [ShapeTicked, 'c-jade'],
  unproven: [ShapeLate, 'c-grana'],
  failed: [ShapeLate, 'c-grana'],
  interrupted: [ShapeSoon, 'c-cempa'],
  cancelled: [ShapeSlash, 'c-grey'],
  removed: [ShapeSlash, 'c-grey'],
  missing: [ShapeSoon, 'c-cempa'],
};

export function OutcomeMark({ run }: { run: BackupView }) {
  const t = useT();
  const outcome = outcomeOf(run);
  const [Shape, tone] = LOOKS[outcome];
  return (
    <span className={`state ${tone}`}>
      <Shape />
      {t(`backups.outcome.${outcome}`)}
    </span>
  );
}
