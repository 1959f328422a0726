/** The console's shell: those who attend, and those who administer. */
import { Outlet } from '@tanstack/react-router';
import { holds } from '#contract/permissions.ts';
import { DutyLine } from '#web/features/duty/duty-line.tsx';
import { Bell } from '#web/features/notifications/bell.tsx';
import { ViewLinks } from '#web/features/requests/queue-views.tsx';
import { WaitingLine } from '#web/features/requests/waiting-line.tsx';
import { AwayLine } from '#web/features/teams/away-line.tsx';
import { Announcements } from '#web/shared/announcements/late.tsx';
import { initialsOf } from '#web/shared/format.ts';
import { useT } from '#web/shared/i18n.ts';
import { LiveMark } from '#web/shared/live/live-mark.tsx';
import { useInstitution, useSession } from '#web/shared/session.ts';
import {
  IconBolt,
  IconBook,
  IconCalendar,
  IconCheck,
  IconClock,
  IconColumns,
  IconDatabase,
  IconDownload,
  IconEye,
  IconFile,
  IconGear,
  IconHelp,
  IconHistory,
  IconInbox,
  IconKey,
  IconLock,
  IconMail,
  IconPhone,
  IconPlus,
  IconReply,
  IconUser,
  IconUsers,
  IconWarning,
} from '#web/shared/ui/icons.tsx';
import { AccountMenu } from './account-menu.tsx';
import { ConsoleKeys } from './console-keys.tsx';
import { ConsoleShell } from './shell/console-shell.tsx';
import { StandingNotices } from './standing-notices.tsx';

export function ConsoleFrame() {
  const t = useT();
  const { productName, productYear, governmentName } = useInstitution();
  const { person, can, roles } = useSession();
  const name = `${person.givenNames} ${person.firstSurname}`;
  const desk = can.queue ? [{ to: '/atencion', label: t('common.nav.desk'), icon: <IconInbox /> }] : [];
  const tools = [
    { to: '/atencion/capturar', label: t('console.nav.capture'), icon: <IconPlus /> },
    { to: '/plantillas', label: t('console.nav.replies'), icon: <IconReply /> },
  ];
  const urgencies = [{ to: '/urgencias', label: t('common.nav.urgency') }];
  const ledger = [{ to: '/urgencias/registro', label: t('console.nav.ledger'), icon: <IconHistory /> }];
  const readings = [{ to: '/lecturas', label: t('console.nav.readings'), icon: <IconEye /> }];
  const teams = [{ to: '/equipos', label: t('common.nav.teams'), icon: <IconUsers /> }];
  const work = [
    // Whoever decides has the urgencies among the views, and reaches their ledger from there.
    ...(holds(roles, 'urgency.ledger') && !can.urgency ? ledger : []),
    ...(holds(roles, 'reading.read') ? readings : []),
    ...(can.attend ? tools : []),
    ...(holds(roles, 'desk.lists') && can.queue ? teams : []),
    ...(holds(roles, 'duty.read') ? [{ to: '/guardia', label: t('console.nav.duty'), icon: <IconPhone /> }] : []),
  ];
  const mayExcept = holds(roles, 'enrolment.except');
  const enrolments = [{ to: '/altas', label: t('common.nav.enrolments'), icon: <IconUser />, exact: mayExcept }];
  const deactivations = [{ to: '/bajas', label: t('common.nav.deactivations'), icon: <IconUser /> }];
  const exceptions = [{ to: '/altas/excepciones', label: t('console.nav.exceptions'), icon: <IconKey /> }];
  const own = [
    { to: '/solicitudes', label: t('common.nav.requests'), icon: <IconFile /> },
    { to: '/ayuda', label: t('common.nav.help'), icon: <IconHelp /> },
  ] as const;
  const offer = [{ to: '/catalogo', label: t('console.nav.catalogue'), icon: <IconBook /> }];
  const notices = [{ to: '/avisos', label: t('console.nav.announcements'), icon: <IconWarning /> }];
  const promises = [
    { to: '/niveles', label: t('console.nav.levels'), icon: <IconClock /> },
    { to: '/calendarios', label: t('console.nav.calendars'), icon: <IconCalendar /> },
  ];
  const house = [
    { to: '/administracion/personas', label: t('common.nav.people'), icon: <IconUsers /> },
    { to: '/llegadas', label: t('console.nav.arrivals'), icon: <IconDownload /> },
    { to: '/administracion/correo', label: t('console.nav.mail'), icon: <IconMail /> },
    { to: '/administracion/estado', label: t('console.nav.state'), icon: <IconBolt /> },
    { to: '/administracion/contrasenas', label: t('console.nav.passwords'), icon: <IconLock /> },
    { to: '/administracion/directorios', label: t('console.nav.directories'), icon: <IconKey /> },
    { to: '/administracion/institucion', label: t('console.nav.institution'), icon: <IconGear /> },
  ];
  const rolls = [{ to: '/administracion/plantillas', label: t('common.nav.staff-roll'), icon: <IconUsers /> }];
  const dataRights = [{ to: '/datos-personales', label: t('common.nav.data-rights'), icon: <IconLock /> }];
  const notice = [
    { to: '/administracion/aviso-de-privacidad', label: t('console.nav.privacy-notice'), icon: <IconFile /> },
  ];
  const integrity = [{ to: '/integridad', label: t('console.nav.integrity'), icon: <IconCheck /> }];
  const backups = [{ to: '/respaldos', label: t('console.nav.backups'), icon: <IconDatabase /> }];
  const agencies = [{ to: '/administracion/dependencias', label: t('console.nav.agencies'), icon: <IconColumns /> }];
  const report = [
    { to: '/administracion/contrasenas/cumplimiento', label: t('console.nav.passwords'), icon: <IconLock /> },
  ];
  const administration = [
    ...(holds(roles, 'announcement.administer') ? notices : []),
    ...(holds(roles, 'catalogue.administer') ? offer : []),
    ...(can.levels ? promises : []),
    ...(holds(roles, 'enrolment.read') ? enrolments : []),
    ...(mayExcept ? exceptions : []),
    ...(holds(roles, 'deactivation.read') ? deactivations : []),
    ...(holds(roles, 'organisation.read') ? agencies : []),
    // Whoever says what is asked of passwords reaches the report from there.
    ...(can.administer ? house : holds(roles, 'password.report') ? report : []),
    ...(holds(roles, 'staff-roll.oversee') ? rolls : []),
    ...(holds(roles, 'data-right.read') ? dataRights : []),
    ...(holds(roles, 'privacy-notice.administer') ? notice : []),
    ...(holds(roles, 'safekeeping.read') ? backups : []),
    ...(holds(roles, 'integrity.check') ? integrity : []),
  ];
  return (
    <ConsoleShell
      productName={productName}
      governmentName={governmentName}
      sections={[
        ...(work.length > 0
          ? [
              {
                title: t('common.nav.work'),
                items: work,
                ...(can.queue ? { content: (itemClass?: string) => <ViewLinks itemClass={itemClass} /> } : {}),
              },
            ]
          : []),
        ...(administration.length > 0 ? [{ title: t('common.nav.administration'), items: administration }] : []),
      ]}
      user={{ name, initials: initialsOf(person), photoId: person.photoId, menu: <AccountMenu own={own} /> }}
      bell={
        <>
          <LiveMark />
          <Bell />
        </>
      }
      standing={holds(roles, 'duty.read') ? <DutyLine /> : undefined}
      banners={
        <>
          <StandingNotices />
          <Announcements />
          <AwayLine />
        </>
      }
      footer={`${productYear} ${productName}`}
    >
      <ConsoleKeys
        places={[...desk, ...(can.urgency ? urgencies : []), ...work, ...own, ...administration].map(
          ({ to, label }) => ({
            path: to,
            words: label,
          }),
        )}
      />
      <WaitingLine />
      <Outlet />
    </ConsoleShell>
  );
}
