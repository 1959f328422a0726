import {
  facts,
  type LaidOut,
  link,
  note,
  openRequest,
  type Part,
  paragraph,
  type RequestLetter,
  requestPage,
} from './page.ts';

/** The receipt by mail: folio, when we will answer, and where the acuse is. */
export function requestRegistered(given: RequestLetter): LaidOut {
  const { words, request, links } = given;
  const isOwn = given.side === 'requester';
  return requestPage(given, {
    title: isOwn
      ? words('letters.request-registered.title')
      : words('letters.request-registered.title-participant', { name: given.requesterName }),
    preview: words('letters.request-registered.preview', { folio: request.folio }),
    lead: [
      isOwn && captured(given),
      isOwn && filedBy(given),
      isOwn && paragraph(words('letters.request-registered.body')),
    ],
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
      isOwn && verifying(given),
    ],
  });
}

/** Whoever is shown this letter, or the paper, may see for themselves. */
function verifying({ words, request, links }: RequestLetter): Part {
  const { receiptCode: code } = request;
  return code !== null && note(words('letters.request-registered.verify', { code, address: links.verify(code) }));
}

/** Somebody filed it on their account: who. */
const filedBy = ({ words, request }: RequestLetter): Part =>
  request.filedBy !== null && paragraph(words('letters.filed-by', { name: request.filedBy }));

/** Somebody of the desk filed it for them: who, and from what. */
function captured({ words, request }: RequestLetter): Part {
  if (request.capture === null) return null;
  const { by, origin, number } = request.capture;
  return paragraph(words(`letters.captured.${origin}`, { name: by, number: number ?? '' }));
}
