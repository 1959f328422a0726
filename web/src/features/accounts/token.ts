/** The one-time secret of a link lies behind the #: it never reaches a log, a Referer or the server's address line. */
import { useState } from 'react';
import * as v from 'valibot';
import { OneTimeToken } from '#contract/shapes.ts';

/** Read once, then taken from the address bar so that it does not stay in the browser's history. */
export function useToken(): string {
  const [token] = useState(() => {
    const found = location.hash.slice(1);
    if (found !== '') history.replaceState(history.state, '', location.pathname);
    return found;
  });
  return token;
}

/** A link copied by halves is told apart before anything is typed. */
export const isWhole = (token: string): boolean => v.is(OneTimeToken, token);
