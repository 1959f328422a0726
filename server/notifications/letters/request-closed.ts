import { type LaidOut, note, openRequest, paragraph, type RequestLetter, requestPage, surveyParts } from './page.ts';

/** Closed by time, or because the solution was accepted. */
export function requestClosed(given: RequestLetter): LaidOut {
  const { words, request } = given;
  const isOwn = given.side === 'requester';
  const until = request.settleBy;
  return requestPage(given, {
    title: words(isOwn ? 'letters.request-closed.title' : 'letters.request-closed.title-participant'),
    lead: [why(given)],
    parts: [
      request.solution !== null &&
        request.solution !== '' && {
          kind: 'quote',
          by: request.agentName ?? given.institution.productName,
          text: request.solution,
        },
      openRequest(given),
      isOwn && until && note(words('letters.request-closed.until', { until: given.when(until) })),
      ...surveyParts(given),
    ],
  });
}

function why({ words, cause, side }: RequestLetter) {
  if (cause === null) return paragraph(words('letters.request-closed.body-accepted'));
  if (cause === 'duplicate') return paragraph(words('letters.request-closed.body-duplicate'));
  if (side !== 'requester') return null;
  return paragraph(
    words(cause === 'no-answer' ? 'letters.request-closed.body-no-answer' : 'letters.request-closed.body-silence'),
  );
}
