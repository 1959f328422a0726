/** What is being written down for somebody: kept on this machine while the telephone rings again. */
import { useEffect, useRef, useState } from 'react';
import type { AttachmentView } from '#contract/attachments.ts';
import type { Answer } from '#contract/forms.ts';
import type { CaptureOrigin } from '#contract/requests.ts';
import { newKey } from '#web/shared/client.ts';
import { type DraftContent, NOWHERE } from './draft.ts';
import { dropWork, keepWork, readWork, workKey } from './local-work.ts';

export type Whom = { id: string; name: string; about: string };
export type CaptureDraft = {
  /** The same sending makes one request, however often it goes. */
  key: string;
  whom: Whom | null;
  origin: CaptureOrigin;
  number: string;
  date: string;
  /** Of the attached file that is the oficio; empty: the only one there is. */
  scanId: string;
  content: DraftContent;
  /** Files that answer questions of the service, whichever it is. */
  answerFiles: readonly AttachmentView[];
};

const fresh = (): CaptureDraft => ({
  key: newKey(),
  whom: null,
  origin: 'telephone',
  number: '',
  date: '',
  scanId: '',
  content: {
    ...{ subject: '', description: '', areaId: null, serviceId: null, principalId: null, place: NOWHERE },
    ...{ urgency: null, answers: {}, formVersion: null },
  },
  answerFiles: [],
});

const KEEP_AFTER_MS = 400;

const isDraft = (kept: unknown): kept is CaptureDraft =>
  typeof kept === 'object' && kept !== null && 'key' in kept && 'content' in kept && 'origin' in kept;

export function useCaptureDraft(personId: string) {
  const place = workKey(personId, 'capture');
  const [draft, show] = useState<CaptureDraft>(() => {
    const kept = readWork(place);
    return isDraft(kept) ? { ...fresh(), ...kept } : fresh();
  });
  const latest = useRef(draft);
  const setDraft = (next: (before: CaptureDraft) => CaptureDraft) => {
    latest.current = next(latest.current);
    show(latest.current);
  };
  useEffect(() => {
    const keep = () => keepWork(place, draft);
    const timer = setTimeout(keep, KEEP_AFTER_MS);
    window.addEventListener('pagehide', keep);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', keep);
    };
  }, [draft, place]);
  return {
    draft,
    /** As of this instant: a file that has just arrived is an answer before the page has been drawn with it. */
    now: () => latest.current,
    change: (patch: Partial<CaptureDraft>) => setDraft((before) => ({ ...before, ...patch })),
    write: (patch: Partial<DraftContent>) =>
      setDraft((before) => ({ ...before, content: { ...before.content, ...patch } })),
    /** `files`: those the question has now, where it asks for files. */
    answer: (key: string, answer: Answer | undefined, files?: readonly AttachmentView[]) =>
      setDraft((before) => {
        const { [key]: former, ...rest } = before.content.answers;
        const gone: readonly string[] = Array.isArray(former) ? former : [];
        const others = before.answerFiles.filter(({ id }) => !gone.includes(id));
        return {
          ...before,
          content: { ...before.content, answers: answer === undefined ? rest : { ...rest, [key]: answer } },
          answerFiles: files === undefined ? before.answerFiles : [...others, ...files],
        };
      }),
    /** The next one: nothing of this stays. */
    clear: () => {
      dropWork(place);
      setDraft(fresh);
    },
  };
}
