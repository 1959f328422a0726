/** What hangs from the person's name: profile, the other shell, out. */
import type { ReactNode } from 'react';
import { useT } from '#web/shared/i18n.ts';
import { askToReport } from '#web/shared/reporting.tsx';
import { useSession } from '#web/shared/session.ts';
import { IconBug, IconGear, IconInbox, IconLogOut, IconUser } from '#web/shared/ui/icons.tsx';
import { MenuItem } from '#web/shared/ui/menu.tsx';
import { useSignOut } from './sign-out.tsx';

type Own = { readonly to: '/solicitudes' | '/ayuda'; readonly label: string; readonly icon: ReactNode };

/** `own`: what one has here as a person and not for the work, where no bar shows it. */
export function AccountMenu({ own = [] }: { own?: readonly Own[] }) {
  const t = useT();
  const { can } = useSession();
  const leave = useSignOut();
  return (
    <>
      <MenuItem to="/perfil" icon={<IconUser />}>
        {t('common.nav.profile')}
      </MenuItem>
      {own.map(({ to, label, icon }) => (
        <MenuItem key={to} to={to} icon={icon}>
          {label}
        </MenuItem>
      ))}
      {can.queue ? (
        <MenuItem to="/atencion" icon={<IconInbox />}>
          {t('common.nav.desk')}
        </MenuItem>
      ) : null}
      {can.administer ? (
        <MenuItem to="/administracion/personas" icon={<IconGear />}>
          {t('common.nav.administration')}
        </MenuItem>
      ) : null}
      <MenuItem icon={<IconBug />} onClick={() => askToReport()}>
        {t('common.report.open')}
      </MenuItem>
      <MenuItem icon={<IconLogOut />} onClick={() => leave.mutate()}>
        {t('common.sign-out')}
      </MenuItem>
    </>
  );
}
