import { type LaidOut, openRequest, paragraph, quote, type RequestLetter, requestPage } from './page.ts';

/** Another time would suit the requester: their words. */
export function requestVisitDeclined(given: RequestLetter): LaidOut {
  const { words } = given;
  return requestPage(given, {
    title: words('letters.request-visit-declined.title', { name: given.actorName }),
    parts: [...quote(given), paragraph(words('letters.request-visit-declined.body')), openRequest(given)],
  });
}
