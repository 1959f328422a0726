import { facts, type LaidOut, openRequest, paragraph, type RequestLetter, requestPage } from './page.ts';

/** It came from the desk before: which folio it had there, which it has now, and until when it is attended here. */
export function requestArrived(given: RequestLetter): LaidOut {
  const { words, request } = given;
  const { desk, folio: former } = request.former ?? { desk: '', folio: '' };
  return requestPage(given, {
    title: words('letters.request-arrived.title'),
    preview: words('letters.request-arrived.preview', { former, folio: request.folio }),
    lead: [paragraph(words('letters.request-arrived.body', { desk, former }))],
    parts: [
      facts(
        [words('letters.request-arrived.former'), former],
        [words('letters.area'), given.name(request.areaName)],
        [words('letters.service'), request.serviceName && given.name(request.serviceName)],
        [words('letters.first-response-due'), given.when(request.firstResponseDueAt)],
        [words('letters.resolution-due'), given.when(request.resolutionDueAt)],
      ),
      openRequest(given),
    ],
  });
}
