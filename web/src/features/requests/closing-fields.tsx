/** What a service asks of whoever marks its request as resolved. */
import { useRef, useState } from 'react';
import { type Answer, type Answers, closingTroubles, keptAnswers } from '#contract/forms.ts';
import type { RequestView } from '#contract/requests.ts';
import { Unreachable } from '#web/shared/client.ts';
import { FormFields } from '#web/shared/forms/form-fields.tsx';
import { type MessageKey, type Translate, useT } from '#web/shared/i18n.ts';
import { type AnswerTrays, useAnswerTrays } from './answer-trays.ts';
import { FileAnswer } from './file-answer.tsx';

const PREFIX = 'rq-closing';

export function useClosing({ closingForm }: RequestView) {
  const [answers, setAnswers] = useState<Answers>({});
  // A file that has just arrived is an answer before the page has been drawn with it.
  const latest = useRef(answers);
  const change = (key: string, answer: Answer | undefined) => {
    const { [key]: _before, ...rest } = latest.current;
    latest.current = answer === undefined ? rest : { ...rest, [key]: answer };
    setAnswers(latest.current);
  };
  const trays = useAnswerTrays({
    start: () => [],
    keep: (key, ready) => change(key, ready.length === 0 ? undefined : ready.map(({ id }) => id)),
  });
  const kept = (): Answers =>
    closingForm === null ? {} : keptAnswers(closingForm.form, { ...latest.current, ...closingForm.filed }, 'closing');
  return {
    answers,
    change,
    trays,
    kept,
    /** Sentences at `closingAnswers.<key>`, as the server would give them. */
    faults: (t: Translate): Record<string, string> =>
      closingForm === null
        ? {}
        : Object.fromEntries(
            closingTroubles(closingForm.form, closingForm.filed, kept()).map(({ path, message, limit }) => [
              path.replace(/^answers\./, 'closingAnswers.'),
              t(message as MessageKey, { limit: limit ?? 0 }),
            ]),
          ),
    /** Waits for files on their way. */
    arrived: async (): Promise<void> => {
      if (!(await trays.settle())) throw new Unreachable();
    },
  };
}

type Props = {
  view: RequestView;
  closing: { answers: Answers; change: (key: string, answer: Answer | undefined) => void; trays: AnswerTrays };
  faults: Readonly<Record<string, string>>;
};

export function ClosingFields({ view, closing, faults }: Props) {
  const t = useT();
  const { closingForm } = view;
  if (closingForm === null || closingForm.form.length === 0) return null;
  const atAnswers = Object.fromEntries(
    Object.entries(faults).map(([path, fault]) => [path.replace(/^closingAnswers\./, 'answers.'), fault]),
  );
  return (
    <section className="rq-closing" aria-labelledby={`${PREFIX}-title`}>
      <h3 id={`${PREFIX}-title`}>{t('console.resolve.asked')}</h3>
      <FormFields
        form={closingForm.form}
        moment="closing"
        answers={{ ...closing.answers, ...closingForm.filed }}
        faults={atAnswers}
        prefix={PREFIX}
        onChange={closing.change}
        files={(field, given) => <FileAnswer field={field} {...given} trays={closing.trays} locked={false} />}
      />
    </section>
  );
}
