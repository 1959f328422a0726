/** Behind the sign-in: the session for every screen, the language and theme of the person, and what to do when it ends. */
import { useQuery } from '@tanstack/react-query';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { dropOthers } from '#web/shared/kept.ts';
import { isGated, SessionContext } from '#web/shared/session.ts';
import { applyTheme, onThemeChosen } from '#web/shared/theme.ts';
import { AskingAgain } from './asking-again.tsx';
import { keepTheme } from './keep-theme.ts';
import { sessionQuery } from './queries.ts';
import { queryClient, whenRefused } from './query-client.ts';
import { keepLocale } from './start-locale.ts';

// Seldom seen: nobody else carries them.
const PasswordGate = lazy(() => import('./password-gate.tsx').then((file) => ({ default: file.PasswordGate })));
const ResponsibilitiesGate = lazy(() =>
  import('./responsibilities-gate.tsx').then((file) => ({ default: file.ResponsibilitiesGate })),
);
const SecondStepGate = lazy(() =>
  import('./second-factor-gates.tsx').then((file) => ({ default: file.SecondStepGate })),
);
const EnrolmentGate = lazy(() => import('./second-factor-gates.tsx').then((file) => ({ default: file.EnrolmentGate })));

const TRY_AGAIN_MS = 10_000;
/** Something closed the session but for one page meanwhile. */
const CLOSED = new Set<string>(['password.expired', 'session.second-step', 'session.enrol', 'responsibilities.due']);

/** Hears what others change, once the first page is on screen; what it needs may come late over a bad network. */
function useChanges(personId: string | null): void {
  useEffect(() => {
    if (personId === null) return;
    let stop: (() => void) | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const start = () => {
      import('./live-updates.ts')
        .then(({ followChanges }) => {
          if (!left) stop = followChanges(personId);
        })
        .catch(() => {
          timer = setTimeout(start, TRY_AGAIN_MS);
        });
    };
    start();
    return () => {
      left = true;
      clearTimeout(timer);
      stop?.();
    };
  }, [personId]);
}

export function SignedIn() {
  const { data: session } = useQuery(sessionQuery);
  const navigate = useNavigate();
  const href = useRouterState({ select: (state) => state.location.href });

  const leaving = useRef(false);
  useEffect(() => {
    whenRefused(({ problem }) => {
      // Several calls may learn of it at once: the first one leads away, with the address one was at.
      if (problem.code === 'session.required' && !leaving.current) {
        leaving.current = true;
        queryClient.clear();
        void navigate({ to: '/entrar', search: { volver: href, aviso: 'ended' } });
      }
      if (CLOSED.has(problem.code)) void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
    });
    return () => whenRefused(() => undefined);
  }, [href, navigate]);

  const [locale, theme, person] = [session?.locale, session?.theme, session?.person.id];
  useEffect(() => {
    if (person) dropOthers(person);
  }, [person]);
  useEffect(() => {
    if (locale) void keepLocale(locale);
    if (theme) applyTheme(theme);
  }, [locale, theme]);

  useEffect(() => onThemeChosen((chosen) => void keepTheme(chosen)), []);
  const [enrolling, setEnrolling] = useState(false);
  useChanges(session && !isGated(session) ? session.person.id : null);

  if (!session) return null;
  const mustEnrol = session.mustEnrol || enrolling;
  const gate =
    session.secondStep !== null ? (
      <SecondStepGate />
    ) : session.mustChangePassword ? (
      <PasswordGate />
    ) : mustEnrol ? (
      <EnrolmentGate onBegin={() => setEnrolling(true)} onDone={() => setEnrolling(false)} />
    ) : session.mustAcceptResponsibilities ? (
      <ResponsibilitiesGate />
    ) : null;
  return (
    <SessionContext.Provider value={session}>
      <Suspense>{gate ?? <Outlet />}</Suspense>
      <AskingAgain />
    </SessionContext.Provider>
  );
}
