/** Around every page of deactivations, which look as those of altas do: in the console, or in the house of who asks. */
import '#web/styles/catalogue-form.css';
import '#web/styles/enrolments.css';
import '#web/styles/enrolments-sheet.css';
import '#web/styles/deactivations.css';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { IconArrowLeft } from '#web/shared/ui/icons.tsx';

export function Frame({ children }: { children: ReactNode }) {
  const { can } = useSession();
  return <div className={can.queue || can.administer ? 'desk__body alta' : 'alta'}>{children}</div>;
}

/** Back to the list. */
export function Crumbs() {
  const t = useT();
  return (
    <nav className="crumbs" aria-label={t('deactivations.path')}>
      <Link to="/bajas" search={{}}>
        <IconArrowLeft /> {t('deactivations.title')}
      </Link>
    </nav>
  );
}
