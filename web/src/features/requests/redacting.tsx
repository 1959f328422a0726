/** Pieces of a request of which something was covered, or by whoever may cover something. */
import '#web/styles/redactions.css';
import { Fragment } from 'react';
import type { AttachmentView } from '#contract/attachments.ts';
import { REDACTED } from '#contract/redaction-shapes.ts';
import type { RequestView } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import type { Covering } from './covering.tsx';
import { RedactButton } from './redact-button.tsx';
import { RedactionMarks } from './redaction-marks.tsx';

/** A part of a request that can be covered: a text or a file. */
export type Part =
  | { readonly what: 'subject' | 'description'; readonly text: string }
  | { readonly what: 'message'; readonly messageId: string; readonly text: string }
  | { readonly what: 'file'; readonly file: AttachmentView };

/** The text with a bar wherever something was covered. */
export function Bars({ text }: { text: string }) {
  const t = useT();
  let at = 0;
  return text.split(REDACTED).map((part) => {
    const place = at;
    at += part.length + REDACTED.length;
    return (
      <Fragment key={place}>
        {place === 0 ? null : <span className="covered">{t('redactions.covered')}</span>}
        {part}
      </Fragment>
    );
  });
}

/** Of what was asked for, or of one message. */
function partsOf(view: RequestView, message: Covering['message']): Part[] {
  const files = (message ?? view).attachments.map((file): Part => ({ what: 'file', file }));
  if (message) return [{ what: 'message', messageId: message.id, text: message.text }, ...files];
  return [{ what: 'description', text: view.description }, { what: 'subject', text: view.subject }, ...files];
}

const isLeft = (part: Part): boolean => (part.what === 'file' ? !part.file.redacted : part.text !== REDACTED);

const isOf = (part: Part, mark: RequestView['redactions'][number]): boolean =>
  part.what === 'file'
    ? part.file.id === mark.attachmentId
    : part.what === mark.what && (part.what !== 'message' || part.messageId === mark.messageId);

export function Redacting({ view, message, show }: Covering) {
  const parts = partsOf(view, message);
  if (show === 'act') {
    const left = parts.filter(isLeft);
    return left.length === 0 ? null : <RedactButton view={view} parts={left} />;
  }
  if (show === 'marks') {
    const marks = view.redactions.filter((mark) => parts.some((part) => isOf(part, mark)));
    return marks.length === 0 ? null : <RedactionMarks view={view} marks={marks} below={!message} />;
  }
  const part = parts.find(
    ({ what }) => what === (show === 'subject' ? 'subject' : message ? 'message' : 'description'),
  );
  if (part === undefined || part.what === 'file') return null;
  // Who typed the mark where nothing was covered typed a word.
  return view.redactions.some((mark) => isOf(part, mark)) ? <Bars text={part.text} /> : part.text;
}
