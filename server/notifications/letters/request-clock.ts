/** Letters about a promise: near its end, broken, broken for long, and moved to another day. */
import { facts, type LaidOut, openRequest, type Part, paragraph, type RequestLetter, requestPage } from './page.ts';

/** Which of the three promises the letter is about. */
function due({ words, request, cause, when }: RequestLetter): Part {
  if (cause === 'first_response')
    return facts([words('letters.desk-first-response-due'), when(request.firstResponseDueAt)]);
  // Answered since the letter was queued: nothing is owed any more.
  if (cause === 'next_response')
    return facts([
      words('letters.desk-next-response-due'),
      request.nextResponseDueAt === null ? null : when(request.nextResponseDueAt),
    ]);
  return facts([words('letters.desk-resolution-due'), when(request.resolutionDueAt)]);
}

const who = (given: RequestLetter): Part => {
  const { words, request } = given;
  return facts(
    [words('letters.requester'), given.requesterName],
    [words('letters.team'), request.teamName && given.name(request.teamName)],
    [words('letters.attends'), request.agentName],
  );
};

/** To who attends it, and to who leads the team. */
export const requestAtRisk = (given: RequestLetter): LaidOut =>
  requestPage(given, {
    title: given.words('letters.request-at-risk.title'),
    parts: [due(given), who(given), openRequest(given)],
  });

/** The same, and to the service owner. */
export const requestBreached = (given: RequestLetter): LaidOut =>
  requestPage(given, {
    title: given.words('letters.request-breached.title'),
    parts: [due(given), who(given), openRequest(given)],
  });

/** To the head of the agency that asked. */
export const requestOverdue = (given: RequestLetter): LaidOut =>
  requestPage(given, {
    title: given.words('letters.request-overdue.title'),
    lead: [paragraph(given.words('letters.request-overdue.body'))],
    parts: [due(given), who(given), openRequest(given)],
  });

/** To who asked, once, however many of theirs a change of the calendar moved: the nearest, and how many more. */
export function requestDeadlineMoved(given: RequestLetter): LaidOut {
  const { words, request, cause } = given;
  const more = /^[1-9]\d*$/.test(cause ?? '') ? String(cause) : null;
  return requestPage(given, {
    title: words('letters.request-deadline-moved.title'),
    lead: [paragraph(words('letters.request-deadline-moved.body'))],
    parts: [
      facts([words('letters.resolution-due'), given.when(request.resolutionDueAt)]),
      more !== null && paragraph(words('letters.request-deadline-moved.more', { count: more })),
      openRequest(given),
    ],
  });
}
