import { facts, type LaidOut, openRequest, paragraph, quote, type RequestLetter, requestPage } from './page.ts';

const TITLES = {
  requester: 'letters.request-urgency-changed.title',
  participant: 'letters.request-urgency-changed.title-participant',
  desk: 'letters.request-urgency-changed.title-desk',
} as const;

/** The level is another: until when now, and what was written to who asked. */
export function requestUrgencyChanged(given: RequestLetter): LaidOut {
  const { words, request } = given;
  const isDesk = given.side === 'desk';
  return requestPage(given, {
    title: words(TITLES[given.side], { level: given.name(request.levelName) }),
    parts: [
      facts(
        [words('letters.level'), given.name(request.levelName)],
        [words('letters.desk-first-response-due'), isDesk ? given.when(request.firstResponseDueAt) : null],
        [words('letters.resolution-due'), given.when(request.resolutionDueAt)],
      ),
      ...quote(given),
      !isDesk && paragraph(words('letters.request-urgency-changed.body')),
      openRequest(given),
    ],
  });
}

/** The level stays, and why; it may be objected to once. */
export function requestUrgencyKept(given: RequestLetter): LaidOut {
  const { words, request } = given;
  const isOwn = given.side === 'requester';
  return requestPage(given, {
    title: words(isOwn ? 'letters.request-urgency-kept.title' : 'letters.request-urgency-kept.title-participant', {
      level: given.name(request.levelName),
    }),
    parts: [
      ...quote(given),
      facts(
        [words('letters.level'), given.name(request.levelName)],
        [words('letters.resolution-due'), given.when(request.resolutionDueAt)],
      ),
      isOwn && request.urgencyObjectable && paragraph(words('letters.request-urgency-kept.object')),
      openRequest(given),
    ],
  });
}
