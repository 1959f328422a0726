import { button, type LaidOut, quote, type RequestLetter, requestPage, threadLink } from './page.ts';

/** Somebody wrote a public message. */
export function requestMessage(given: RequestLetter): LaidOut {
  const { words } = given;
  const whose =
    given.side === 'requester' ? 'letters.request-message.title' : 'letters.request-message.title-participant';
  return requestPage(given, {
    title: words(whose, { name: given.actorName }),
    parts: [...quote(given), button(words('letters.answer'), threadLink(given))],
  });
}
