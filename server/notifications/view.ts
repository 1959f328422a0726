import type { listLetters, listNotices, listTestMail, readTestMail } from '#contract/notifications.ts';
import type { ReplyOf } from '#contract/operation.ts';
import type { KeptLetter } from '../shared/mailbox.ts';
import type { LetterRow, NoticeRow } from './rows.ts';

type Item<Reply extends { items: readonly unknown[] }> = Reply['items'][number];

/** What became of a letter; never what it says. */
export const viewLetter = (row: LetterRow): Item<ReplyOf<typeof listLetters>> => ({
  id: row.id as Item<ReplyOf<typeof listLetters>>['id'],
  kind: row.kind,
  to: row.erased_at === null ? row.to_address : '',
  subject: row.subject,
  state: row.state,
  attempts: row.attempts,
  queuedAt: row.queued_at.toISOString(),
  sentAt: row.sent_at?.toISOString() ?? null,
  lastError: row.last_error,
  erasedAt: row.erased_at?.toISOString() ?? null,
});

export const viewNotice = (row: NoticeRow): Item<ReplyOf<typeof listNotices>> => {
  const { ref, folio, subject, by, side, more } = row.details;
  return {
    id: row.id as Item<ReplyOf<typeof listNotices>>['id'],
    kind: row.kind,
    at: row.at.toISOString(),
    read: row.read_at !== null,
    values: { folio, subject, by, ...more },
    requestRef: ref,
    side,
  };
};

const PREVIEW = 140;

export const viewKeptLine = (letter: KeptLetter): Item<ReplyOf<typeof listTestMail>> => ({
  id: letter.id as Item<ReplyOf<typeof listTestMail>>['id'],
  to: letter.to.address,
  toName: letter.to.name,
  subject: letter.subject,
  at: letter.at.toISOString(),
  preview: letter.text.replace(/\s+/g, ' ').slice(0, PREVIEW),
});

export const viewKept = (letter: KeptLetter): ReplyOf<typeof readTestMail> => ({
  id: letter.id as ReplyOf<typeof readTestMail>['id'],
  from: letter.from,
  to: letter.to.name === '' ? letter.to.address : `${letter.to.name} <${letter.to.address}>`,
  subject: letter.subject,
  at: letter.at.toISOString(),
  text: letter.text,
  html: letter.html,
  headers: [...letter.headers],
});
