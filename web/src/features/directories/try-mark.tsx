/** What came of the last try of a directory, in a word and a shape. */
import type { DirectoryView } from '#contract/directories.ts';
import { useT } from '#web/shared/i18n.ts';
import { ShapeLate, ShapeRing, ShapeSoon, ShapeTicked } from '#web/shared/ui/shapes.tsx';

const LOOKS = {
  never: [ShapeRing, 'c-grey', 'directories.tried.never'],
  old: [ShapeSoon, 'c-cempa', 'directories.tried.old'],
  good: [ShapeTicked, 'c-jade', 'directories.tried.good'],
  bad: [ShapeLate, 'c-grana', 'directories.tried.bad'],
} as const;

function lookOf(lastTry: DirectoryView['lastTry']): keyof typeof LOOKS {
  if (lastTry === null) return 'never';
  if (!lastTry.isCurrent) return 'old';
  return lastTry.trouble === null ? 'good' : 'bad';
}

export function TryMark({ lastTry }: Pick<DirectoryView, 'lastTry'>) {
  const t = useT();
  const [Shape, tone, words] = LOOKS[lookOf(lastTry)];
  return (
    <span className={`state ${tone}`}>
      <Shape />
      {t(words)}
    </span>
  );
}
