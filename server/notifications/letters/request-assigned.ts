import { facts, type LaidOut, openRequest, paragraph, type RequestLetter, requestPage } from './page.ts';

/** To who asked: who attends them. To who attends: what came to them. */
export function requestAssigned(given: RequestLetter): LaidOut {
  return given.side === 'desk' ? toAgent(given) : toRequester(given);
}

function toRequester(given: RequestLetter): LaidOut {
  const { words, request } = given;
  const team = request.teamName === null ? '' : given.name(request.teamName);
  const whose =
    given.side === 'requester' ? 'letters.request-assigned.title' : 'letters.request-assigned.title-participant';
  return requestPage(given, {
    title:
      request.agentName === null
        ? words('letters.request-assigned.title-team', { team })
        : words(whose, { name: request.agentName }),
    parts: [
      facts(
        [words('letters.attends'), request.agentName],
        [words('letters.team'), team],
        [words('letters.resolution-due'), given.when(request.resolutionDueAt)],
      ),
      given.side === 'requester' && paragraph(words('letters.request-assigned.body')),
      openRequest(given),
    ],
  });
}

function toAgent(given: RequestLetter): LaidOut {
  const { words, request } = given;
  return requestPage(given, {
    title: words('letters.request-assigned.title-desk'),
    parts: [
      facts(
        [words('letters.requester'), given.requesterName],
        [words('letters.area'), given.name(request.areaName)],
        [words('letters.service'), request.serviceName && given.name(request.serviceName)],
        [words('letters.desk-first-response-due'), given.when(request.firstResponseDueAt)],
        [words('letters.desk-resolution-due'), given.when(request.resolutionDueAt)],
      ),
      openRequest(given),
    ],
  });
}
