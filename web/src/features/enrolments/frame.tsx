/** Around every page of enrolments: it stands in the console of who attends, and in the house of who asks. */
import '#web/styles/catalogue-form.css';
import '#web/styles/option-lines.css';
import '#web/styles/enrolments.css';
import '#web/styles/enrolments-sheet.css';
import type { ReactNode } from 'react';
import { useSession } from '#web/shared/session.ts';

export function Frame({ children }: { children: ReactNode }) {
  const { can } = useSession();
  return <div className={can.queue || can.administer ? 'desk__body alta' : 'alta'}>{children}</div>;
}
