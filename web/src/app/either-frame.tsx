/** The frame of pages that both who asks and who works at the desk have. */
import { type ComponentType, lazy, Suspense } from 'react';
import { useSession } from '#web/shared/session.ts';
import { reached } from './page.ts';
import { RequesterFrame } from './requester-frame.tsx';

/** Whoever only asks never loads it. */
const ConsoleFrame = lazy(async () => {
  const { ConsoleFrame: Frame } = await reached(() => import('./console-frame.tsx'));
  return { default: Frame };
}) as unknown as ComponentType;

export function EitherFrame() {
  const { can } = useSession();
  if (!can.queue && !can.administer) return <RequesterFrame />;
  return (
    <Suspense fallback={null}>
      <ConsoleFrame />
    </Suspense>
  );
}
