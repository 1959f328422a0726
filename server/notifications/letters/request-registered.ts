import { facts, type LaidOut, link, note, openRequest, paragraph, type RequestLetter, requestPage } from './page.ts';

/** The receipt by mail: folio, when we will answer, and where the acuse is. */
export function requestRegistered(given: RequestLetter): LaidOut {
  const { words, request, links } = given;
  const isOwn = given.side === 'requester';
  return requestPage(given, {
    title: isOwn
      ? words('letters.request-registered.title')
      : words('letters.request-registered.title-participant', { name: given.requesterName }),
    preview: words('letters.request-registered.preview', { folio: request.folio }),
    lead: [isOwn && paragraph(words('letters.request-registered.body'))],
    parts: [
      facts(
        [words('letters.area'), given.name(request.areaName)],
        [words('letters.service'), request.serviceName && given.name(request.serviceName)],
        [words('letters.first-response-due'), given.when(request.firstResponseDueAt)],
        [words('letters.resolution-due'), given.when(request.resolutionDueAt)],
      ),
      openRequest(given),
      isOwn && link(words('letters.print-receipt'), links.receipt(request.ref)),
      isOwn && note(words('letters.request-registered.official')),
    ],
  });
}
