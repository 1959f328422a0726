import { facts, type LaidOut, openRequest, paragraph, type RequestLetter, requestPage } from './page.ts';

/** It is one of several that report the same: what, since when, and that nothing is asked of its requester. */
export function requestOutage(given: RequestLetter): LaidOut {
  const { words, request, side } = given;
  const { outage } = request;
  const own = side === 'requester';
  return requestPage(given, {
    title: words(own ? 'letters.request-outage.title' : 'letters.request-outage.title-participant'),
    lead: [paragraph(words('letters.request-outage.body', { title: outage === null ? '' : given.name(outage.title) }))],
    parts: [
      paragraph(words('letters.request-outage.then')),
      facts(
        [words('letters.request-outage.since'), outage && given.when(outage.begins)],
        [words('letters.resolution-due'), given.when(request.resolutionDueAt)],
      ),
      openRequest(given),
    ],
  });
}
