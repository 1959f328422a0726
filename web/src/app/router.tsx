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

const at = <const Path extends string>(path: Path) => ({ getParentRoute: () => root, path }) as const;

const openPages = [
  createRoute({
    ...at('/entrar'),
    ...words('auth'),
    validateSearch: (search: Record<string, unknown>): { volver?: string; crear?: number; aviso?: string } => ({
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
] as const;

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
const inRequester = <const Path extends string>(path: Path) => ({ getParentRoute: () => requester, path }) as const;
/** Search words of an address, as text; whatever else it carries falls away. */
const texts =
  <const Name extends string>(...names: Name[]) =>
  (search: Record<string, unknown>): { [Each in Name]?: string } => {
    const found = names.flatMap((name) =>
      search[name] === undefined || search[name] === '' ? [] : [[name, String(search[name])]],
    );
    return Object.fromEntries(found) as { [Each in Name]?: string };
  };

const requesterPages = [
  createRoute({
    ...inRequester('/solicitudes'),
    ...words('requests'),
    validateSearch: texts('q', 'estado', 'area'),
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
    validateSearch: (search: Record<string, unknown>): { nueva?: number } =>
      search.nueva === undefined ? {} : { nueva: 1 },
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
] as const;

/** Its own frame: nothing leads away while one writes. */
const filing = createRoute({
  getParentRoute: () => signedIn,
  path: '/solicitudes/nueva',
  ...words('requests'),
  component: lazyRouteComponent(() => import('#web/features/requests/new-request-page.tsx'), 'NewRequestPage'),
});

const desk = createRoute({ getParentRoute: () => signedIn, id: 'desk', component: ConsoleFrame });
const inDesk = <const Path extends string>(path: Path) => ({ getParentRoute: () => desk, path }) as const;

const deskPages = [
  createRoute({
    ...inDesk('/atencion'),
    ...words('requests', 'console'),
    validateSearch: texts('q', 'estado', 'area', 'vista'),
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
    validateSearch: texts('q', 'estado'),
    component: lazyRouteComponent(() => import('#web/features/people/people-page.tsx'), 'PeoplePage'),
  }),
  createRoute({
    ...inDesk('/administracion/correo'),
    ...words('setup'),
    validateSearch: texts('estado'),
    component: lazyRouteComponent(() => import('#web/features/notifications/letters-page.tsx'), 'LettersPage'),
  }),
  createRoute({
    ...inDesk('/administracion/institucion'),
    ...words('setup'),
    component: lazyRouteComponent(() => import('#web/features/institution/settings-page.tsx'), 'SettingsPage'),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([
    ...openPages,
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
