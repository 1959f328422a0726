import { button, facts, type LaidOut, note, openRequest, paragraph, type RequestLetter, requestPage } from './page.ts';

/** A visit with a date and a place. */
export function requestScheduled(given: RequestLetter): LaidOut {
  const { words, request } = given;
  const whose =
    given.side === 'requester' ? 'letters.request-scheduled.title' : 'letters.request-scheduled.title-participant';
  return requestPage(given, {
    title: words(whose),
    preview: request.scheduledAt ? given.when(request.scheduledAt) : undefined,
    parts: [
      facts(
        [words('letters.when'), request.scheduledAt && given.when(request.scheduledAt)],
        [words('letters.where'), request.scheduledWhere],
        [words('letters.attends'), request.agentName],
      ),
      given.side === 'requester' && paragraph(words('letters.request-scheduled.body')),
      given.side === 'requester'
        ? button(words('letters.request-scheduled.button'), given.links.request(request.ref))
        : openRequest(given),
      given.side === 'requester' && note(words('letters.request-scheduled.until')),
    ],
  });
}
