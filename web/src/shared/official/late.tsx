/** Sealed acts on a page that has more to say first: they come, words and all, after it. */
import { lazy, Suspense } from 'react';
import { loadSections } from '#web/shared/i18n.ts';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import type { RecordsOf } from './records-card.tsx';

const RecordsCard = lazy(async () => {
  const [part] = await Promise.all([import('./records-card.tsx'), loadSections('documents', 'faults-desk')]);
  return { default: part.RecordsCard };
});

export function LateRecords(of: RecordsOf) {
  return (
    <Suspense fallback={<Skeleton lines={3} />}>
      <RecordsCard {...of} />
    </Suspense>
  );
}
