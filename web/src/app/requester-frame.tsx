/** The requester's shell around their pages. */
import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Bell } from '#web/features/notifications/bell.tsx';
import { Announcements } from '#web/shared/announcements/late.tsx';
import { initialsOf } from '#web/shared/format.ts';
import { useT } from '#web/shared/i18n.ts';
import { LiveMark } from '#web/shared/live/live-mark.tsx';
import { useInstitution, useSession } from '#web/shared/session.ts';
import { IconGear, IconHelp, IconInbox, IconLock, IconPlus, IconUser, IconUsers } from '#web/shared/ui/icons.tsx';
import { AccountMenu } from './account-menu.tsx';
import { RequesterShell } from './shell/requester-shell.tsx';
import { StandingNotices } from './standing-notices.tsx';

export function RequesterFrame({ children }: { children?: ReactNode }) {
  const t = useT();
  const { productName, productYear, governmentName } = useInstitution();
  const { person, can, roles } = useSession();
  const name = `${person.givenNames} ${person.firstSurname}`;
  const nav = [
    { to: '/solicitudes', label: t('common.nav.requests'), icon: <IconInbox /> },
    ...(can.file ? [{ to: '/solicitudes/nueva', label: t('common.nav.new'), icon: <IconPlus />, main: true }] : []),
    ...(roles.includes('agency_coordinator')
      ? [{ to: '/altas', label: t('common.nav.coming-and-going'), icon: <IconUser />, also: '/bajas' }]
      : []),
    // Whoever coordinates reaches them from altas: the bar has no room for one more.
    ...(roles.includes('agency_head') && !roles.includes('agency_coordinator')
      ? [{ to: '/bajas', label: t('common.nav.deactivations'), icon: <IconUser /> }]
      : []),
    ...(roles.some((role) => role === 'agency_coordinator' || role === 'agency_head')
      ? [{ to: '/plantilla', label: t('common.nav.staff-roll'), icon: <IconUsers /> }]
      : []),
    ...(roles.includes('privacy_officer')
      ? [{ to: '/datos-personales', label: t('common.nav.data-rights'), icon: <IconLock /> }]
      : []),
    { to: '/ayuda', label: t('common.nav.help'), icon: <IconHelp /> },
    ...(can.queue ? [{ to: '/atencion', label: t('common.nav.desk'), icon: <IconUsers /> }] : []),
    ...(can.administer && !can.queue
      ? [{ to: '/administracion/personas', label: t('common.nav.administration'), icon: <IconGear /> }]
      : []),
  ];
  return (
    <RequesterShell
      productName={productName}
      governmentName={governmentName}
      nav={nav}
      user={{ name, initials: initialsOf(person), photoId: person.photoId, menu: <AccountMenu /> }}
      bell={
        <>
          <LiveMark />
          <Bell />
        </>
      }
      banners={
        <>
          <StandingNotices />
          <Announcements />
        </>
      }
      footer={`${productYear} ${productName} · ${governmentName}`}
    >
      {children ?? <Outlet />}
    </RequesterShell>
  );
}
