import { button, type LaidOut, note, paragraph, quote, type RequestLetter, requestPage, threadLink } from './page.ts';

/** The request waits for its requester. */
export function requestQuestion(given: RequestLetter): LaidOut {
  const { words, request } = given;
  const until = request.waitingUntil;
  return requestPage(given, {
    title: words('letters.request-question.title'),
    lead: [paragraph(words('letters.request-question.body', { name: given.actorName }))],
    parts: [
      ...quote(given),
      button(words('letters.request-question.button'), threadLink(given)),
      until && note(words('letters.request-question.until', { until: given.when(until) })),
    ],
  });
}
