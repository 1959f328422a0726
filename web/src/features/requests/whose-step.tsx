/** Few are delegates: what asks them for whom it is comes with them, words and all. */
import { lazy, Suspense } from 'react';
import { loadSections } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';

const WhoseFields = lazy(async () => {
  const [part] = await Promise.all([import('./whose-fields.tsx'), loadSections('delegations', 'faults-desk')]);
  return { default: part.WhoseFields };
});

type Props = { value: string | null; error: string | null; onChange: (principalId: string | null) => void };

export function WhoseStep(props: Props) {
  const { roles } = useSession();
  if (!roles.includes('delegate')) return null;
  return (
    <Suspense fallback={null}>
      <WhoseFields {...props} />
    </Suspense>
  );
}
