import { facts, type LaidOut, openRequest, paragraph, quote, type RequestLetter, requestPage } from './page.ts';

/** It was not solved after all. */
export function requestReopened(given: RequestLetter): LaidOut {
  const { words, request } = given;
  return requestPage(given, {
    title: words('letters.request-reopened.title', { name: given.actorName }),
    lead: [paragraph(words('letters.request-reopened.body'))],
    parts: [
      facts([words('letters.desk-resolution-due'), given.side === 'desk' ? given.when(request.resolutionDueAt) : null]),
      ...quote(given),
      openRequest(given),
    ],
  });
}
