import {
  button,
  facts,
  type LaidOut,
  openRequest,
  type Part,
  paragraph,
  quote,
  type RequestLetter,
  requestPage,
} from './page.ts';

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

/** What stands still, and the promise that holds meanwhile. */
const asked = (given: RequestLetter): Part =>
  given.request.petition !== null &&
  facts(
    [given.words('letters.requester'), given.requesterName],
    [given.words('letters.urgency.stops'), given.request.petition.facts.stops],
    [given.words('letters.level'), given.name(given.request.levelName)],
    [given.words('letters.desk-resolution-due'), given.when(given.request.resolutionDueAt)],
  );
const decide = ({ words, links, request }: RequestLetter): Part =>
  button(words('letters.urgency.decide'), links.urgency(request.ref));

/** To Servicios Generales: somebody asks, and waits for its decision. */
export const requestUrgencyAsked = (given: RequestLetter): LaidOut =>
  requestPage(given, {
    title: given.words('letters.request-urgency-asked.title'),
    parts: [asked(given), decide(given)],
  });

/** The same of an objection: what is decided of it is final. */
export const requestUrgencyObjected = (given: RequestLetter): LaidOut =>
  requestPage(given, {
    title: given.words('letters.request-urgency-objected.title'),
    parts: [...quote(given), asked(given), decide(given)],
  });
