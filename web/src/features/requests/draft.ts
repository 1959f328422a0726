/** The unfinished request: its shape, its copy on this machine, and which copy to go on with. */
import type { AttachmentView } from '#contract/attachments.ts';
import type { Answers } from '#contract/forms.ts';
import type { ReplyOf } from '#contract/operation.ts';
import type { readDrafts } from '#contract/requests.ts';
import { newKey } from '#web/shared/client.ts';
import { keepWork, newDraftId, readWork, workKey } from './local-work.ts';
import { fromKept, type UrgencyText } from './urgency-text.ts';

export type PlaceText = { building: string; floor: string; office: string; phone: string };
export type DraftContent = {
  subject: string;
  description: string;
  areaId: string | null;
  serviceId: string | null;
  /** On whose account it is filed; null: one's own. */
  principalId: string | null;
  place: PlaceText;
  /** Null: urgency is not asked for. */
  urgency: UrgencyText | null;
  /** By key of the question, of every service that was chosen meanwhile: what is hidden or left is not sent, nor lost. */
  answers: Answers;
  /** Version of the service's questions with which the person began; null: of none yet. */
  formVersion: number | null;
};

/**
 * `key` is the idempotency key: made with the draft and kept until it is filed, so that whatever happens to an answer,
 * the same draft makes one request. `dirty`: the server has not got this text yet. `sending`: it was being filed.
 */
export type Draft = {
  id: string;
  key: string;
  content: DraftContent;
  attachments: AttachmentView[];
  /** Files that answer a question. */
  answerFiles: AttachmentView[];
  /** Instant of the last change or save, ISO 8601. */
  at: string;
  dirty: boolean;
  sending: boolean;
};

export const NOWHERE: PlaceText = { building: '', floor: '', office: '', phone: '' };

export const freshDraft = (place: PlaceText = NOWHERE): Draft => ({
  id: newDraftId(),
  key: newKey(),
  content: {
    ...{ subject: '', description: '', areaId: null, serviceId: null, principalId: null, place, urgency: null },
    ...{ answers: {}, formVersion: null },
  },
  attachments: [],
  answerFiles: [],
  at: new Date().toISOString(),
  dirty: false,
  sending: false,
});

/** Nothing of the request itself was written: the place alone is remembered, not typed. */
export const isBlank = ({ content, attachments }: Draft): boolean =>
  content.subject.trim() === '' &&
  content.description.trim() === '' &&
  content.areaId === null &&
  attachments.length === 0;

export const draftKey = (personId: string): string => workKey(personId, 'new-request');

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** What lies on this machine, unless another version of the program left it in a form that no longer reads. */
export function readLocalDraft(personId: string): Draft | null {
  const kept = readWork(draftKey(personId));
  if (!isRecord(kept) || !isRecord(kept.content) || !isRecord(kept.content.place)) return null;
  if (typeof kept.id !== 'string' || typeof kept.key !== 'string' || !Array.isArray(kept.attachments)) return null;
  const { content, answerFiles = [] } = kept as Draft;
  // A copy older than a question has no answer to it.
  const { urgency = null, answers = {}, formVersion = null, principalId = null } = content;
  return { ...(kept as Draft), content: { ...content, urgency, answers, formVersion, principalId }, answerFiles };
}

export const keepLocalDraft = (personId: string, draft: Draft): boolean => keepWork(draftKey(personId), draft);

/** Ids that answer a question with files. */
const answering = (answers: Answers): string[] =>
  Object.values(answers).flatMap((one) => (Array.isArray(one) ? one : []));

type Drafts = ReplyOf<typeof readDrafts>;

/**
 * The copy to go on with. What this machine typed and the server has not got wins; else the server's newest, which may
 * have been written on another machine. A saved copy the server no longer has was filed or thrown away: it is dropped.
 */
export function startingPoint(local: Draft | null, server: Drafts | null): { draft: Draft; found: boolean } {
  if (local && !isBlank(local) && (local.dirty || local.sending || server === null))
    return { draft: local, found: true };
  const [newest] = server?.drafts ?? [];
  if (newest) {
    const { id, attachments, savedAt, answers, urgency } = newest;
    const { subject, description, areaId, serviceId, place, formVersion, principalId } = newest;
    const answered = answering(answers);
    const draft: Draft = {
      id,
      key: local?.id === id ? local.key : newKey(),
      content: {
        ...{ subject, description, areaId, serviceId, principalId, place, answers, formVersion },
        urgency: fromKept(urgency),
      },
      attachments: attachments.filter((file) => !answered.includes(file.id)),
      answerFiles: attachments.filter((file) => answered.includes(file.id)),
      at: savedAt,
      dirty: false,
      sending: false,
    };
    return { draft, found: !isBlank(draft) };
  }
  return { draft: freshDraft(server?.lastPlace), found: false };
}
