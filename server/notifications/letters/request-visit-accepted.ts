import { facts, type LaidOut, openRequest, paragraph, type RequestLetter, requestPage } from './page.ts';

/** The requester agreed: when and where, and that the clock stands still until then. */
export function requestVisitAccepted(given: RequestLetter): LaidOut {
  const { words, request } = given;
  return requestPage(given, {
    title: words('letters.request-visit-accepted.title', { name: given.actorName }),
    parts: [
      facts(
        [words('letters.when'), request.scheduledAt && given.when(request.scheduledAt)],
        [words('letters.where'), request.scheduledWhere],
      ),
      paragraph(words('letters.request-visit-accepted.body')),
      openRequest(given),
    ],
  });
}
