/** Covering part of a request ("testar"): a mark stays where the words were, the original is kept apart (decision 55). */

import { type Covered, cover, coveredName } from '#contract/covering.ts';
import type { BodyOf } from '#contract/operation.ts';
import type { redactRequest } from '#contract/redactions.ts';
import { DESCRIPTION_MAX, MESSAGE_MAX, type RequestView, SUBJECT_MAX } from '#contract/requests.ts';
import { personById } from '#server/accounts/index.ts';
import { coverFile, sentFile } from '#server/attachments/index.ts';
import { HOUR } from '#server/shared/clock.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { newId, sha256 } from '#server/shared/ids.ts';
import type { Limit } from '#server/shared/limits.ts';
import { type Actor, personOf } from '#server/shared/policy.ts';
import type { Work } from '#server/shared/store.ts';
import { type Outcome, perform } from './act.ts';
import type { RequestAnswers } from './answers.ts';
import type { On } from './attend.ts';
import { messageById } from './message-rows.ts';
import { coverMessage, coverObjection, insertRedaction, lockMessage, type NewRedaction } from './redaction-rows.ts';
import type { RequestPatch, RequestRow } from './rows.ts';

const REDACTIONS: Limit = { name: 'redaction', points: 120, windowMs: HOUR };

type Body = BodyOf<typeof redactRequest>;
type Target<What extends Body['target']['what']> = Extract<Body['target'], { what: What }>;

/** What is covered, and what is to be written besides, once the original is kept. */
type Covering = Pick<
  NewRedaction,
  'what' | 'messageId' | 'attachmentId' | 'internal' | 'passages' | 'original' | 'shown'
> & {
  readonly patch: RequestPatch;
  /** Of the bytes of a file. */
  readonly fileSha256?: string;
  readonly write: () => Promise<void>;
};

/** Whatever the state, of whoever: it is the text that is covered, and nothing else of the request moves. */
export async function redact(house: House, actor: Actor, on: On<typeof redactRequest>): Promise<RequestView> {
  const { target } = on.body;
  const view = await perform(house, actor, {
    id: on.id,
    right: 'redact',
    once: on.once ?? null,
    act: 'redact',
    limit: REDACTIONS,
    decide: async (held, work) => kept(work, held, { body: on.body, covering: await coveringOf(work, held, target) }),
  });
  // Nobody reaches them by now; a cut here leaves bytes that nothing leads to.
  if (target.what === 'file') await house.files.removeMade(target.attachmentId);
  return view;
}

function coveringOf(work: Work, held: RequestRow, target: Body['target']): Promise<Covering> | Covering {
  if (target.what === 'message') return ofMessage(work, held, target);
  return target.what === 'file' ? ofFile(work, held, target) : ofWords(held, target);
}

async function kept(work: Work, held: RequestRow, given: { body: Body; covering: Covering }): Promise<Outcome> {
  const { body, covering } = given;
  const { patch, write, fileSha256, ...about } = covering;
  const byId = personOf(work.actor).id;
  const by = await personById(work.db, byId);
  const id = newId();
  await insertRedaction(work, {
    ...{ id, requestId: held.id, byId, office: by?.positionName ?? { es: '', en: '' } },
    ...{ ground: body.ground, basis: body.basis, reason: body.reason, ...about },
  });
  await write();
  return {
    fact: covering.internal ? 'request.note-redacted' : 'request.redacted',
    data: {
      redactionId: id,
      what: covering.what,
      ground: body.ground,
      ...(covering.messageId === null ? {} : { redactedMessageId: covering.messageId }),
      ...(covering.attachmentId === null ? {} : { attachmentId: covering.attachmentId }),
      ...(fileSha256 === undefined ? {} : { fileSha256 }),
      originalSha256: sha256(covering.original).toString('hex'),
      shownSha256: sha256(covering.shown).toString('hex'),
    },
    patch,
  };
}

/** Throws `redaction.absent`, `redaction.done`, and a fault of the field where the marks make the text too long. */
function covered(text: string, passages: readonly string[] | null, longest: number): Covered {
  const found = cover(text, passages);
  if (typeof found === 'string') throw new Fault(`redaction.${found}`);
  if (found.text.length > longest)
    throw new Fault('input.invalid', {}, { fields: [{ path: 'target.passages', message: 'field.too-long' }] });
  return found;
}

const nothing = async () => undefined;
const itself = { messageId: null, attachmentId: null, internal: false } as const;

function ofWords(held: RequestRow, { what, passages }: Target<'subject' | 'description'>): Covering {
  const { text: shown, passages: count } = covered(
    held[what],
    passages,
    what === 'subject' ? SUBJECT_MAX : DESCRIPTION_MAX,
  );
  return {
    ...{ ...itself, what, passages: count, original: held[what], shown },
    ...{ patch: { [what]: shown }, write: nothing },
  };
}

async function ofMessage(work: Work, held: RequestRow, target: Target<'message'>): Promise<Covering> {
  const message = await lockMessage(work, target.messageId);
  if (message?.request_id !== held.id) throw new Fault('not-found');
  const { body } = message;
  const { text: shown, passages } = covered(body, target.passages, MESSAGE_MAX);
  return {
    ...{
      what: 'message',
      messageId: target.messageId,
      attachmentId: null,
      internal: message.visibility === 'internal',
    },
    ...{ passages, original: body, shown },
    // Its own words, kept a second time.
    patch: held.solution === body ? { solution: shown } : {},
    write: async () => {
      await coverMessage(work, target.messageId, shown);
      await coverObjection(work, { requestId: held.id, body, shown });
    },
  };
}

async function ofFile(work: Work, held: RequestRow, { attachmentId }: Target<'file'>): Promise<Covering> {
  const file = await sentFile(work.db, attachmentId);
  const message = file && file.sentWith !== held.id ? await messageById(work.db, file.sentWith) : undefined;
  if (!file || (file.sentWith !== held.id && message?.request_id !== held.id)) throw new Fault('not-found');
  if (file.redacted) throw new Fault('redaction.done');
  const shown = coveredName(file.name);
  return {
    ...{ what: 'file', messageId: null, attachmentId, internal: message?.visibility === 'internal', passages: null },
    ...{ original: file.name, shown, fileSha256: file.sha256.toString('hex') },
    patch: renamedIn(held.answers, attachmentId, shown),
    write: () => coverFile(work, attachmentId, shown),
  };
}

/** A file that answers a question is called by its name there, too. */
function renamedIn(answers: RequestAnswers, fileId: string, name: string): RequestPatch {
  const text = JSON.stringify(answers, (key, value: unknown) => (key === fileId ? { es: name, en: name } : value));
  return text === JSON.stringify(answers) ? {} : { answers: text };
}
