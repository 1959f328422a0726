import { type LaidOut, openRequest, paragraph, quote, type RequestLetter, requestPage } from './page.ts';

/** It is no longer needed. */
export function requestCancelled(given: RequestLetter): LaidOut {
  const { words } = given;
  return requestPage(given, {
    title: words('letters.request-cancelled.title', { name: given.actorName }),
    lead: [paragraph(words('letters.request-cancelled.body'))],
    parts: [...quote(given), openRequest(given)],
  });
}
