/** Who is signed in and which institution this is, for every screen; and what time it is. */
import { createContext, useContext, useEffect, useState } from 'react';
import type { SessionView } from '#contract/accounts.ts';
import type { InstitutionView } from '#contract/institution.ts';

export const SessionContext = createContext<SessionView | null>(null);
export const InstitutionContext = createContext<InstitutionView | null>(null);

function present<Value>(value: Value | null): Value {
  if (value === null) throw new Error('asked outside its provider');
  return value;
}

/** The signed-in person; only inside signed-in routes. */
export const useSession = (): SessionView => present(useContext(SessionContext));
export const useInstitution = (): InstitutionView => present(useContext(InstitutionContext));

/** Only one page answers: the step that is due, another password, the enrolment of a second factor, or what is to be accepted. */
export const isGated = (session: SessionView): boolean =>
  session.secondStep !== null || session.mustChangePassword || session.mustEnrol || session.mustAcceptResponsibilities;

const MINUTE = 60_000;

/** Now, again each minute. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return now;
}
