import { facts, type LaidOut, openRequest, paragraph, type RequestLetter, requestPage } from './page.ts';

/** The desk waits for a supplier or another office. */
export function requestWaiting(given: RequestLetter): LaidOut {
  const { words, request } = given;
  const whose =
    given.side === 'requester' ? 'letters.request-waiting.title' : 'letters.request-waiting.title-participant';
  return requestPage(given, {
    title: words(whose),
    lead: [paragraph(words('letters.request-waiting.body'))],
    parts: [
      facts(
        [words('letters.waits-for'), request.waitingReason],
        [words('letters.expected'), request.waitingUntil && given.day(request.waitingUntil)],
      ),
      openRequest(given),
    ],
  });
}
