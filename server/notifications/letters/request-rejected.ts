import { type LaidOut, note, openRequest, paragraph, quote, type RequestLetter, requestPage } from './page.ts';

/** Refused on a legal or policy ground, which is said. */
export function requestRejected(given: RequestLetter): LaidOut {
  const { words, institution } = given;
  const owner = institution.ownerUnit;
  const isOwn = given.side === 'requester';
  return requestPage(given, {
    title: words(isOwn ? 'letters.request-rejected.title' : 'letters.request-rejected.title-participant'),
    lead: [paragraph(words('letters.request-rejected.body'))],
    parts: [...quote(given), openRequest(given), isOwn && note(words('letters.request-rejected.next', { owner }))],
  });
}
