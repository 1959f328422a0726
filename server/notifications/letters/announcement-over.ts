import { accountPage, button, facts, type LaidOut, paragraph, type Reading } from './page.ts';

type Over = Reading & { readonly title: string; readonly outcome: 'ended' | 'withdrawn'; readonly at: Date };

/** To whoever asked to be told when an outage or maintenance is over. */
export function announcementOver(given: Over): LaidOut {
  const { words, title, outcome, links } = given;
  return accountPage(given, {
    subject: words('letters.announcement-over.subject', { outcome, title }),
    title: words('letters.announcement-over.title', { outcome }),
    parts: [
      facts(
        [words('letters.announcement-over.notice'), title],
        [words('letters.announcement-over.at'), given.when(given.at)],
      ),
      paragraph(words('letters.announcement-over.body')),
      button(words('letters.announcement-over.open'), links.newRequest),
    ],
  });
}
