import { facts, type LaidOut, openRequest, paragraph, quote, type RequestLetter, requestPage } from './page.ts';

/** To who attends: the answer they waited for came, and the clock runs. */
export function requestAnswered(given: RequestLetter): LaidOut {
  const { words, request } = given;
  return requestPage(given, {
    title: words('letters.request-answered.title', { name: given.actorName }),
    lead: [paragraph(words('letters.request-answered.body'))],
    parts: [
      facts([words('letters.desk-resolution-due'), given.when(request.resolutionDueAt)]),
      ...quote(given),
      openRequest(given),
    ],
  });
}
