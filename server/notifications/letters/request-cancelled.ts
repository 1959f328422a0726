import { facts, type LaidOut, openRequest, paragraph, quote, type RequestLetter, requestPage } from './page.ts';

/** It is no longer needed. */
export function requestCancelled(given: RequestLetter): LaidOut {
  const { words, request } = given;
  return requestPage(given, {
    title: words('letters.request-cancelled.title', { name: given.actorName }),
    lead: [paragraph(words('letters.request-cancelled.body'))],
    parts: [facts([words('letters.subject'), request.subject]), ...quote(given), openRequest(given)],
  });
}
