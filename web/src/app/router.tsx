/** The addresses of the desk. Each page is a file of its own, loaded with the words it needs. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { loadSections, type Section } from '#web/shared/i18n.ts';
import { ConsoleFrame } from './console-frame.tsx';
import { institutionQuery, sessionQuery } from './queries.ts';
import { queryClient } from './query-client.ts';
import { RequesterFrame } from './requester-frame.tsx';
import { safePath } from './return-path.ts';
import { NotFound, Root, Trouble } from './root.tsx';
import { SignedIn } from './signed-in.tsx';

const words = (...sections: Section[]) => ({ loader: () => loadSections(...sections) });

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

const at = (path: string) => ({ getParentRoute: () => root, path }) as const;

const open = [
  createRoute({
    ...at('/entrar'),
    ...words('auth'),
    validateSearch: (search: Record<string, unknown>) => ({
      ...(search.volver === undefined ? {} : { volver: safePath(search.volver) }),
      ...(search.crear === undefined ? {} : { crear: 1 }),
      ...(search.aviso === undefined ? {} : { aviso: String(search.aviso) }),
    }),
    component: lazyRouteComponent(() => import('#web/features/accounts/sign-in-page.tsx'), 'SignInPage'),
  }),
  createRoute({
    ...at('/verificar'),
    ...words('auth'),
    component: lazyRouteComponent(() => import('#web/features/accounts/verify-page.tsx'), 'VerifyPage'),
  }),
  createRoute({
    ...at('/activar'),
    ...words('auth'),
    component: lazyRouteComponent(() => import('#web/features/accounts/activate-page.tsx'), 'ActivatePage'),
  }),
  createRoute({
    ...at('/recuperar'),
    ...words('auth'),
    component: lazyRouteComponent(() => import('#web/features/accounts/recover-page.tsx'), 'RecoverPage'),
  }),
  createRoute({
    ...at('/preparar'),
    ...words('setup', 'auth'),
    component: lazyRouteComponent(() => import('#web/features/institution/set-up-page.tsx'), 'SetUpPage'),
  }),
  createRoute({
    ...at('/correo-de-prueba'),
    ...words('setup'),
    component: lazyRouteComponent(() => import('#web/features/notifications/test-mail-page.tsx'), 'TestMailPage'),
  }),
];

/** Everything behind the sign-in: without a session it leads to /entrar and back. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: SignedIn,
  beforeLoad: async ({ location: target }) => {
    await queryClient.ensureQueryData(sessionQuery).catch(() => {
      throw redirect({ to: '/entrar', search: target.href === '/' ? {} : { volver: target.href } });
    });
  },
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: async () => {
    const { can } = await queryClient.ensureQueryData(sessionQuery);
    const to = can.queue ? '/atencion' : can.administer ? '/administracion/personas' : '/solicitudes';
    throw redirect({ to });
  },
});

const requester = createRoute({ getParentRoute: () => signedIn, id: 'requester', component: RequesterFrame });
const inRequester = (path: string) => ({ getParentRoute: () => requester, path }) as const;
const searchText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;

const requesterPages = [
  createRoute({
    ...inRequester('/solicitudes'),
    ...words('requests'),
    validateSearch: (search: Record<string, unknown>) => ({
      q: searchText(search.q),
      estado: searchText(search.estado),
      area: searchText(search.area),
    }),
    component: lazyRouteComponent(() => import('#web/features/requests/my-requests-page.tsx'), 'MyRequestsPage'),
  }),
  createRoute({
    ...inRequester('/solicitudes/$ref'),
    ...words('requests'),
    component: lazyRouteComponent(() => import('#web/features/requests/request-page.tsx'), 'RequestPage'),
  }),
  createRoute({
    ...inRequester('/solicitudes/$ref/acuse'),
    ...words('requests', 'documents'),
    validateSearch: (search: Record<string, unknown>) => (search.nueva === undefined ? {} : { nueva: 1 }),
    component: lazyRouteComponent(() => import('#web/features/requests/receipt-page.tsx'), 'ReceiptPage'),
  }),
  createRoute({
    ...inRequester('/perfil'),
    ...words('auth'),
    component: lazyRouteComponent(() => import('#web/features/accounts/profile-page.tsx'), 'ProfilePage'),
  }),
  createRoute({
    ...inRequester('/ayuda'),
    ...words('help'),
    component: lazyRouteComponent(() => import('#web/features/help/help-page.tsx'), 'HelpPage'),
  }),
  createRoute({
    ...inRequester('/ayuda/$chapter'),
    ...words('help'),
    component: lazyRouteComponent(() => import('#web/features/help/help-page.tsx'), 'HelpPage'),
  }),
];

/** Its own frame: nothing leads away while one writes. */
const filing = createRoute({
  getParentRoute: () => signedIn,
  path: '/solicitudes/nueva',
  ...words('requests'),
  component: lazyRouteComponent(() => import('#web/features/requests/new-request-page.tsx'), 'NewRequestPage'),
});

const desk = createRoute({ getParentRoute: () => signedIn, id: 'desk', component: ConsoleFrame });
const inDesk = (path: string) => ({ getParentRoute: () => desk, path }) as const;

const deskPages = [
  createRoute({
    ...inDesk('/atencion'),
    ...words('requests', 'console'),
    validateSearch: (search: Record<string, unknown>) => ({
      q: searchText(search.q),
      estado: searchText(search.estado),
      area: searchText(search.area),
      vista: searchText(search.vista),
    }),
    component: lazyRouteComponent(() => import('#web/features/requests/queue-page.tsx'), 'QueuePage'),
  }),
  createRoute({
    ...inDesk('/atencion/$ref'),
    ...words('requests', 'console'),
    component: lazyRouteComponent(() => import('#web/features/requests/desk-request-page.tsx'), 'DeskRequestPage'),
  }),
  createRoute({
    ...inDesk('/administracion/personas'),
    ...words('setup', 'auth'),
    validateSearch: (search: Record<string, unknown>) => ({
      q: searchText(search.q),
      estado: searchText(search.estado),
    }),
    component: lazyRouteComponent(() => import('#web/features/people/people-page.tsx'), 'PeoplePage'),
  }),
  createRoute({
    ...inDesk('/administracion/correo'),
    ...words('setup'),
    validateSearch: (search: Record<string, unknown>) => ({ estado: searchText(search.estado) }),
    component: lazyRouteComponent(() => import('#web/features/notifications/letters-page.tsx'), 'LettersPage'),
  }),
  createRoute({
    ...inDesk('/administracion/institucion'),
    ...words('setup'),
    component: lazyRouteComponent(() => import('#web/features/institution/settings-page.tsx'), 'SettingsPage'),
  }),
];

export const router = createRouter({
  routeTree: root.addChildren([
    ...open,
    signedIn.addChildren([home, filing, requester.addChildren(requesterPages), desk.addChildren(deskPages)]),
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
