/** The home of who asks; whoever answers for an agency is told there that its staff roll waits. */
import { MyRequestsPage } from '#web/features/requests/my-requests-page.tsx';
import { HomeNotice } from '#web/features/staff-rolls/late.tsx';
import { useSession } from '#web/shared/session.ts';

export function HomePage() {
  const { roles } = useSession();
  const answers = roles.some((role) => role === 'agency_coordinator' || role === 'agency_head');
  return (
    <>
      {answers ? <HomeNotice /> : null}
      <MyRequestsPage />
    </>
  );
}
