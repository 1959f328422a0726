/** The addresses of the desk. Each page is a file of its own, loaded with the words it needs. */
import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import type { MessageKey } from '#web/shared/i18n.ts';
import '#web/shared/arrived-with.ts';
import { openPages } from './open-routes.ts';
import { page } from './page.ts';
import {
  agencies,
  deactivation,
  deactivationAsked,
  deactivations,
  eitherFrame,
  enrolment,
  enrolmentExceptions,
  enrolmentReview,
  enrolments,
  noticeEditor,
  ownRights,
  payroll,
  payrolls,
  people,
  person,
  right,
  rights,
  roll,
  rolls,
} from './people-route-parts.ts';
import { sessionQuery } from './queries.ts';
import { queryClient } from './query-client.ts';
import { RequesterFrame } from './requester-frame.tsx';
import { TroubleInside } from './root.tsx';
import {
  absences,
  announcements,
  arrival,
  arrivals,
  backups,
  calendars,
  capturing,
  catalogueImport,
  catalogueLists,
  catalogueOpen,
  deskState,
  directories,
  duty,
  errorReports,
  handover,
  help,
  homeOf,
  integrity,
  ledger,
  letters,
  levels,
  named,
  passwordReport,
  passwords,
  readings,
  replies,
  rules,
  settings,
  teams,
  teamsAround,
  texts,
  urgency,
  words,
} from './route-parts.ts';
import { root, signedIn } from './route-roots.tsx';

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: async () => {
    const to = homeOf(await queryClient.ensureQueryData(sessionQuery));
    if (to !== null) throw redirect({ to });
  },
});

const requester = createRoute({ getParentRoute: () => signedIn, id: 'requester', component: RequesterFrame });
const inRequester = <const Path extends string>(path: Path) =>
  ({ getParentRoute: () => requester, path, errorComponent: TroubleInside }) as const;

const requesterPages = [
  createRoute({
    ...inRequester('/solicitudes'),
    ...named('common.nav.requests'),
    ...words('requests'),
    validateSearch: texts('q', 'estado', 'area', 'de'),
    component: page(() => import('./home-page.tsx'), 'HomePage'),
  }),
  createRoute({
    ...inRequester('/solicitudes/$ref'),
    ...words('requests'),
    component: page(() => import('#web/features/requests/request-page.tsx'), 'RequestPage'),
  }),
  createRoute({
    ...inRequester('/solicitudes/$ref/acuse'),
    ...words('requests', 'documents'),
    validateSearch: (search: Record<string, unknown>): { nueva?: number } =>
      search.nueva === undefined ? {} : { nueva: 1 },
    component: page(() => import('#web/features/requests/receipt-page.tsx'), 'ReceiptPage'),
  }),
  createRoute({
    ...inRequester('/perfil'),
    ...named('common.nav.profile'),
    ...words('auth', 'delegations'),
    component: page(() => import('#web/features/accounts/profile-page.tsx'), 'ProfilePage'),
  }),
  createRoute({ ...inRequester('/perfil/datos-personales'), ...ownRights }),
  createRoute({ ...inRequester('/perfil/datos-personales/$id'), ...right }),
  createRoute({ ...inRequester('/ayuda'), ...help }),
  createRoute({ ...inRequester('/ayuda/$chapter'), ...help }),
] as const;

/** Who coordinates an agency meets them in the house of who asks; whoever works at the desk, in the console. */
const enrolling = createRoute({ getParentRoute: () => signedIn, id: 'enrolling', ...eitherFrame });
const enrolmentPages = [
  createRoute({ getParentRoute: () => enrolling, path: '/altas', errorComponent: TroubleInside, ...enrolments }),
  createRoute({ getParentRoute: () => enrolling, path: '/altas/$id', errorComponent: TroubleInside, ...enrolment }),
  createRoute({ getParentRoute: () => enrolling, path: '/bajas', errorComponent: TroubleInside, ...deactivations }),
  createRoute({
    getParentRoute: () => enrolling,
    path: '/bajas/nueva',
    errorComponent: TroubleInside,
    ...deactivationAsked,
  }),
  createRoute({ getParentRoute: () => enrolling, path: '/bajas/$id', errorComponent: TroubleInside, ...deactivation }),
  createRoute({ getParentRoute: () => enrolling, path: '/plantilla', errorComponent: TroubleInside, ...roll }),
  createRoute({ getParentRoute: () => enrolling, path: '/datos-personales', errorComponent: TroubleInside, ...rights }),
  createRoute({
    getParentRoute: () => enrolling,
    path: '/datos-personales/$id',
    errorComponent: TroubleInside,
    ...right,
  }),
  createRoute({
    getParentRoute: () => enrolling,
    path: '/administracion/aviso-de-privacidad',
    errorComponent: TroubleInside,
    ...noticeEditor,
  }),
] as const;

/** Its own frame: nothing leads away while one writes. */
const filing = createRoute({
  getParentRoute: () => signedIn,
  path: '/solicitudes/nueva',
  ...named('common.nav.new'),
  ...words('requests'),
  component: page(() => import('#web/features/requests/new-request-page.tsx'), 'NewRequestPage'),
});

const desk = createRoute({
  getParentRoute: () => signedIn,
  id: 'desk',
  ...words('console', 'faults-desk'),
  component: page(() => import('./console-frame.tsx'), 'ConsoleFrame'),
});
const inDesk = <const Path extends string>(path: Path) =>
  ({ getParentRoute: () => desk, path, errorComponent: TroubleInside }) as const;

/** The list of the desk is around whatever is open in it: opening one leaves the list where it was. */
const queue = createRoute({
  ...inDesk('/atencion'),
  ...words('requests', 'console'),
  validateSearch: texts(
    ...(['q', 'vista', 'estado', 'area', 'servicio', 'dependencia', 'nivel', 'equipo', 'atiende', 'vence'] as const),
    ...(['orden', 'forma', 'guardada', 'falla'] as const),
  ),
  component: page(() => import('#web/features/requests/queue-frame.tsx'), 'QueueFrame'),
});
const queuePages = [
  createRoute({
    getParentRoute: () => queue,
    path: '/',
    ...named('common.nav.desk'),
    component: page(() => import('#web/features/requests/queue-frame.tsx'), 'NothingOpen'),
  }),
  createRoute({
    getParentRoute: () => queue,
    path: '$ref',
    errorComponent: TroubleInside,
    component: page(() => import('#web/features/requests/desk-request-page.tsx'), 'DeskRequestPage'),
  }),
] as const;

/** Its parts stand under the same tabs; each keeps an address of its own. */
const teamsFrame = createRoute({ ...inDesk('/equipos'), ...teamsAround });
const inTeams = <const Path extends string>(path: Path) =>
  ({ getParentRoute: () => teamsFrame, path, errorComponent: TroubleInside }) as const;
const teamPages = [
  createRoute({ ...inTeams('/'), ...teams }),
  createRoute({ ...inTeams('ausencias'), ...absences }),
  createRoute({ ...inTeams('reglas'), ...rules }),
  createRoute({ ...inTeams('$id'), ...teams }),
] as const;

const deskPages = [
  createRoute({ ...inDesk('/guardia'), ...duty }),
  createRoute({ ...inDesk('/guardia/entrega/$id'), ...handover }),
  createRoute({ ...inDesk('/urgencias'), ...urgency }),
  createRoute({ ...inDesk('/urgencias/$ref'), ...urgency }),
  createRoute({ ...inDesk('/urgencias/registro'), ...ledger }),
  createRoute({ ...inDesk('/lecturas'), ...readings }),
  createRoute({ ...inDesk('/integridad'), ...integrity }),
  createRoute({ ...inDesk('/niveles'), ...levels }),
  createRoute({ ...inDesk('/niveles/$id'), ...levels, validateSearch: texts('ver') }),
  createRoute({ ...inDesk('/calendarios'), ...calendars }),
  createRoute({ ...inDesk('/calendarios/$id'), ...calendars, validateSearch: texts('ver', 'ano') }),
  createRoute({ ...inDesk('/atencion/capturar'), ...capturing }),
  createRoute({ ...inDesk('/avisos'), ...announcements }),
  createRoute({ ...inDesk('/avisos/$id'), ...announcements }),
  createRoute({ ...inDesk('/plantillas'), ...replies }),
  createRoute({ ...inDesk('/plantillas/$id'), ...replies }),
  createRoute({ ...inDesk('/altas/excepciones'), ...enrolmentExceptions }),
  createRoute({ ...inDesk('/altas/excepciones/$id'), ...enrolmentExceptions }),
  createRoute({ ...inDesk('/altas/$id/revision'), ...enrolmentReview }),
  createRoute({ ...inDesk('/administracion/personas'), ...people }),
  createRoute({ ...inDesk('/administracion/personas/$id'), ...person }),
  createRoute({ ...inDesk('/administracion/nomina'), ...payrolls }),
  createRoute({ ...inDesk('/administracion/nomina/$id'), ...payroll }),
  createRoute({ ...inDesk('/administracion/dependencias'), ...agencies }),
  createRoute({ ...inDesk('/administracion/dependencias/$id'), ...agencies }),
  createRoute({ ...inDesk('/llegadas'), ...arrivals }),
  createRoute({ ...inDesk('/llegadas/$id'), ...arrival }),
  createRoute({ ...inDesk('/administracion/correo'), ...letters }),
  createRoute({ ...inDesk('/administracion/estado'), ...deskState }),
  createRoute({ ...inDesk('/respaldos'), ...backups }),
  createRoute({ ...inDesk('/administracion/errores'), ...errorReports }),
  createRoute({ ...inDesk('/administracion/errores/$id'), ...errorReports }),
  createRoute({ ...inDesk('/administracion/contrasenas'), ...passwords }),
  createRoute({ ...inDesk('/administracion/contrasenas/cumplimiento'), ...passwordReport }),
  createRoute({ ...inDesk('/administracion/directorios'), ...directories }),
  createRoute({ ...inDesk('/administracion/directorios/$id'), ...directories }),
  createRoute({ ...inDesk('/administracion/plantillas'), ...rolls }),
  createRoute({ ...inDesk('/administracion/institucion'), ...settings }),
] as const;

/** One page whichever service is open: the tree beside it stays as it is. */
const catalogue = createRoute({ ...inDesk('/catalogo'), ...catalogueOpen });
const services = [
  createRoute({ getParentRoute: () => catalogue, path: '/' }),
  createRoute({ getParentRoute: () => catalogue, path: '$service', ...named('console.nav.catalogue') }),
] as const;
const cataloguePages = [
  catalogue.addChildren(services),
  createRoute({ ...inDesk('/catalogo/listas'), ...catalogueLists }),
  createRoute({ ...inDesk('/catalogo/importar'), ...catalogueImport }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([
    ...openPages,
    signedIn.addChildren([
      home,
      filing,
      requester.addChildren(requesterPages),
      enrolling.addChildren(enrolmentPages),
      desk.addChildren([
        ...deskPages,
        ...cataloguePages,
        teamsFrame.addChildren(teamPages),
        queue.addChildren(queuePages),
      ]),
    ]),
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    title?: MessageKey;
  }
  interface Register {
    router: typeof router;
  }
}
