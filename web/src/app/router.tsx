/** The addresses of the desk. Each page is a file of its own, loaded with the words it needs. */
import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { Refused } from '#web/shared/client.ts';
import type { MessageKey } from '#web/shared/i18n.ts';
import { page } from './page.ts';
import { institutionQuery, sessionQuery } from './queries.ts';
import { queryClient } from './query-client.ts';
import { RequesterFrame } from './requester-frame.tsx';
import { safePath } from './return-path.ts';
import { NotFound, Root, Trouble, TroubleInside } from './root.tsx';
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
  door,
  duty,
  errorReports,
  handover,
  help,
  homeOf,
  ledger,
  letters,
  levels,
  named,
  passwords,
  people,
  replies,
  rules,
  settings,
  teams,
  teamsAround,
  texts,
  urgency,
  words,
} from './route-parts.ts';
import { SignedIn } from './signed-in.tsx';

const root = createRootRoute({
  component: Root,
  errorComponent: Trouble,
  notFoundComponent: NotFound,
  beforeLoad: async () => {
    const institution = await queryClient.ensureQueryData(institutionQuery);
    const free = ['/preparar', '/correo-de-prueba'];
    if (!institution.isSetUp && !free.includes(location.pathname)) throw redirect({ to: '/preparar' });
  },
});

const at = <const Path extends string>(path: Path) => ({ getParentRoute: () => root, path }) as const;

const openPages = [
  createRoute({
    ...at('/entrar'),
    ...named('auth.sign-in.title'),
    ...door,
    validateSearch: (search: Record<string, unknown>): { volver?: string; crear?: number; aviso?: string } => ({
      ...(search.volver === undefined ? {} : { volver: safePath(search.volver) }),
      ...(search.crear === undefined ? {} : { crear: 1 }),
      ...(search.aviso === undefined ? {} : { aviso: String(search.aviso) }),
    }),
    component: page(() => import('#web/features/accounts/sign-in-page.tsx'), 'SignInPage'),
  }),
  createRoute({
    ...at('/verificar'),
    ...named('auth.verify.title'),
    ...words('auth'),
    component: page(() => import('#web/features/accounts/verify-page.tsx'), 'VerifyPage'),
  }),
  createRoute({
    ...at('/activar'),
    ...named('auth.activate.title'),
    ...words('auth'),
    component: page(() => import('#web/features/accounts/activate-page.tsx'), 'ActivatePage'),
  }),
  createRoute({
    ...at('/correo'),
    ...named('auth.confirm-email.title'),
    ...words('auth'),
    component: page(() => import('#web/features/accounts/confirm-email-page.tsx'), 'ConfirmEmailPage'),
  }),
  createRoute({
    ...at('/satisfaccion'),
    ...named('requests.rating.title'),
    ...words('auth', 'requests'),
    component: page(() => import('#web/features/survey/survey-page.tsx'), 'SurveyPage'),
  }),
  createRoute({
    ...at('/recuperar'),
    ...named('auth.recover.title'),
    ...words('auth'),
    component: page(() => import('#web/features/accounts/recover-page.tsx'), 'RecoverPage'),
  }),
  createRoute({
    ...at('/recuperar/codigo'),
    ...named('auth.code.title'),
    ...words('auth'),
    component: page(() => import('#web/features/accounts/code-page.tsx'), 'CodePage'),
  }),
  createRoute({
    ...at('/preparar'),
    ...named('setup.start.title'),
    ...words('setup', 'auth'),
    component: page(() => import('#web/features/institution/set-up-page.tsx'), 'SetUpPage'),
  }),
  createRoute({
    ...at('/correo-de-prueba'),
    ...named('setup.test-mail.title'),
    ...words('setup'),
    component: page(() => import('#web/features/notifications/test-mail-page.tsx'), 'TestMailPage'),
  }),
] as const;

/** Everything behind the sign-in: without a session it leads to /entrar and back. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: SignedIn,
  beforeLoad: async ({ location: target }) => {
    await queryClient.ensureQueryData(sessionQuery).catch((error: unknown) => {
      // A cut network or a server away is no reason to ask for the password again: that page says so and tries once more.
      if (!(error instanceof Refused && error.problem.code === 'session.required')) throw error;
      throw redirect({ to: '/entrar', search: target.href === '/' ? {} : { volver: target.href } });
    });
  },
});

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
    validateSearch: texts('q', 'estado', 'area'),
    component: page(() => import('#web/features/requests/my-requests-page.tsx'), 'MyRequestsPage'),
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
    ...words('auth'),
    component: page(() => import('#web/features/accounts/profile-page.tsx'), 'ProfilePage'),
  }),
  createRoute({ ...inRequester('/ayuda'), ...help }),
  createRoute({ ...inRequester('/ayuda/$chapter'), ...help }),
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
  createRoute({ ...inDesk('/niveles'), ...levels }),
  createRoute({ ...inDesk('/niveles/$id'), ...levels, validateSearch: texts('ver') }),
  createRoute({ ...inDesk('/calendarios'), ...calendars }),
  createRoute({ ...inDesk('/calendarios/$id'), ...calendars, validateSearch: texts('ver', 'ano') }),
  createRoute({ ...inDesk('/atencion/capturar'), ...capturing }),
  createRoute({ ...inDesk('/avisos'), ...announcements }),
  createRoute({ ...inDesk('/avisos/$id'), ...announcements }),
  createRoute({ ...inDesk('/plantillas'), ...replies }),
  createRoute({ ...inDesk('/plantillas/$id'), ...replies }),
  createRoute({ ...inDesk('/administracion/personas'), ...people }),
  createRoute({ ...inDesk('/llegadas'), ...arrivals }),
  createRoute({ ...inDesk('/llegadas/$id'), ...arrival }),
  createRoute({ ...inDesk('/administracion/correo'), ...letters }),
  createRoute({ ...inDesk('/administracion/estado'), ...deskState }),
  createRoute({ ...inDesk('/respaldos'), ...backups }),
  createRoute({ ...inDesk('/administracion/errores'), ...errorReports }),
  createRoute({ ...inDesk('/administracion/errores/$id'), ...errorReports }),
  createRoute({ ...inDesk('/administracion/contrasenas'), ...passwords }),
  createRoute({ ...inDesk('/administracion/institucion'), ...settings }),
] as const;

/** One page whichever service is open: the tree beside it stays as it is. */
const catalogue = createRoute({ ...inDesk('/catalogo'), ...catalogueOpen });
const services = [
  createRoute({ getParentRoute: () => catalogue, path: '/' }),
  createRoute({ getParentRoute: () => catalogue, path: '$service', ...named('common.nav.catalogue') }),
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
