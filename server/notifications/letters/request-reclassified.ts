import { facts, type LaidOut, openRequest, paragraph, quote, type RequestLetter, requestPage } from './page.ts';

/** It belongs elsewhere: the same folio, why, and what is promised now. */
export function requestReclassified(given: RequestLetter): LaidOut {
  const { words, request } = given;
  const whose =
    given.side === 'requester'
      ? 'letters.request-reclassified.title'
      : 'letters.request-reclassified.title-participant';
  return requestPage(given, {
    title: words(whose, { area: given.name(request.areaName) }),
    lead: [given.side === 'requester' && paragraph(words('letters.request-reclassified.body'))],
    parts: [
      ...quote(given),
      facts(
        [words('letters.area'), given.name(request.areaName)],
        [words('letters.service'), request.serviceName && given.name(request.serviceName)],
        [words('letters.resolution-due'), given.when(request.resolutionDueAt)],
      ),
      openRequest(given),
    ],
  });
}
