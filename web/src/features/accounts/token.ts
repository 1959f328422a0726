/** The one-time secret of a link lies behind the #: it never reaches a log, a Referer or the server's address line. */
import { useState } from 'react';

/** Read once, then taken from the address bar so that it does not stay in the browser's history. */
export function useToken(): string {
  const [token] = useState(() => {
    const found = location.hash.slice(1);
    if (found !== '') history.replaceState(history.state, '', location.pathname);
    return found;
  });
  return token;
}
