import {
  button,
  type LaidOut,
  note,
  openRequest,
  paragraph,
  quote,
  type RequestLetter,
  requestPage,
  surveyParts,
} from './page.ts';

/** The solution, and the question whether it holds; only who asked can settle it. */
export function requestResolved(given: RequestLetter): LaidOut {
  const { words, request, links } = given;
  const isOwn = given.side === 'requester';
  const until = request.settleBy;
  return requestPage(given, {
    title:
      given.actorName === ''
        ? words('letters.request-resolved.title-unnamed')
        : words('letters.request-resolved.title', { name: given.actorName }),
    parts: [
      ...quote(given),
      isOwn && paragraph(words('letters.request-resolved.body')),
      isOwn ? button(words('letters.request-resolved.button'), links.request(request.ref)) : openRequest(given),
      isOwn && until && note(words('letters.request-resolved.until', { until: given.when(until) })),
      ...surveyParts(given),
    ],
  });
}
