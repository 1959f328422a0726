/**
 * Sealed records of a request of which something was covered. A record is never changed, and so its paper, which says all of it, is
 * kept back from everybody but who audits and opened an original; a page that shows a record shows the marks.
 */

import { coveredName } from '#contract/covering.ts';
import type { ReceiptView } from '#contract/requests.ts';
import { recordsOf } from '#server/records/index.ts';
import type { Json } from '#server/shared/canonical.ts';
import { later, MINUTE } from '#server/shared/clock.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { type Actor, personOf } from '#server/shared/policy.ts';
import type { Reader } from '#server/shared/store.ts';
import { requestPolicy } from './policy.ts';
import { type CoveredText, openedOfRequest, originalsOf } from './redaction-rows.ts';
import type { RequestRow } from './rows.ts';

/** For so long after opening an original its file, and the papers that say it, can be had. */
export const OPEN_FOR = 10 * MINUTE;

/** Where a record of a request repeats words of people. */
const WORDS = ['subject', 'description', 'statement'];

/** Does this document of a record say what was covered since? */
function saysCovered(document: { readonly [key: string]: Json }, covered: readonly CoveredText[]): boolean {
  const originals = new Set(covered.map(({ original }) => original));
  const says = (value: Json | undefined) => typeof value === 'string' && originals.has(value);
  const { attachments } = document;
  const files = Array.isArray(attachments) ? attachments : [];
  return (
    WORDS.some((key) => says(document[key])) ||
    files.some((file) => typeof file === 'object' && file !== null && !Array.isArray(file) && says(file.name))
  );
}

/** Of one request: tells whether the document of a record of it says what was covered since, for whoever gathers its papers. */
export async function coveredIn(db: Reader, requestId: string): Promise<(document: string) => boolean> {
  const covered = await originalsOf(db, requestId);
  return (document) => covered.length > 0 && saysCovered(JSON.parse(document), covered);
}

/** Throws `record.redacted` where the paper says what this reader may not have. */
export async function allowPaper(
  house: House,
  actor: Actor,
  given: { request: RequestRow; record: string },
): Promise<void> {
  const { request, record } = given;
  const db = house.store.read;
  const says = await coveredIn(db, request.id);
  const found = (await recordsOf(db, request.id)).find(({ id }) => id === record);
  if (!found || !says(found.document)) return;
  if (requestPolicy.may('open-original', actor, request) && (await hasOpened(house, actor, request.id))) return;
  throw new Fault('record.redacted');
}

const hasOpened = (house: House, actor: Actor, requestId: string): Promise<boolean> =>
  openedOfRequest(house.store.read, {
    ...{ requestId, byId: personOf(actor).id },
    since: later(house.clock.now(), -OPEN_FOR),
  });

type Receipt = Pick<ReceiptView, 'subject' | 'description' | 'attachments' | 'answers'>;

/** The receipt with its marks, and whether it has any. */
export async function markedReceipt<Kept extends Receipt>(
  db: Reader,
  request: RequestRow,
  kept: Kept,
): Promise<Kept & { redacted: boolean }> {
  const covered = await originalsOf(db, request.id);
  const names = new Set(covered.flatMap(({ what, original }) => (what === 'file' ? [original] : [])));
  const is = (what: CoveredText['what']) => covered.some((each) => each.what === what);
  const marked = (name: string) => (names.has(name) ? coveredName(name) : name);
  return {
    ...kept,
    redacted: is('subject') || is('description') || kept.attachments.some(({ name }) => names.has(name)),
    subject: is('subject') ? request.subject : kept.subject,
    description: is('description') ? request.description : kept.description,
    attachments: kept.attachments.map((file) => ({ ...file, name: marked(file.name) })),
    answers: kept.answers.map((answer) => ({ ...answer, shown: answer.shown.map(marked) })),
  };
}
