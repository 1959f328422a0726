/** From a letter to the bytes of a message. Headers are written by the library alone, from cleaned parts (S10). */
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Letter } from '../mailbox.ts';

const MAX_SUBJECT = 200;
const MAX_NAME = 120;
/** More would make a header longer than some servers take; the first and the newest are what threads need. */
const MAX_REFERENCES = 20;

const ADDRESS = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)*$/i;
const MESSAGE_ID = /^<[A-Za-z0-9._-]+@[A-Za-z0-9.:[\]-]+>$/;

/** One line without control, line-separating or direction-changing characters, at most `max` long. */
export function headerText(value: string, max: number): string {
  const line = value
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length <= max ? line : `${characters.slice(0, max - 1).join('')}…`;
}

export const isAddress = (value: string): boolean => value.length <= 254 && ADDRESS.test(value);

export type Message = { readonly from: string; readonly to: string; readonly bytes: Buffer };

const shortened = (references: readonly string[]): string[] =>
  references.length <= MAX_REFERENCES
    ? [...references]
    : [...references.slice(0, 1), ...references.slice(1 - MAX_REFERENCES)];

/** The message ready to be handed over, with exactly one recipient (V34). Throws a TypeError for parts that cannot stand in a header. */
export async function toMessage(letter: Letter, given: { from: string; at: Date }): Promise<Message> {
  if (!isAddress(letter.to.address)) throw new TypeError('the address of the recipient cannot be written to');
  if (!isAddress(given.from)) throw new TypeError('the address of the sender cannot be written from');
  if (![letter.messageId, ...letter.references].every((id) => MESSAGE_ID.test(id)))
    throw new TypeError('not a message id');
  const references = shortened(letter.references);
  const last = references.at(-1);
  const composed = new MailComposer({
    from: { name: headerText(letter.fromName ?? '', MAX_NAME), address: given.from },
    to: { name: headerText(letter.to.name, MAX_NAME), address: letter.to.address },
    subject: headerText(letter.subject, MAX_SUBJECT),
    messageId: letter.messageId,
    ...(last === undefined ? {} : { inReplyTo: last, references }),
    date: given.at,
    text: letter.text,
    html: letter.html,
    headers: {
      // RFC 3834: no robot should answer, and neither should Outlook's.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'win',
  });
  return { from: given.from, to: letter.to.address, bytes: await composed.compile().build() };
}

/** The headers of a message, unfolded, in order. */
export function headersOf(bytes: Buffer): { name: string; value: string }[] {
  const [head = ''] = bytes.toString('utf8').split('\r\n\r\n', 1);
  return head
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line) => {
      const colon = line.indexOf(':');
      return { name: line.slice(0, colon), value: line.slice(colon + 1).trim() };
    });
}
