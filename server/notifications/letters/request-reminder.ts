import { button, type LaidOut, note, paragraph, quote, type RequestLetter, requestPage, threadLink } from './page.ts';

/** The question again, and what happens without an answer. */
export function requestReminder(given: RequestLetter): LaidOut {
  const { words, request } = given;
  const until = request.waitingUntil;
  return requestPage(given, {
    title: words('letters.request-reminder.title'),
    lead: [paragraph(words('letters.request-reminder.body'))],
    parts: [
      ...quote(given),
      button(words('letters.request-question.button'), threadLink(given)),
      until && note(words('letters.request-question.until', { until: given.when(until) })),
    ],
  });
}
