/** The addresses that ask for no session: signing in, links of letters, setting the desk up. */
import { createRoute, redirect } from '@tanstack/react-router';
import { safePath } from '#web/shared/return-path.ts';
import { page } from './page.ts';
import { door, named, texts, words } from './route-parts.ts';
import { root } from './route-roots.tsx';

const at = <const Path extends string>(path: Path) => ({ getParentRoute: () => root, path }) as const;

const verifying = {
  ...named('verifying.title'),
  ...words('verifying'),
  component: page(() => import('#web/features/verification/verify-document-page.tsx'), 'VerifyDocumentPage'),
};

export const openPages = [
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
    ...at('/entrar/directorio'),
    ...named('auth.sign-in.title'),
    ...words('auth', 'entrances'),
    component: page(() => import('#web/features/accounts/return-page.tsx'), 'ReturnPage'),
  }),
  createRoute({
    ...at('/confirmar'),
    ...named('auth.verify.title'),
    ...words('auth'),
    component: page(() => import('#web/features/accounts/verify-page.tsx'), 'VerifyPage'),
  }),
  createRoute({
    ...at('/verificar'),
    ...verifying,
    // Letters of before led here to confirm an address.
    beforeLoad: ({ location }) => {
      if (/^[\w-]{43}$/.test(location.hash)) throw redirect({ to: '/confirmar', hash: location.hash });
    },
  }),
  createRoute({ ...at('/verificar/$code'), ...verifying }),
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
    ...at('/aviso-de-privacidad'),
    ...named('privacy.title'),
    ...words('privacy'),
    validateSearch: texts('version'),
    component: page(() => import('#web/features/privacy/notice-page.tsx'), 'NoticePage'),
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
