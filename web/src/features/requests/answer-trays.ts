/** The files of the questions of a form, each question with a tray of its own. */
import { useMemo, useRef } from 'react';
import type { AttachmentView } from '#contract/attachments.ts';

type Settle = () => Promise<boolean>;
/** The trays of all questions on the page. */
export type AnswerTrays = {
  /** Files of an answer found in the draft. */
  start: (key: string) => readonly AttachmentView[];
  join: (key: string, settle: Settle) => () => void;
  /** The files a question has on the server: its answer. */
  keep: (key: string, ready: AttachmentView[]) => void;
  /** True once everything arrived. */
  settle: Settle;
};

export function useAnswerTrays(given: Pick<AnswerTrays, 'start' | 'keep'>): AnswerTrays {
  const latest = useRef(given);
  latest.current = given;
  return useMemo(() => {
    const joined = new Map<string, Settle>();
    return {
      start: (key) => latest.current.start(key),
      keep: (key, ready) => latest.current.keep(key, ready),
      join: (key, settle) => {
        joined.set(key, settle);
        return () => joined.delete(key);
      },
      settle: async () => (await Promise.all([...joined.values()].map((one) => one()))).every(Boolean),
    };
  }, []);
}
