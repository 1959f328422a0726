/** Answers typed in a window: kept while it stands, files and all. */
import { useCallback, useRef, useState } from 'react';
import type { Answer, Answers, FormTrouble } from '#contract/forms.ts';
import { Unreachable } from '#web/shared/client.ts';
import type { MessageKey, Translate } from '#web/shared/i18n.ts';
import { useAnswerTrays } from './answer-trays.ts';

export function useTypedAnswers(start: () => Answers = () => ({})) {
  const [answers, setAnswers] = useState<Answers>(start);
  // A file that has just arrived is an answer before the page has been drawn with it.
  const latest = useRef(answers);
  const set = useCallback((next: Answers) => {
    latest.current = next;
    setAnswers(next);
  }, []);
  const change = (key: string, answer: Answer | undefined) => {
    const { [key]: _before, ...rest } = latest.current;
    set(answer === undefined ? rest : { ...rest, [key]: answer });
  };
  const trays = useAnswerTrays({
    start: () => [],
    keep: (key, ready) => change(key, ready.length === 0 ? undefined : ready.map(({ id }) => id)),
  });
  return {
    answers,
    /** As of this instant, also between two drawings. */
    now: (): Answers => latest.current,
    set,
    change,
    trays,
    /** Waits for files on their way. */
    arrived: async (): Promise<void> => {
      if (!(await trays.settle())) throw new Unreachable();
    },
  };
}

/** Sentences at their paths, as the server would give them. */
export const sentencesOf = (t: Translate, troubles: readonly FormTrouble[]): Record<string, string> =>
  Object.fromEntries(
    troubles.map(({ path, message, limit }) => [path, t(message as MessageKey, { limit: limit ?? 0 })]),
  );
