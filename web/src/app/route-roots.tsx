/** What every address stands under: the page around all of them, and the door of those that need a session. */
import { createRootRoute, createRoute, redirect } from '@tanstack/react-router';
import { Refused } from '#web/shared/client.ts';
import { institutionQuery, sessionQuery } from './queries.ts';
import { queryClient } from './query-client.ts';
import { NotFound, Root, Trouble } from './root.tsx';
import { SignedIn } from './signed-in.tsx';

export const root = createRootRoute({
  component: Root,
  errorComponent: Trouble,
  notFoundComponent: NotFound,
  beforeLoad: async () => {
    const institution = await queryClient.ensureQueryData(institutionQuery);
    const free = ['/preparar', '/correo-de-prueba'];
    if (!institution.isSetUp && !free.includes(location.pathname)) throw redirect({ to: '/preparar' });
  },
});

/** Everything behind the sign-in: without a session it leads to /entrar and back. */
export const signedIn = createRoute({
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
