/** What a service asks of whoever marks its request as resolved. */
import { type Answer, type Answers, closingTroubles, keptAnswers } from '#contract/forms.ts';
import type { RequestView } from '#contract/requests.ts';
import { FormFields } from '#web/shared/forms/form-fields.tsx';
import { type Translate, useT } from '#web/shared/i18n.ts';
import type { AnswerTrays } from './answer-trays.ts';
import { FileAnswer } from './file-answer.tsx';
import { sentencesOf, useTypedAnswers } from './use-typed-answers.ts';

const PREFIX = 'rq-closing';

export function useClosing({ closingForm }: RequestView, start: Answers = {}) {
  const typed = useTypedAnswers(() => start);
  const kept = (): Answers =>
    closingForm === null ? {} : keptAnswers(closingForm.form, { ...typed.now(), ...closingForm.filed }, 'closing');
  return {
    ...typed,
    kept,
    /** At `closingAnswers.<key>`. */
    faults: (t: Translate): Record<string, string> =>
      closingForm === null
        ? {}
        : sentencesOf(
            t,
            closingTroubles(closingForm.form, closingForm.filed, kept()).map((trouble) => ({
              ...trouble,
              path: trouble.path.replace(/^answers\./, 'closingAnswers.'),
            })),
          ),
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
